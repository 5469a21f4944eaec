"""Sentences from templates and the person's own lines; no fact comes from anywhere else."""

import re

from infra.offline_ai.engine.asked_skills import Named
from infra.offline_ai.engine.text import HAN, language_of
from infra.offline_ai.engine.words import book, pattern

PAST_VERB = pattern("past_verb")
ADVERB = pattern("adverb")
DUTY_VERB = pattern("duty_verb")
TOLD_VERB = pattern("told_verb")
FIRST_PERSON = re.compile(r"^(?:我|本人|i\b)", re.IGNORECASE)
SEAM = re.compile(r"(?<=[\u3400-\u9fff])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9+#])(?=[\u3400-\u9fff])")
YOU_WILL = re.compile(r"^you(?:'ll|’ll| will)(?: be)?\s+", re.IGNORECASE)
LIST_LIKE = re.compile(r"^.{2,12}[:：]")
ACRONYM = re.compile(r"^[A-Z0-9]{2,}|^[A-Z]\w*[A-Z]")


class Speech:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._phrases: dict[str, str] = book("phrases")[language]

    def say(self, key: str, **facts: object) -> str:
        """A sentence with its facts filled in; facts may hold braces of their own."""
        return re.sub(r"\{(\w+)\}", lambda m: str(facts[m[1]]), self._phrases[key])

    def comment(self, key: str, **facts: object) -> str:
        """A sentence with names in it; Chinese and Latin letters keep a blank between them."""
        return SEAM.sub(" ", self.say(key, **facts))

    def skills(self, skills: list[Named], most: int = 4) -> str:
        """Names of skills, in the words of the job where these are of this language."""
        return self._phrases["and"].join(self._skill(named) for named in skills[:most])

    def _skill(self, named: Named) -> str:
        if bool(HAN.search(named.words)) == (self.language == "zh"):
            return named.words
        latin = re.fullmatch(r"[A-Z0-9][\w.+#/-]*", named.words)
        return (
            named.words if latin else named.skill.zh if self.language == "zh" else named.skill.name
        )

    def join(self, texts: list[str], key: str = "and") -> str:
        """A, B, C."""
        return self._phrases[key].join(texts)

    def sentences(self, *texts: str) -> str:
        """Sentences in a row."""
        return ("" if self.language == "zh" else " ").join(text for text in texts if text)

    def did(self, line: str, *, employer: str = "", also: bool = False) -> str:
        """A line of the resume, told in the first person if its grammar allows, else quoted."""
        bare = bare_line(line)
        spoken = self._spoken(bare)
        key = "did_there" if employer else "did_also" if also else "did"
        return self.say(key if spoken else f"{key}_quote", line=spoken or bare, employer=employer)

    def _spoken(self, line: str) -> str | None:
        """The line so that it can follow "I" or 我."""
        if language_of(line) != self.language or FIRST_PERSON.match(line) or LIST_LIKE.match(line):
            return None
        if self.language == "zh":
            return line if DUTY_VERB.match(line) or TOLD_VERB.match(line) else None
        words = line.split(" ")
        first = words[0].lower().strip(",")
        lead = words[1].lower() if ADVERB.match(first) and len(words) > 1 else first
        if not PAST_VERB.match(lead):
            return None
        return line[0].lower() + line[1:] if not ACRONYM.match(line) else None


def bare_line(line: str) -> str:
    """A line without its closing mark."""
    return line.rstrip(" 。.；;，,")


def as_name(text: str) -> str:
    """A requirement or duty short enough to stand inside a sentence."""
    bare = YOU_WILL.sub("", bare_line(text))
    if len(bare) <= 70 or not HAN.search(bare):
        return bare if len(bare) <= 140 else bare[:140].rsplit(" ", 1)[0] + " …"
    return bare[:70] + "…"
