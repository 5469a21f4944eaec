"""What a viewer sees of a run's stream: entries in, events out, in order and each once.

Entry ids are `<epoch>-<seq>`. The epoch is the attempt's fencing number and seq counts its entries from 0:
a hole is visible, a newer attempt replaces an older one, and an id is all a browser needs to come back with.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

PILL_SEQ = 18446744073709551615  # the highest seq Redis knows: after it the epoch takes no entry
TERMINAL = frozenset({"done", "error", "cancelled"})
ENDED_BY_SOMEBODY = frozenset({"USER_CANCELLED", "SUPERSEDED", "ACCOUNT_DELETED"})
START = "0-0"

Entry = tuple[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Event:
    """What a viewer gets; `id` is None for what does not move the cursor."""

    name: str
    data: dict[str, Any]
    id: str | None = None


@dataclass(frozen=True, slots=True)
class RunState:
    """The main state of a run's subject as the database has it, and whether the run is over."""

    session_id: str
    status: str
    version: int
    at: datetime
    over: bool
    failure_code: str | None = None

    def event(self) -> Event:
        """The state as a status event."""
        at = self.at.isoformat()
        return _status(self.session_id, self.status, self.version, at, self.failure_code)

    def end(self) -> Event:
        """The end of the run, told by the database because the stream could not."""
        if self.failure_code is None:
            return Event("done", {})
        name = "cancelled" if self.failure_code in ENDED_BY_SOMEBODY else "error"
        return Event(name, {"code": self.failure_code})


def parse_id(entry_id: str) -> tuple[int, int]:
    """Epoch and seq of an entry id."""
    epoch, seq = entry_id.split("-")
    return int(epoch), int(seq)


def place_in(text: str | None) -> str:
    """The id a viewer came back with; anything that is none means from the start."""
    return text if text and re.fullmatch(r"\d{1,19}-\d{1,20}", text) else START


class Cursor:
    """Where one viewer is in the stream."""

    def __init__(self, last: str = START, session_id: str = "", patience: int = 8) -> None:
        self.last, self.over = last, False
        self._session_id, self._patience, self._holes = session_id, patience, 0

    def feed(self, entries: Sequence[Entry]) -> list[Event]:
        """Events of the entries that follow what was seen. What lies behind a hole is left for a later read.

        A hole is normally a replica that lags. One that stays is a stream that was trimmed: the viewer is
        told that its text is not whole (`reset` with `partial`) and goes on from what there is.
        """
        events: list[Event] = []
        for entry_id, fields in entries:
            if not self._follows(entry_id):
                if events or not self._give_up():
                    break
                events.append(Event("reset", {"partial": True}, entry_id))
            self._holes, self.last = 0, entry_id
            self._add(events, entry_id, fields)
            if self.over:
                break
        return events

    def _follows(self, entry_id: str) -> bool:
        (epoch, seq), (last_epoch, last_seq) = parse_id(entry_id), parse_id(self.last)
        if seq == PILL_SEQ:
            return epoch >= last_epoch
        return (epoch == last_epoch and seq == last_seq + 1) or (epoch > last_epoch and seq == 0)

    def _give_up(self) -> bool:
        self._holes += 1
        return self._holes > self._patience

    def _add(self, events: list[Event], entry_id: str, fields: dict[str, str]) -> None:
        event = _event(entry_id, fields, self._session_id)
        if event.name == "token" and events and events[-1].name == "token":
            text = events.pop().data["text"] + event.data["text"]
            event = Event("token", {"text": text}, entry_id)
        events.append(event)
        self.over = event.name in TERMINAL


def _event(entry_id: str, fields: dict[str, str], session_id: str) -> Event:
    match fields:
        case {"d": text}:
            return Event("token", {"text": text}, entry_id)
        case {"e": "start", "k": kind}:
            return Event("reset", {"kind": kind}, entry_id)
        case {"e": "status", "s": status, "v": version, "t": at}:
            return _status(session_id, status, int(version), at, None, entry_id)
        case {"e": "stage", "g": stage}:
            return Event("stage", {"stage": stage}, entry_id)
        case _:
            rest = {name: value for name, value in fields.items() if name != "e"}
            return Event(fields["e"], rest, entry_id)


def _status(
    session_id: str,
    status: str,
    version: int,
    at: str,
    failure_code: str | None,
    entry_id: str | None = None,
) -> Event:
    data: dict[str, Any] = {
        "execution_session_id": session_id,
        "status": status,
        "stage": status.lower(),  # match_streaming, summary_completed ...
        "version": version,
        "last_updated_at": at,
        "failure_code": failure_code,
    }
    return Event("status", data, entry_id)
