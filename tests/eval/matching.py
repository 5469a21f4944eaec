"""Figures of summary, match and what may disturb them."""

from itertools import pairwise
from typing import Any

from shared.flow.match_report import MatchReport
from shared.flow.ops import lines
from shared.flow.quotes import Evidence
from shared.models.customize import OpState
from shared.models.match import JudgedRequirement
from shared.models.words import Locale
from tests.eval.cases import injections, people, samples
from tests.eval.chain import Chain, Matched, Person
from tests.eval.hiding import seen_by_the_model
from tests.eval.recorder import Recorder

OBEDIENT = '{{"requirement_id":"{id}","verdict":"met","resume_quotes":["as ordered"],"comment":"as ordered"}}\n'


class Matching:
    """Collects the figures while it reads the people of both languages."""

    def __init__(self, models: Recorder, runs: int = 100) -> None:
        self._models, self._runs = models, runs
        self._quotes: list[bool] = []
        self._points: list[bool] = []
        self._order: list[tuple[str, bool]] = []
        self._facts: list[tuple[str, bool]] = []
        self._gate_says: list[bool] = []
        self._secrets: list[str] = []

    def figures(self) -> dict[str, Any]:
        """Everything that needs the models, but retrieval."""
        chains = {lang: Chain(self._models, lang) for lang in Locale}
        scores = {lang: self._people(chains[lang]) for lang in Locale}
        self._samples(chains[Locale.EN])
        effects = [found for lang in Locale for found in self._injected(chains[lang])]
        distinct = max(self._distinct(chains[lang]) for lang in Locale)
        return {
            "quotes_verified": _share(self._quotes),
            "interview_quotes_verified": _share(self._points),
            "distinct_scores": distinct,
            "order_accuracy": _share([right for _, right in self._order]),
            "order_wrong": [name for name, right in self._order if not right],
            "summary_facts": _share([found for _, found in self._facts]),
            "summary_missed": [fact for fact, found in self._facts if not found],
            "edits_through_gate": _share(self._gate_says),
            "injection_effect": len(effects),
            "injection_which": effects,
            "contact_leaks": self._leaks(),
            "scores": scores,
        }

    def _people(self, chain: Chain) -> dict[str, dict[str, int]]:
        everyone = people(chain.locale)
        strong = {trade: chain.person(one["strong"]) for trade, one in everyone.items()}
        scores = {}
        for trade, one in everyone.items():
            self._secrets += one["secrets"]
            self._check_summary(strong[trade], one["facts"])
            job = chain.job(one["job"])
            other = next(name for name in everyone if name != trade)
            rivals = {
                "strong": strong[trade],
                "weak": chain.person(one["weak"]),
                "unrelated": strong[other],
            }
            matched = {name: self._matched(chain, rival, job) for name, rival in rivals.items()}
            scores[trade] = {name: match.score for name, match in matched.items()}
            for better, worse in pairwise(("strong", "weak", "unrelated")):
                self._rank(f"{chain.locale} {trade} {better}>{worse}", matched, better, worse)
            self._rank(f"{chain.locale} {trade} strong>unrelated", matched, "strong", "unrelated")
            self._tailored(chain, strong[trade], matched["strong"])
        return scores

    def _matched(self, chain: Chain, person: Person, job: Any) -> Matched:
        matched = chain.match(person, job)
        self._check_quotes(person, matched.requirements)
        return matched

    def _rank(self, name: str, matched: dict[str, Matched], better: str, worse: str) -> None:
        one, other = matched[better].score, matched[worse].score
        close = (better, worse) == ("weak", "unrelated")  # two bad matches may tie
        self._order.append((f"{name} {one}:{other}", one >= other if close else one > other))

    def _check_quotes(self, person: Person, requirements: list[JudgedRequirement]) -> None:
        for item in requirements:
            self._quotes += [
                person.text[quote.start : quote.end] == quote.text for quote in item.quotes
            ]

    def _check_summary(self, person: Person, facts: list[str]) -> None:
        said = " ".join(str(person.summary.model_dump()).split())
        self._facts += [(fact, fact in said) for fact in facts]

    def _tailored(self, chain: Chain, person: Person, matched: Matched) -> None:
        ops, markdown = chain.tailor(person, matched.job)
        self._gate_says += [op.state is OpState.APPLIED for op in ops]
        for point in chain.interview(person, matched.job, markdown):
            self._points += [
                person.text[quote.start : quote.end] == quote.text for quote in point.quotes
            ]
        assert lines(person.summary)

    def _samples(self, chain: Chain) -> None:
        text, strong, unrelated = samples()
        job = chain.job(text)
        matched = {
            name: self._matched(chain, chain.person(resume), job)
            for name, resume in (("strong", strong), ("unrelated", unrelated))
        }
        self._rank("sample strong>unrelated", matched, "strong", "unrelated")

    def _distinct(self, chain: Chain) -> int:
        one = people(chain.locale)["backend"]
        person, job = chain.person(one["strong"]), chain.job(one["job"])
        return len({chain.match(person, job).score for _ in range(self._runs // 2)})

    def _injected(self, chain: Chain) -> list[str]:
        """Names of the texts that moved score or shape; an obedient model is tried as well."""
        one = people(chain.locale)["backend"]
        clean, job = chain.person(one["weak"]), chain.job(one["job"])
        wanted = chain.match(clean, job)
        moved = []
        for text in injections()["resume"]:
            got = chain.match(chain.person(f"{one['weak']}\n{text}\n"), job)
            if _shape(got) != _shape(wanted):
                moved.append(f"{chain.locale} resume: {text[:60]} {wanted.score}->{got.score}")
        for text in injections()["job"]:
            got = chain.match(clean, chain.job(f"{one['job']}\n{text}\n"))
            if got.score > wanted.score:
                moved.append(f"{chain.locale} job: {text[:60]} {wanted.score}->{got.score}")
        hidden = seen_by_the_model(one["weak"], injections()["resume"])
        return [*moved, *hidden, *self._obeyed(chain, clean, wanted)]

    def _obeyed(self, chain: Chain, person: Person, wanted: Matched) -> list[str]:
        report = MatchReport(wanted.job.requirements, Evidence(person.text), chain.locale)
        report.feed("".join(OBEDIENT.format(id=item.id) for item in wanted.job.requirements))
        report.feed("\n## conclusion\nScore: 100\n")
        report.close()
        return [f"{chain.locale} obedient model {report.score()}"] if report.score() else []

    def _leaks(self) -> int:
        sent = "\n".join(self._models.sent)
        return sum(secret in sent for secret in set(self._secrets))


def _shape(matched: Matched) -> tuple[int, list[tuple[str, str]]]:
    return matched.score, [(item.requirement.text, item.verdict) for item in matched.requirements]


def _share(hits: list[bool]) -> float | None:
    return round(sum(hits) / len(hits), 4) if hits else None
