"""Interview notes as they grow: live introductions, then questions with quotes that were checked."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from shared.flow.answer_stream import AnswerStream, Event, Opened, Record, Text
from shared.flow.quotes import Evidence
from shared.flow.report import Sections, cut, paragraphs, plain, quote_lines
from shared.models.interview import InterviewAnswer, Point, ProposedPoint
from shared.models.words import Locale

MAX_POINTS = 20
LIMITS = {"question": 600, "why": 800, "answer_points": 8, "resume_quotes": 3}
TITLES: dict[Locale, dict[str, str]] = {
    Locale.ZH: {
        "introduction_1min": "一分钟自我介绍",
        "introduction_3min": "三分钟自我介绍",
        "questions_to_ask": "可以反问的问题",
    },
    Locale.EN: {
        "introduction_1min": "Introduction in one minute",
        "introduction_3min": "Introduction in three minutes",
        "questions_to_ask": "Questions to ask",
    },
}
WORDS: dict[Locale, dict[str, str]] = {
    Locale.ZH: {"questions": "可能被问到的问题", "why": "为什么会问：", "lean": "可以依据的原文："},
    Locale.EN: {"questions": "Questions to expect", "why": "Why: ", "lean": "Lean on:"},
}


class InterviewReport:
    """Feed it the answer, show what it gives; afterwards it holds the verified result."""

    def __init__(self, evidence: Evidence, locale: Locale) -> None:
        self._evidence, self._locale, self._words = evidence, locale, WORDS[locale]
        self._stream = AnswerStream(TITLES[locale])
        self._sections = Sections(TITLES[locale])
        self._said: list[ProposedPoint] = []
        self._points: list[Point] = []

    def feed(self, piece: str) -> str:
        """The Markdown this piece adds."""
        return "".join(map(self._show, self._stream.feed(piece)))

    def close(self) -> str:
        """The Markdown left when the answer is over."""
        return "".join(map(self._show, self._stream.close()))

    def points(self) -> list[Point]:
        """The questions with the quotes that were found."""
        return list(self._points)

    def claims(self) -> Mapping[str, Any]:
        """What the answer says, to be validated as InterviewAnswer."""
        return {
            "introduction_1min": self._sections.text("introduction_1min"),
            "introduction_3min": self._sections.text("introduction_3min"),
            "points": [said.model_dump() for said in self._said],
            "questions_to_ask": self._sections.items("questions_to_ask")[:10],
        }

    def answer(self) -> InterviewAnswer:
        """The whole answer; raises ValidationError when parts are missing."""
        return InterviewAnswer.model_validate(self.claims())

    def _show(self, event: Event) -> str:
        match event:
            case Record(value):
                return self._point(value)
            case Opened() | Text():
                return self._sections.take(event)
            case _:
                return ""

    def _point(self, value: dict[str, Any]) -> str:
        try:
            said = ProposedPoint.model_validate(cut(value, LIMITS))
        except ValidationError:
            return ""
        if len(self._said) == MAX_POINTS:
            return ""
        quotes = self._evidence.quotes(said.resume_quotes)
        point = Point(
            question=said.question, why=said.why, answer_points=said.answer_points, quotes=quotes
        )
        self._said.append(said)
        self._points.append(point)
        title = f"## {self._words['questions']}\n\n" if len(self._points) == 1 else ""
        return self._sections.gap() + title + self._block(point)

    def _block(self, point: Point) -> str:
        hints = "\n".join(f"- {plain(hint)}" for hint in point.answer_points if hint.strip())
        return paragraphs(
            [
                f"### {len(self._points)}. {plain(point.question)}",
                f"{self._words['why']}{plain(point.why)}" if point.why else "",
                hints,
                self._words["lean"] if point.quotes else "",
                *quote_lines(point.quotes, self._locale),
            ]
        )
