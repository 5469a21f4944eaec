"""Does the person meet a requirement? A verdict with the lines that prove it, never more than they prove."""

import re
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from infra.offline_ai.engine.asks import EDUCATION, IN_BRACKETS, years_asked
from infra.offline_ai.engine.near import closest
from infra.offline_ai.engine.periods import months
from infra.offline_ai.engine.person import Person, Proof
from infra.offline_ai.engine.pieces import DEGREE_RANK, degree_in
from infra.offline_ai.engine.resume import Work
from infra.offline_ai.engine.skills import Skill, find_skills, mentions
from infra.offline_ai.engine.studies import same_studies
from infra.offline_ai.engine.trades import is_kin, main_trade, trades_of

ANY_OF = re.compile(
    r"\bor\b|\beither\b|\bany of\b|at least one|one of|或|之一|任一|至少一|一种|其中|/",
    re.IGNORECASE,
)
EXAMPLES = re.compile(
    r"等|such as|e\.g|for example|including|包括但不限|例如|如：|similar", re.IGNORECASE
)
ENOUGH = 0.6
NEARLY = 0.6
TOLD_BY_DEEDS = {"Mentoring", "Leadership"}
FIELDS = {
    "Backend development", "Frontend development", "Full-stack development", "Mobile development",
    "Accounting", "Nursing", "Teaching", "Digital marketing", "HRBP", "Supply chain management",
    "Production management", "Sales management", "Retail sales", "Construction management", "Data analysis",
}  # fmt: skip


@dataclass(frozen=True)
class Named:
    """A skill, and the words in which the requirement names it."""

    skill: Skill
    words: str


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


def judge(text: str, person: Person, trade: str | None) -> Judgement:
    """The verdict on one requirement; a requirement of several kinds is as good as its weakest part."""
    found: list[Judgement] = []
    if years_asked(text):
        found.append(_years(text, person, trade))
    if EDUCATION.search(text) and degree_in(text):
        found.append(_education(text, person))
    if _named(text):
        found.append(_skills(text, person))
    if not found:
        found.append(_soft(text, person) if find_skills(text) else _alike(text, person))
    return _joined(found)


def _joined(parts: list[Judgement]) -> Judgement:
    """Several parts as one: met when all are, missing when all are."""
    verdicts = {part.verdict for part in parts}
    whole = min(parts, key=lambda part: ["missing", "partial", "met"].index(part.verdict))
    whole.verdict = verdicts.pop() if len(verdicts) == 1 else "partial"
    quotes = [quote for part in parts for quote in part.quotes]
    whole.quotes = list(dict.fromkeys(quotes))[:3] if whole.verdict != "missing" else []
    whole.has = list(dict.fromkeys(s for part in parts for s in part.has))
    if whole.verdict == "partial" and not whole.quotes:
        whole.verdict = "missing"
    return whole


def _years(text: str, person: Person, trade: str | None) -> Judgement:
    """Years in the line of work the requirement or the job is about; overlapping months count once."""
    asked = years_asked(text)
    works = [work for work in person.works if work.period and _fits(work, text, trade)]
    worked = months(work.period for work in works if work.period)
    years = round(worked / 12, 1)
    verdict = "met" if worked >= 12 * asked else "partial" if years >= NEARLY * asked else "missing"
    works.sort(key=lambda work: work.period.first - work.period.last if work.period else 0)
    quotes = [_dated_line(work) for work in works[:3]]
    return Judgement(text, verdict, quotes, reason="years", years=years, asked=asked)


def _fits(work: Work, text: str, trade: str | None) -> bool:
    """Whether an employment counts for the experience asked."""
    told = " ".join([work.title, *work.lines])
    wanted = main_trade(text) or trade
    if wanted is None:
        return True
    top = [name for name, _ in trades_of(work.title).most_common(1)] or [
        name for name, _ in trades_of(told).most_common(2)
    ]
    return any(is_kin(name, wanted) for name in top)


