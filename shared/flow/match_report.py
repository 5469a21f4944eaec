"""A match as it grows: verdicts are checked before they are shown, the score is computed."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from shared.flow.answer_stream import AnswerStream, Event, Opened, Record, Text
from shared.flow.quotes import Evidence
from shared.flow.report import Sections, cut, paragraphs, plain, quote_lines
from shared.flow.score import level, score
from shared.models.job import Importance, Requirement
from shared.models.match import JudgedRequirement, Judgement, MatchAnswer, Verdict
from shared.models.words import Locale

TITLES: dict[Locale, dict[str, str]] = {
    Locale.ZH: {"conclusion": "结论", "strengths": "优势", "gaps": "差距", "script": "毛遂自荐"},
    Locale.EN: {
        "conclusion": "Conclusion",
        "strengths": "Strengths",
        "gaps": "Gaps",
        "script": "Your note to the recruiter",
    },
}
WORDS: dict[Locale, dict[str, str]] = {
    Locale.ZH: {
        "requirements": "逐条对照",
        "score": "匹配度",
        "must": "必须",
        "nice": "加分",
        "met": "满足",
        "partial": "部分满足",
        "missing": "未体现",
        "dropped": "所引原文在材料中找不到，按未体现处理。",
        "high": "高",
        "medium": "中",
        "low": "低",
        "colon": "：",
    },
    Locale.EN: {
        "requirements": "Requirement by requirement",
        "score": "Match",
        "must": "must",
        "nice": "nice to have",
        "met": "met",
        "partial": "partly met",
        "missing": "no evidence",
        "dropped": "The quoted words are not in your documents, so this counts as no evidence.",
        "high": "high",
        "medium": "medium",
        "low": "low",
        "colon": ": ",
    },
}
LIMITS = {"resume_quotes": 3, "comment": 600}
MARKS = {Verdict.MET: "✓", Verdict.PARTIAL: "◐", Verdict.MISSING: "○"}


def judge(requirement: Requirement, said: Judgement, evidence: Evidence) -> JudgedRequirement:
    """The verdict after its quotes were looked up; without a quote that stands there it is missing."""
    claimed = said.verdict is not Verdict.MISSING
    quotes = evidence.quotes(said.resume_quotes) if claimed else []
    dropped = claimed and not quotes
    return JudgedRequirement(
        requirement=requirement,
        verdict=Verdict.MISSING if dropped else said.verdict,
        quotes=quotes,
        comment="" if dropped else said.comment,
        dropped=dropped,
    )


def unjudged(requirement: Requirement) -> JudgedRequirement:
    """A requirement the model said nothing about."""
    return JudgedRequirement(
        requirement=requirement, verdict=Verdict.MISSING, quotes=[], comment=""
    )


class MatchReport:
    """Feed it the answer, show what it gives; afterwards it holds the verified result."""

    def __init__(
        self, requirements: Sequence[Requirement], evidence: Evidence, locale: Locale
    ) -> None:
        self._requirements = {requirement.id: requirement for requirement in requirements}
        self._evidence, self._words = evidence, WORDS[locale]
        self._locale = locale
        self._stream = AnswerStream(TITLES[locale])
        self._sections = Sections(TITLES[locale])
        self._said: dict[str, Judgement] = {}
        self._judged: dict[str, JudgedRequirement] = {}
        self._scored = False

    def feed(self, piece: str) -> str:
        """The Markdown this piece adds."""
        return "".join(map(self._show, self._stream.feed(piece)))

    def close(self) -> str:
        """The Markdown left when the answer is over."""
        return "".join(map(self._show, self._stream.close()))

    def requirements(self) -> list[JudgedRequirement]:
        """Every requirement in the order of the job, also those the model left out."""
        return [
            self._judged.get(id_) or unjudged(requirement)
            for id_, requirement in self._requirements.items()
        ]

    def score(self) -> int:
        """The number: a function of the verdicts, never the model's."""
        return score(self.requirements())

    def claims(self) -> Mapping[str, Any]:
        """What the answer says, to be validated as MatchAnswer."""
        return {
            "judgements": [said.model_dump() for said in self._said.values()],
            "conclusion": self._sections.text("conclusion"),
            "strengths": self._sections.items("strengths")[:12],
            "gaps": self._sections.items("gaps")[:12],
            "script": self._sections.text("script"),
        }

    def answer(self) -> MatchAnswer:
        """The whole answer; raises ValidationError when parts are missing."""
        return MatchAnswer.model_validate(self.claims())

    def _show(self, event: Event) -> str:
        match event:
            case Record(value):
                return self._judge(value)
            case Opened():
                return self._score_line() + self._sections.take(event)
            case Text():
                return self._sections.take(event)
            case _:
                return ""

    def _judge(self, value: dict[str, Any]) -> str:
        """The first valid verdict on a requirement counts; a second one, or one on nothing, does not."""
        try:
            said = Judgement.model_validate(cut(value, LIMITS))
        except ValidationError:
            return ""
        requirement = self._requirements.get(said.requirement_id)
        if requirement is None or said.requirement_id in self._said:
            return ""
        judged = judge(requirement, said, self._evidence)
        self._said[said.requirement_id] = said
        self._judged[said.requirement_id] = judged
        title = f"## {self._words['requirements']}\n\n" if len(self._judged) == 1 else ""
        all_judged = len(self._judged) == len(self._requirements)
        gap = self._sections.gap()
        return gap + title + self._block(judged) + (self._score_line() if all_judged else "")

    def _block(self, judged: JudgedRequirement) -> str:
        words, requirement = self._words, judged.requirement
        must = "must" if requirement.importance is Importance.MUST else "nice"
        return paragraphs(
            [
                f"### {MARKS[judged.verdict]} {plain(requirement.text)}",
                f"*{words[must]} · {words[judged.verdict]}*",
                *quote_lines(judged.quotes, self._locale),
                words["dropped"] if judged.dropped else plain(judged.comment),
            ]
        )

    def _score_line(self) -> str:
        if self._scored or not self._judged:
            return ""
        self._scored = True
        words, number = self._words, self.score()
        return f"## {words['score']}{words['colon']}{number} / 100 ({words[level(number)]})\n\n"
