"""Pieces of the Markdown a person reads while an answer grows: words of a document are never markup."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.flow.answer_stream import Opened, Text
from shared.flow.quotes import one_line
from shared.flow.typography import set_in_chinese
from shared.models.match import Quote
from shared.models.words import Locale

ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.、)])\s+(.*\S)")
MARKUP = re.compile(r"[\\*`<]")
SOURCES: dict[Locale, dict[str, str]] = {
    Locale.ZH: {"resume": "简历", "detailed_resume": "详细经历"},
    Locale.EN: {"resume": "resume", "detailed_resume": "work history"},
}


def plain(text: str) -> str:
    """One line that Markdown shows as it stands."""
    return MARKUP.sub(r"\\\g<0>", one_line(text))


def quote_lines(quotes: Sequence[Quote], locale: Locale) -> Iterator[str]:
    """Each verified quote as a block of its own, with where it stands."""
    for quote in quotes:
        yield f"> {plain(quote.text)} — {SOURCES[locale][quote.source]}"


def paragraphs(lines: Sequence[str]) -> str:
    """Lines as Markdown paragraphs, each closed, so that whatever follows begins afresh."""
    return "".join(f"{line}\n\n" for line in lines if line)


def cut(record: Mapping[str, Any], limits: Mapping[str, int]) -> dict[str, Any]:
    """A record without its nulls, its strings and lists no longer than allowed: too much is no mistake."""
    told = {key: value for key, value in record.items() if value is not None}
    return {
        key: value[: limits[key]] if key in limits and isinstance(value, str | list) else value
        for key, value in told.items()
    }


@dataclass
class Sections:
    """The named sections of an answer: live Markdown on one side, the whole texts on the other."""

    titles: dict[str, str]
    _texts: dict[str, str] = field(default_factory=dict[str, str])
    _newest: str = ""

    def take(self, event: Opened | Text) -> str:
        """What to show of the event."""
        if isinstance(event, Opened):
            gap = self.gap()
            self._texts.setdefault(event.key, "")
            self._newest = event.key
            return f"{gap}## {self.titles[event.key]}\n\n"
        self._texts[event.key] += event.text
        return event.text

    def gap(self) -> str:
        """The line ends missing before something new may follow the live text."""
        text = self._texts.get(self._newest, "")
        self._newest = ""
        return "\n\n"[len(text[-2:]) - len(text[-2:].rstrip("\n")) :] if text else ""

    def text(self, key: str) -> str:
        """The text of a section, Chinese set with Chinese marks; empty when the answer has none."""
        return set_in_chinese(self._texts.get(key, "").strip())

    def items(self, key: str) -> list[str]:
        """The points of a section that is a list."""
        lines = self.text(key).splitlines()
        return [found[1] for line in lines if (found := ITEM.fullmatch(line))]