def _dated_line(work: Work) -> str:
    """The header line with the dates."""
    return next(
        (h for h in work.heads if any(c.isdigit() for c in h)), work.heads[0] if work.heads else ""
    )


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
    bare = IN_BRACKETS.sub(lambda found: " " * len(found[0]), text)
    wanted = _named(bare) or _named(text)
    has = [name for name in wanted if _known(name.skill, person)]
    outer = {name.skill for name in wanted}
    inner = [n for n in _named(text) if n.skill not in outer and _known(n.skill, person)]
    lacks = [name for name in wanted if name not in has]
    verdict = _share(bare, wanted, has, bool(inner))
    quotes = _quotes_for([name.skill for name in [*has, *inner]], person)
    if verdict != "missing" and not quotes:
        verdict = "missing"
    return Judgement(text, verdict, quotes, [*has, *inner], lacks, "skills")


def _named(text: str) -> list[Named]:
    """The skills a requirement names in its own words; manners only where they can be told by deeds."""
    found = [m for m in mentions(text) if m.skill.kind != "soft" or m.skill.name in TOLD_BY_DEEDS]
    return list(
        {m.skill.name: Named(m.skill, text[m.start : m.end]) for m in reversed(found)}.values()
    )[::-1]


def _known(skill: Skill, person: Person) -> bool:
    """A field of work is known to who worked in it."""
    return skill.name in person.skills or bool(_field_works(skill, person))


def _field_works(skill: Skill, person: Person) -> list[Work]:
    if skill.name not in FIELDS:
        return []
    return [work for work in person.works if is_kin(main_trade(work.title), skill.trade)]


def _share(text: str, wanted: list[Named], has: list[Named], examples: bool) -> str:
    """How many of the wanted skills make the requirement met."""
    if not has:
        return "partial" if examples else "missing"
    share = len(has) / len(wanted)
    if share == 1 or (_is_choice(text) and len(wanted) > 1):
        return "met"
    loose = EXAMPLES.search(text) is not None
    return "met" if loose and share >= ENOUGH else "partial"


def _is_choice(text: str) -> bool:
    """E.g. “Redis, Kafka or RabbitMQ”: the choice stands between two skills."""
    found = mentions(text)
    between = [text[a.end : b.start] for a, b in pairwise(found)]
    if any(ANY_OF.search(gap) for gap in between):
        return True
    tail = text[found[-1].end : found[-1].end + 16] if found else ""
    return bool(
        re.search(r"之一|任一|至少一|其中一|中的一|or (?:another|similar|equivalent)", tail)
    )


def _quotes_for(skills: list[Skill], person: Person) -> list[str]:
    """Up to three lines that together show the skills; lines from work before lists."""
    open_names = {skill.name for skill in skills}
    quotes: list[str] = []
    ranked: list[Proof] = sorted(
        person.proofs, key=lambda p: (not p.done, -len(p.skills & open_names))
    )
    while ranked and open_names and len(quotes) < 3:
        best = max(ranked, key=partial(_gain, wanted=open_names))
        if not best.skills & open_names:
            break
        quotes.append(best.text)
        open_names -= best.skills
    works = [work for skill in skills for work in _field_works(skill, person)]
    return quotes or [_dated_line(work) for work in works[:1]]


def _soft(text: str, person: Person) -> Judgement:
    """Manners: a line that names the same one proves it; a list of words alone only half."""
    wanted = [Named(m.skill, text[m.start : m.end]) for m in mentions(text)]
    names = {name.skill.name for name in wanted}
    proofs = [p for p in person.proofs if p.skills & names]
    if not proofs:
        return _alike(text, person)
    proofs.sort(key=lambda p: (not p.done, -len(p.skills & names)))
    covered = names & {name for p in proofs for name in p.skills}
    full = covered == names or len(covered) > 1
    has = [name for name in wanted if name.skill.name in covered]
    lacks = [name for name in wanted if name not in has]
    quotes = [p.text for p in proofs[:2]]
    return Judgement(text, "met" if full else "partial", quotes, has, lacks, "skills")


def _alike(text: str, person: Person) -> Judgement:
    """No word to hold on to: the nearest line by meaning, if it is near enough."""
    near = closest(text, [p.text for p in person.proofs if p.done or len(p.text) > 20])
    if not near:
        return Judgement(text, "missing")
    verdict = "met" if near.same else "partial"
    return Judgement(text, verdict, [near.text], reason="alike")


def _gain(proof: Proof, wanted: set[str]) -> tuple[int, bool]:
    """How many of the wanted skills a line shows, and whether by doing."""
    return len(proof.skills & wanted), proof.done
