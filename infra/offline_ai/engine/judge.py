"""Does the person meet a requirement? A verdict with the lines that prove it, never more than they prove."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from infra.offline_ai.engine.asked_skills import (
    Named,
    blank,
    is_known,
    named_skills,
    quotes_for,
    share,
    wanted_skills,
)
from infra.offline_ai.engine.asks import EDUCATION, IN_BRACKETS, years_asked
from infra.offline_ai.engine.near import closest
from infra.offline_ai.engine.periods import months
from infra.offline_ai.engine.person import Person
from infra.offline_ai.engine.pieces import DEGREE_RANK, degree_in
from infra.offline_ai.engine.resume import Work
from infra.offline_ai.engine.skills import find_skills, mentions
from infra.offline_ai.engine.studies import same_studies
from infra.offline_ai.engine.trades import is_kin, is_neighbour, main_trade, trades_of
from infra.offline_ai.engine.words import pattern

CERTIFICATE = pattern("certificate")
SENIOR = pattern("senior")
NAMES = re.compile(r"\b[A-Z]{2,}[A-Za-z0-9+#]*\b")
NEARLY = 0.6
ORDER = ("missing", "partial", "met")


@dataclass
class Judgement:
    """A verdict, its quotes, and what a comment can say about it."""

    requirement: str
    verdict: str
    quotes: list[str] = field(default_factory=list[str])
    has: list[Named] = field(default_factory=list[Named])
    lacks: list[Named] = field(default_factory=list[Named])
    reason: str = "nothing"
    years: float = 0
    asked: int = 0
    told: str = ""


def judge(text: str, person: Person, trade: str | None) -> Judgement:
    """The verdict on one requirement; a requirement of several kinds is as good as its weakest part."""
    found: list[Judgement] = []
    if years_asked(text):
        found.append(_years(text, person, trade))
    if EDUCATION.search(text) and degree_in(text):
        found.append(_education(text, person))
    if wanted_skills(text):
        found.append(_skills(text, person))
    if not found:
        found.append(_soft(text, person) if find_skills(text) else _alike(text, person))
    return _joined(found)


def _joined(parts: list[Judgement]) -> Judgement:
    """Several parts as one; no years in the line of work means no experience, whatever else is there."""
    whole = min(parts, key=lambda part: ORDER.index(part.verdict))
    verdicts = {part.verdict for part in parts}
    whole.told = whole.verdict
    if whole.reason != "years":
        whole.verdict = verdicts.pop() if len(verdicts) == 1 else "partial"
    quotes = [quote for part in parts for quote in part.quotes]
    whole.quotes = list(dict.fromkeys(quotes))[:3] if whole.verdict != "missing" else []
    whole.has = list(dict.fromkeys(s for part in parts for s in part.has))
    if not whole.quotes:
        whole.verdict = "missing"
    return whole


def _years(text: str, person: Person, trade: str | None) -> Judgement:
    """Years in the line of work asked for; overlapping months count once, a neighbouring line counts half."""
    asked, wanted = years_asked(text), main_trade(text) or trade
    dated = [work for work in person.works if work.period]
    works = [work for work in dated if wanted is None or _is_in(work, wanted, is_kin)]
    worked = _months(works)
    verdict = (
        "met" if worked >= 12 * asked else "partial" if worked >= NEARLY * 12 * asked else "missing"
    )
    reason = "years"
    if verdict == "missing" and wanted:
        works = [work for work in dated if _is_in(work, wanted, is_neighbour)] or works
        verdict = "partial" if _months(works) >= NEARLY * 12 * asked else "missing"
        reason = "near" if verdict == "partial" else "years"
    if verdict == "met" and SENIOR.search(text) and not any(SENIOR.search(w.title) for w in works):
        verdict, reason = "partial", "level"
    works.sort(key=lambda work: -_months([work]))
    quotes = [line for work in works[:3] for line in work.dated_lines]
    return Judgement(text, verdict, quotes, reason=reason, years=round(worked / 12, 1), asked=asked)


def _months(works: list[Work]) -> int:
    return months(work.period for work in works if work.period)


def _is_in(work: Work, wanted: str, related: Callable[[str, str], bool]) -> bool:
    """Whether an employment belongs to a line of work, by its title, else by its lines."""
    told = [name for name, _ in trades_of(work.title).most_common(1)]
    told = told or [name for name, _ in trades_of(" ".join(work.lines)).most_common(2)]
    return any(related(name, wanted) for name in told)


def _education(text: str, person: Person) -> Judgement:
    """The degree by rank, the subject by its field of study."""
    asked = degree_in(text)
    wanted = DEGREE_RANK[asked[0]] if asked else 0
    schools = [s for r in (person.resume, person.history) for s in r.education]
    proofs = [s for s in schools if s.rank and DEGREE_RANK[s.rank] >= wanted]
    if not proofs:
        return Judgement(text, "missing", reason="degree")
    fitting = [s for s in proofs if same_studies(text, f"{s.subject or ''} {s.degree or ''}")]
    quotes = list(dict.fromkeys(head for s in (fitting or proofs)[:2] for head in s.heads[:2]))
    return Judgement(text, "met" if fitting else "partial", quotes[:2], reason="degree")


def _skills(text: str, person: Person) -> Judgement:
    """The named skills, any of them or all of them as the sentence says; examples in brackets help."""
    wanted = wanted_skills(text)
    has = [name for name in wanted if is_known(name.skill, person)]
    outer = {name.skill for name in wanted}
    inner = [n for n in named_skills(text) if n.skill not in outer and is_known(n.skill, person)]
    inner = [] if EDUCATION.search(text) and degree_in(text) else inner
    lacks = [name for name in wanted if name not in has]
    verdict = share(IN_BRACKETS.sub(blank, text), wanted, has, bool(inner))
    quotes = quotes_for([name.skill for name in [*has, *inner]], person)
    if verdict != "missing" and not quotes:
        verdict = "missing"
    return Judgement(text, verdict, quotes, [*has, *inner], lacks, "skills")


def _soft(text: str, person: Person) -> Judgement:
    """Manners: a line that names the same one proves it; a list of words alone only half."""
    wanted = [Named(m.skill, text[m.start : m.end]) for m in mentions(text)]
    names = {name.skill.name for name in wanted}
    proofs = [p for p in person.proofs if p.skills & names]
    if not proofs:
        return _alike(text, person)
    proofs.sort(key=lambda p: (not p.done, -len(p.skills & names)))
    covered = names & {name for p in proofs for name in p.skills}
    full = covered == names
    has = [name for name in wanted if name.skill.name in covered]
    lacks = [name for name in wanted if name not in has]
    quotes = [p.text for p in proofs[:2]]
    return Judgement(text, "met" if full else "partial", quotes, has, lacks, "skills")


def _alike(text: str, person: Person) -> Judgement:
    """No word to hold on to: the nearest line by meaning, if it is near enough. Names must be there."""
    near = closest(text, person.told)
    named = [
        name for name in NAMES.findall(text) if name.casefold() not in person.source.casefold()
    ]
    if not near or (named and CERTIFICATE.search(text)):
        return Judgement(text, "missing")
    proven = near.same and not named and not find_skills(text)
    return Judgement(text, "met" if proven else "partial", [near.text], reason="alike")
