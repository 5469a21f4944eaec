"""Contact data stays at home: placeholders go to the model, the real values come back for their owner."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from shared.flow.names import find_names
from shared.models.wire import Value

MARK = re.compile(r"\[\[([A-Z]+(?:_\d+)?)\]\]")
NUMBERED_FROM_ONE = ("LINK",)


@lru_cache
def _rules() -> list[tuple[str, re.Pattern[str]]]:
    table = tomllib.loads((Path(__file__).parent / "masking.toml").read_text(encoding="utf-8"))
    return [(rule["kind"], re.compile(rule["find"], re.VERBOSE)) for rule in table["rule"]]


class Masked(Value):
    """A text without contact data, and the values its placeholders stand for: NAME, PHONE, LINK_1 …"""

    text: str
    contact: dict[str, str]


@dataclass
class _Masker:
    contact: dict[str, str] = field(default_factory=dict[str, str])

    def mark(self, kind: str, value: str) -> str:
        """The placeholder of a value; the same value always gets the same one."""
        for key, known in self.contact.items():
            if known == value:
                return f"[[{key}]]"
        key = self._free(kind)
        self.contact[key] = value
        return f"[[{key}]]"

    def _free(self, kind: str) -> str:
        n = 1
        while (
            key := kind if n == 1 and kind not in NUMBERED_FROM_ONE else f"{kind}_{n}"
        ) in self.contact:
            n += 1
        return key

    def replace(self, kind: str, pattern: re.Pattern[str], text: str) -> str:
        """The text with every find outside a placeholder replaced."""

        def marked(found: re.Match[str]) -> str:
            group = "it" if "it" in pattern.groupindex else 0
            value = found[group].rstrip()
            if MARK.search(value) or not value:
                return found[0]
            start = found.start(group) - found.start()
            return found[0][:start] + self.mark(kind, value) + found[0][start + len(value) :]

        return pattern.sub(marked, text)


def mask(text: str, known: Mapping[str, str] | None = None, *, names: bool = True) -> Masked:
    """Take contact data out. `known`: what was found in the person's other papers. A job has no `names`."""
    masker = _Masker(dict(known or {}))
    text = _known(text, masker.contact)
    for kind, pattern in _rules():
        text = masker.replace(kind, pattern, text)
    if names:
        for name in find_names(text):
            masker.mark("NAME", name)
    text = _known(
        text, {key: name for key, name in masker.contact.items() if key.startswith("NAME")}
    )
    return Masked(text=text, contact=masker.contact)


def _known(text: str, contact: Mapping[str, str]) -> str:
    for key, value in sorted(contact.items(), key=lambda item: -len(item[1])):
        text = re.sub(rf"(?<![A-Za-z\d]){re.escape(value)}(?![A-Za-z\d])", f"[[{key}]]", text)
    return text


def unmask(text: str, contact: Mapping[str, str]) -> str:
    """Put the values back; a placeholder nobody knows stays as it is."""
    return MARK.sub(lambda found: contact.get(found[1], found[0]), text)


def placeholders(contact: Mapping[str, str]) -> dict[str, str]:
    """The same contact data with each value standing for itself, for texts that are stored masked."""
    return {key: f"[[{key}]]" for key in contact}
