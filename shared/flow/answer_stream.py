"""Reads a streamed answer while it grows: lines of JSON are records, `## key` opens a section of text.

The events do not depend on how the text was cut into pieces, except that live text comes in as many parts.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from shared.flow.model_json import NoJson, read_object

LONGEST_RECORD = 20_000
HEADING = re.compile(r"#{1,4}\s*\**([A-Za-z0-9_ ]+?)\**\s*[:：]?\s*")
UNDECIDED = (
    "#",
    "{",
    "`",
    "[",
    "]",
)  # a line that begins like this is not shown before it is whole


@dataclass(frozen=True, slots=True)
class Record:
    """A line that is a JSON object."""

    value: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Opened:
    """A section begins."""

    key: str


@dataclass(frozen=True, slots=True)
class Text:
    """More text of the open section."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A line, or several, that should have been a record."""

    line: str


Event = Record | Opened | Text | Broken


@dataclass
class AnswerStream:
    """Feed it pieces, take events. `keys` are the sections the answer may have; other headings are text."""

    keys: Collection[str]
    _line: str = ""  # what is known of the current line and not yet given out
    _flowing: bool = False  # the current line is text of a section, its beginning is given out
    _record: str = ""  # lines of a record that is not whole yet
    _section: str | None = None
    _events: list[Event] = field(default_factory=list[Event])

    def feed(self, piece: str) -> list[Event]:
        """The events this piece completes."""
        *whole, rest = piece.replace("\r", "").split("\n")
        for part in whole:
            self._line += part
            self._end_line("\n")
        self._line += rest
        self._show_early()
        return self._given()

    def close(self) -> list[Event]:
        """The events of what is left when the answer is over."""
        if self._line:
            self._end_line("")
        self._drop_record()
        return self._given()

    def _given(self) -> list[Event]:
        events, self._events = self._events, []
        return events

    def _show_early(self) -> None:
        """Give out the beginning of a line that can be nothing but text."""
        begun = self._line.lstrip()
        if self._section is None or self._record or not begun:
            return
        if self._flowing or not begun.startswith(UNDECIDED):
            self._give_text(self._line)
            self._line, self._flowing = "", True

    def _end_line(self, end: str) -> None:
        line, self._line = self._line, ""
        if self._flowing:
            self._flowing = False
            self._give_text(line + end)
        else:
            self._whole_line(line, end)

    def _whole_line(self, line: str, end: str) -> None:
        bare = line.strip()
        if bare.startswith("```"):
            return
        if (key := self._heading(bare)) is not None:
            self._drop_record()
            self._section = key
            self._events.append(Opened(key))
        elif self._record or bare.startswith("{"):
            self._add_to_record(bare)
        elif self._section is not None:
            self._give_text(line + end)
        elif bare.strip("[],"):
            self._events.append(Broken(bare))

    def _heading(self, line: str) -> str | None:
        found = HEADING.fullmatch(line)
        key = found[1].strip().lower().replace(" ", "_") if found else ""
        return key if key in self.keys else None

    def _add_to_record(self, line: str) -> None:
        """One line is a record; a model that spreads it over several is understood too."""
        if self._record and line.startswith('{"') and _is_object(line):
            self._drop_record()
        self._record = f"{self._record}\n{line}" if self._record else line
        try:
            value = read_object(self._record.rstrip(",").strip())
        except NoJson:
            if len(self._record) > LONGEST_RECORD or _is_balanced(self._record):
                self._drop_record()
            return
        self._record, self._section = "", None
        self._events.append(Record(value))

    def _drop_record(self) -> None:
        if self._record:
            self._events.append(Broken(self._record))
            self._record = ""

    def _give_text(self, text: str) -> None:
        if self._section is not None and text:
            self._events.append(Text(self._section, text))


def _is_object(line: str) -> bool:
    try:
        read_object(line.rstrip(","))
    except NoJson:
        return False
    return True


def _is_balanced(text: str) -> bool:
    """Whether no further line can complete it: every brace is closed."""
    return text.count("{") <= text.count("}")
