"""Prompts are files, two a language, filled with data that cannot close the tag it stands in."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from shared.models.words import Locale, Step

PLACE = re.compile(r"\{\{([a-z_0-9]+)\}\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A system prompt, a user prompt with places to fill, and the hash of both."""

    system: str
    user: str
    version: str

    @property
    def variables(self) -> frozenset[str]:
        """Names of the places to fill."""
        return frozenset(PLACE.findall(self.user))


@lru_cache
def template(step: Step, locale: Locale) -> Template:
    """The prompt of a step in a language."""
    system, user = _read(step, f"system.{locale}"), _read(step, f"user.{locale}")
    version = hashlib.sha256(f"{system}\x00{user}".encode()).hexdigest()[:12]
    return Template(system, user, version)


def fill(text: str, variables: Mapping[str, str]) -> str:
    """Put data in its places, in one pass; a place without data is a bug and raises KeyError."""
    return PLACE.sub(lambda place: escape(variables[place[1]]), text)


def repair(locale: Locale, problem: str) -> str:
    """What to tell a model whose answer was unusable."""
    return fill(_read("repair", f"user.{locale}"), {"problem": problem})


def escape(data: str) -> str:
    r"""Data with `</` written as `<\/`: no document can close the tag it stands in."""
    return data.replace("</", "<\\/")


@lru_cache
def _read(folder: str, name: str) -> str:
    return (files("prompts") / folder / f"{name}.md").read_text(encoding="utf-8").strip()
