"""A person beside a job: every requirement with its verdict."""

from dataclasses import dataclass
from typing import Any

from infra.offline_ai.engine.judge import Judgement, judge
from infra.offline_ai.engine.person import Person
from infra.offline_ai.engine.trades import main_trade

CREDIT = {"met": 1.0, "partial": 0.5, "missing": 0.0}


@dataclass(frozen=True)
class Wanted:
    """A requirement as the job summary lists it."""

    id: str
    text: str
    must: bool
    weight: int
    kind: str


@dataclass
class Compared:
    """A person beside a job: each requirement with its verdict."""

    person: Person
    title: str
    duties: list[str]
    pairs: list[tuple[Wanted, Judgement]]

    @property
    def met(self) -> list[tuple[Wanted, Judgement]]:
        """What is proven, the weightiest first."""
        return self._with("met")

    @property
    def open(self) -> list[tuple[Wanted, Judgement]]:
        """What is not, needs before wishes."""
        return sorted(self._with("missing") + self._with("partial"), key=_rank)

    def _with(self, verdict: str) -> list[tuple[Wanted, Judgement]]:
        return sorted([p for p in self.pairs if p[1].verdict == verdict], key=_rank)

    @property
    def share(self) -> float:
        """How much of the weight of the needs is proven; for the choice of words only."""
        must = [p for p in self.pairs if p[0].must] or self.pairs
        whole = sum(w.weight for w, _ in must) or 1
        return sum(CREDIT[j.verdict] * w.weight for w, j in must) / whole


def compare(person: Person, job: dict[str, Any]) -> Compared:
    """Judge every requirement of a job summary."""
    wanted = [
        Wanted(
            r.get("id") or f"r{n}",
            r["text"],
            r.get("importance") != "nice",
            r.get("weight") or 3,
            r.get("kind") or "other",
        )
        for n, r in enumerate(job.get("requirements") or [], 1)
    ]
    title, duties = str(job.get("title") or ""), list(job.get("duties") or [])
    trade = main_trade(title) or main_trade(" ".join([title, *duties, *[w.text for w in wanted]]))
    return Compared(person, title, duties, [(w, judge(w.text, person, trade)) for w in wanted])


def _rank(pair: tuple[Wanted, Judgement]) -> tuple[bool, int, bool]:
    wanted, judged = pair
    return not wanted.must, -wanted.weight, judged.verdict != "missing"
