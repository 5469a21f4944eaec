"""Skills named in a text, each under one canonical name, with their trades and what they imply."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from infra.offline_ai.engine.text import HAN
from infra.offline_ai.engine.words import skill_books

WORD = re.compile(r"[A-Za-z0-9+#]")


@dataclass(frozen=True)
class Skill:
    """A canonical skill: its trade, its kind (skill, soft, language, certificate), its Chinese name."""

    name: str
    zh: str
    trade: str
    kind: str
    implies: tuple[str, ...]


@dataclass(frozen=True)
class Mention:
    """Where a text names a skill."""

    skill: Skill
    start: int
    end: int


@dataclass(frozen=True)
class Spelling:
    """One way to write a skill; `exact` minds the case, so that "Go" is not "go"."""

    text: str
    exact: bool
    skill: Skill


@lru_cache
def skill_named(name: str) -> Skill:
    """The skill of a canonical name."""
    return _shelf()[name]


@lru_cache
def _shelf() -> dict[str, Skill]:
    """Every skill by its canonical name."""
    shelf: dict[str, Skill] = {}
    for book in skill_books():
        for group in book["group"]:
            for name, spellings in group["skills"].items():
                han = next((s for s in _split(spellings) if HAN.search(s)), name)
                implied = tuple(book.get("implies", {}).get(name, ()))
                shelf[name] = Skill(name, han, group["trade"], group.get("kind", "skill"), implied)
    return shelf


@lru_cache
def _index() -> dict[str, list[Spelling]]:
    """Spellings by their first two letters, the longest first."""
    index: dict[str, list[Spelling]] = defaultdict(list)
    for book in skill_books():
        exact = set(book.get("exact", ()))
        for group in book["group"]:
            for name, spellings in group["skills"].items():
                for text in {name, *_split(spellings)}:
                    minds = text in exact
                    key = text[:2].lower()
                    written = text if minds else text.lower()
                    index[key].append(Spelling(written, minds, _shelf()[name]))
    for spellings in index.values():
        spellings.sort(key=lambda s: (-len(s.text), s.text))
    return dict(index)


def _split(spellings: str) -> list[str]:
    return [s.strip() for s in spellings.split(";") if s.strip()]


@lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Mention, ...]:
    """Every mention, the longest spelling first, none inside another."""
    found: list[Mention] = []
    lower, index, place = text.lower(), _index(), 0
    while place < len(text):
        mention = _mention_at(text, lower, place, index)
        if mention:
            found.append(mention)
        place = mention.end if mention else place + 1
    return tuple(found)


def _mention_at(
    text: str, lower: str, place: int, index: dict[str, list[Spelling]]
) -> Mention | None:
    if place and WORD.match(text[place]) and WORD.match(text[place - 1]):
        return None
    for size in (2, 1):
        for spelling in index.get(lower[place : place + size], ()):
            source = text if spelling.exact else lower
            if source.startswith(spelling.text, place):
                end = _end(lower, place + len(spelling.text), spelling)
                if end:
                    return Mention(spelling.skill, place, end)
    return None


def _end(lower: str, end: int, spelling: Spelling) -> int:
    """Where the word ends, a plural "s" included; 0 when it goes on as another word."""
    if HAN.match(spelling.text[-1]):
        return end
    if not spelling.exact and len(spelling.text) > 3 and lower[end : end + 1] == "s":
        end += 1
    following = lower[end : end + 1]
    return 0 if following and WORD.match(following) else end


def find_skills(text: str) -> list[Skill]:
    """The skills a text names, in order of first mention."""
    return list(dict.fromkeys(mention.skill for mention in mentions(text)))


def with_implied(skills: Iterable[Skill]) -> set[str]:
    """The names of the skills and of all they imply."""
    names: set[str] = set()
    waiting = list(skills)
    while waiting:
        skill = waiting.pop()
        if skill.name not in names:
            names.add(skill.name)
            waiting += [_shelf()[name] for name in skill.implies if name in _shelf()]
    return names


def count() -> int:
    """How many skills are known."""
    return len(_shelf())
