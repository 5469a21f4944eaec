"""The skills a requirement asks for, and the lines that show them."""

import re
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from infra.offline_ai.engine.asks import EDUCATION, IN_BRACKETS, years_asked
from infra.offline_ai.engine.person import Person, Proof
from infra.offline_ai.engine.pieces import degree_in
from infra.offline_ai.engine.resume import Work
from infra.offline_ai.engine.skills import Skill, mentions
from infra.offline_ai.engine.trades import is_kin, main_trade
from infra.offline_ai.engine.words import pattern

CHOICE = pattern("choice")
CHOICE_BEHIND = pattern("choice_behind")
EXAMPLES = pattern("examples")
ENOUGH = 0.6
MOST_QUOTES = 3
TOLD_BY_DEEDS = {"Mentoring", "Leadership"}
FIELDS = {
    "Backend development", "Frontend development", "Full-stack development", "Mobile development",
    "Accounting", "Nursing", "Teaching", "Digital marketing", "HRBP", "Supply chain management",
    "Production management", "Sales management", "Retail sales", "Construction management",
}  # fmt: skip


@dataclass(frozen=True)
class Named:
    """A skill, and the words in which the requirement names it."""

    skill: Skill
    words: str


def wanted_skills(text: str) -> list[Named]:
    """The skills that count: outside brackets, no subjects of a degree, no field beside its years."""
    wanted = named_skills(IN_BRACKETS.sub(blank, text)) or named_skills(text)
    if EDUCATION.search(text) and degree_in(text):
        return [name for name in wanted if name.skill.kind != "skill"]
    if years_asked(text):
        return [name for name in wanted if name.skill.name not in FIELDS]
    return wanted


def named_skills(text: str) -> list[Named]:
    """The skills a requirement names in its own words; manners only where they can be told by deeds."""
    found = [m for m in mentions(text) if m.skill.kind != "soft" or m.skill.name in TOLD_BY_DEEDS]
    return list(
        {m.skill.name: Named(m.skill, text[m.start : m.end]) for m in reversed(found)}.values()
    )[::-1]


def share(text: str, wanted: list[Named], has: list[Named], examples: bool) -> str:
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
    if any(CHOICE.search(gap) for gap in between):
        return True
    tail = text[found[-1].end : found[-1].end + 16] if found else ""
    return bool(
        re.search(r"之一|任一|至少一|其中一|中的一|or (?:another|similar|equivalent)", tail)
    )


def quotes_for(skills: list[Skill], person: Person) -> list[str]:
    """Up to three lines that together show the skills; lines from work before lists."""
    open_names = {skill.name for skill in skills}
    quotes: list[str] = []
    ranked: list[Proof] = sorted(
        person.proofs, key=lambda p: (not p.done, -len(p.skills & open_names))
    )
    while ranked and open_names and len(quotes) < MOST_QUOTES:
        best = max(ranked, key=partial(_gain, wanted=open_names))
        if not best.skills & open_names:
            break
        quotes.append(best.text)
        open_names -= best.skills
    works = [work for skill in skills for work in _field_works(skill, person)]
    return quotes or [line for work in works[:1] for line in work.dated_lines]


def _gain(proof: Proof, wanted: set[str]) -> tuple[int, bool]:
    """How many of the wanted skills a line shows, and whether by doing."""
    return len(proof.skills & wanted), proof.done


def is_known(skill: Skill, person: Person) -> bool:
    """A field of work is known to who worked in it."""
    return skill.name in person.skills or bool(_field_works(skill, person))


def _field_works(skill: Skill, person: Person) -> list[Work]:
    if skill.name not in FIELDS:
        return []
    return [work for work in person.works if is_kin(main_trade(work.title), skill.trade)]


def blank(found: re.Match[str]) -> str:
    """Blanks in place of what was found, so that places stay the same."""
    return " " * len(found[0])
