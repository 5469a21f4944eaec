"""What the stream's tests share."""

import uuid
from datetime import UTC, datetime

from shared.flow.cursor import START, Cursor, Entry, Event
from shared.models.run import Move
from shared.redis import Redis
from shared.stream.keys import StreamSettings
from shared.stream.reader import read_after
from tests.redis_server import RespRedis

AT = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
EAGER = StreamSettings(flush_s=0, unwatched_flush_s=0, outage_pause_s=0)
WORDS = ["你好", ",", "resume ", "match ", "**skill** ", "\n- ", "经验", "✓ ", "a", "bc "]


def entries(session: uuid.UUID, redis: Redis | None = None, last: str = START) -> list[Entry]:
    """What the stream holds after an id."""
    return read_after(redis or RespRedis(), session, last)


def events(session: uuid.UUID, last: str = START) -> list[Event]:
    """What a viewer sees after an id."""
    return Cursor(last).feed(entries(session, last=last))


def names(session: uuid.UUID) -> list[str]:
    return [event.name for event in events(session)]


def text_of(seen: list[Event], before: str = "") -> str:
    """The text a viewer has after these events."""
    text = before
    for event in seen:
        text = "" if event.name == "reset" else text + event.data.get("text", "")
    return text


def move(status: str, version: int) -> Move:
    return Move(status=status, version=version, at=AT)
