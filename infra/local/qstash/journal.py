"""The event log of the queue."""

from collections import deque
from typing import Any

from infra.local.qstash.message import Message

KEPT = 10_000
FIELDS = {
    "state": "state",
    "url": "url",
    "queueName": "queueName",
    "scheduleId": "scheduleId",
    "label": "label",
    "topicName": "topicName",
}
Entry = dict[str, Any]


class Journal:
    """The newest events, newest first when read."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._seq = 0

    def note(self, message: Message, state: str, now_ms: int, **details: Any) -> None:
        """Write one event down."""
        self._seq += 1
        view = message.view()
        kept = {k: v for k, v in view.items() if k not in ("body", "bodyBase64", "notBefore")}
        self._entries.append(
            {**kept, "time": now_ms, "state": state, "retried": message.retried, "seq": self._seq, **details}
        )  # fmt: skip

    def page(
        self, filters: list[tuple[str, str]], count: int, cursor: int | None
    ) -> tuple[list[Entry], str | None]:
        """Matching events, newest first, and where the next page begins."""
        fitting = [
            entry
            for entry in reversed(self._entries)
            if (cursor is None or entry["seq"] < cursor) and _fits(entry, filters)
        ]
        page = fitting[:count]
        more = str(page[-1]["seq"]) if len(fitting) > count else None
        return [{k: v for k, v in entry.items() if k != "seq"} for entry in page], more

    def clear(self) -> None:
        """Forget all events."""
        self._entries.clear()


def _fits(entry: Entry, filters: list[tuple[str, str]]) -> bool:
    ids = {value for name, value in filters if name in ("messageId", "messageIds")}
    if ids and entry["messageId"] not in ids:
        return False
    for name, value in filters:
        if name == "fromDate" and entry["time"] < int(value):
            return False
        if name == "toDate" and entry["time"] > int(value):
            return False
        if name in FIELDS and str(entry.get(FIELDS[name])) != value:
            return False
    return True
