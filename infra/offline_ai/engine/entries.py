"""A section of jobs or projects cut into entries: header lines, a period, list items.

Three layouts are known: the date in the header (before or after the names), the date alone on a header line,
and the date column that a PDF prints after the list items of its entry.
"""

import re
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from infra.offline_ai.engine.periods import DURATION, Period, period_in, single_in
from infra.offline_ai.engine.pieces import (
    DASHES,
    employer_score,
    looks_like_place,
    title_score,
)
from infra.offline_ai.engine.text import (
    HAN,
    SENTENCE_END,
    Line,
    full_width,
    glue,
    is_wrapped,
    width,
)
from infra.offline_ai.engine.words import pattern

LABEL = pattern("list_label")
SMALL_PRINT = pattern("small_print")
VERB = pattern("duty_verb")
LONG = 66


@dataclass(frozen=True)
class Row:
    """A line judged: `item`, `head`, or `tail` (a place, a date or a duration alone)."""

    kind: str
    text: str
    period: Period | None = None


@dataclass
class Entry:
    """One job, project or school."""

    heads: list[str] = field(default_factory=list[str])
    period: Period | None = None
    items: list[str] = field(default_factory=list[str])

    def take(self, row: Row) -> None:
        """Let a row of the header in."""
        self.period = self.period or row.period
        if row.kind != "item":
            self.heads.append(row.text)


def entries(lines: list[Line], *, undated: bool) -> list[Entry]:
    """The entries of a section. `undated`: headers may come without a date, as those of projects do."""
    rows = _rows(lines, undated)
    runs = [(kind, list(run)) for kind, run in groupby(rows, key=lambda row: row.kind == "item")]
    dated = any(row.period for row in rows)
    trailing = dated and not any(row.period for row in runs[0][1]) and not runs[0][0]
    found: list[Entry] = []
    for is_item, run in runs:
        if is_item:
            _add_items(found, run)
        elif trailing and found:
            _close(found[-1], run)
            found += _split(run[_tails(run) :])
        else:
            _open(found, run, undated or not dated)
    return found


def without_dates(text: str, period: Period | None) -> str:
    """A header line without its period and duration."""
    if period and text[period.span[0] : period.span[1]] and _same_period(text, period):
        text = f"{text[: period.span[0]]}  {text[period.span[1] :]}"
    text = DURATION.sub(" ", text)
    return re.sub(r"[(（]\s*[)）]", " ", text).strip(DASHES)


def _same_period(text: str, period: Period) -> bool:
    again = period_in(text) or single_in(text)
    return again is not None and again.span == period.span


def _rows(lines: list[Line], undated: bool) -> list[Row]:
    """Each line judged, wrapped items glued."""
    found: list[Row] = []
    full, last = full_width(lines), ""
    for at, line in enumerate(lines):
        row = _judge(line, undated, bool(found))
        goes_on = found and found[-1].kind == "item" and not line.bullet and row.kind != "tail"
        if goes_on and not row.period and _continues(last, line.text, full):
            found[-1] = Row("item", glue(found[-1].text, line.text))
        elif not SMALL_PRINT.match(line.text) and row.text:
            found.append(row)
        last = lines[at].text
    return found


def _continues(last: str, text: str, full: int) -> bool:
    """A wrapped line; a short title or firm after a full line is a header all the same."""
    names = width(text) < 50 and max(title_score(text), employer_score(text)) >= 1
    return (
        is_wrapped(last, text, full)
        and not (names and not text[:1].islower())
        and not VERB.match(text)
    )


def _judge(line: Line, undated: bool, inside: bool) -> Row:
    """What a line is, seen alone."""
    text = LABEL.sub("", line.text)
    if line.bullet or text != line.text:
        return Row("item", text)
    period = period_in(text) or (single_in(text) if width(text) < 90 else None)
    rest = without_dates(text, period)
    if not rest or looks_like_place(rest) or (not period and not DURATION.sub("", text).strip()):
        return Row("tail", text, period)
    if _is_prose(rest) and not (period and period_in(text) and width(rest) < LONG):
        return Row("item", text)
    if period and not period_in(text) and not undated and inside and not text.endswith(rest[-1:]):
        return Row("head", text, period)
    return Row("head", text, period)


def _is_prose(text: str) -> bool:
    """A sentence rather than a name."""
    text = " ".join(text.split())
    ends = bool(SENTENCE_END.search(text)) and len(text.split()) + len(HAN.findall(text)) > 5
    return ends or width(text) > LONG or bool(VERB.match(text)) or text[:1].islower()


def _tails(run: list[Row]) -> int:
    """How many rows at the start of a run are a place, a date, a duration."""
    return next((at for at, row in enumerate(run) if row.kind != "tail"), len(run))


def _close(entry: Entry, run: list[Row]) -> None:
    for row in run[: _tails(run)]:
        entry.take(row)


def _open(found: list[Entry], run: list[Row], undated: bool) -> None:
    """Start the entries of a run of header rows; a run without a date may be a line of the last one."""
    names = any(title_score(row.text) >= 1 for row in run)
    firms = any(employer_score(row.text) >= 1 for row in run)
    if found and not undated and not any(row.period for row in run) and not (names and firms):
        found[-1].items += [row.text for row in run if row.kind == "head"]
    else:
        found += _split(run)


def _split(run: list[Row]) -> list[Entry]:
    """Header rows as entries: one a date, which stands first or last of its rows."""
    if not run:
        return []
    dated = [at for at, row in enumerate(run) if row.period]
    if len(dated) < 2:
        return [_entry(run)]
    cuts = (
        [*dated, len(run)]
        if dated[0] == 0
        else [0, *[_after(run, at) for at in dated[:-1]], len(run)]
    )
    return [_entry(run[a:b]) for a, b in pairwise(cuts) if b > a]


def _after(run: list[Row], dated: int) -> int:
    """Where the rows of a dated entry end: a duration or place may follow the date."""
    following = dated + 1
    while following < len(run) and run[following].kind == "tail" and not run[following].period:
        following += 1
    return following


def _entry(rows: list[Row]) -> Entry:
    entry = Entry()
    for row in rows:
        entry.take(row)
    return entry


def _add_items(found: list[Entry], run: list[Row]) -> None:
    if not found:
        found.append(Entry())
    found[-1].items += [row.text for row in run]
