"""The stream's reading side: plain reads, which may come from a replica that lags."""

from typing import Any

from shared.errors import RedisAway, RedisRefused
from shared.flow.cursor import Entry
from shared.redis import Redis
from shared.stream.keys import stream_key, viewer_key

PAGE = 500
VIEWER_TTL_S = 20


def read_after(redis: Redis, session_id: object, last: str) -> list[Entry]:
    """The next entries after `last`; RedisAway if there is no usable answer."""
    command = ["XRANGE", stream_key(session_id), f"({last}", "+", "COUNT", PAGE]
    try:
        reply: list[Any] = redis.execute(command) or []
    except RedisRefused as error:
        raise RedisAway(str(error)) from error
    return [(entry_id, dict(zip(flat[::2], flat[1::2], strict=True))) for entry_id, flat in reply]


def announce_viewer(redis: Redis, session_id: object) -> None:
    """Tell the writer that somebody looks: it flushes more often."""
    try:
        redis.execute(["SET", viewer_key(session_id), 1, "EX", VIEWER_TTL_S])
    except (RedisAway, RedisRefused):
        return


def is_watched(redis: Redis, session_id: object) -> bool:
    """Whether somebody looks; yes when nobody knows."""
    try:
        return bool(redis.execute(["GET", viewer_key(session_id)]))
    except (RedisAway, RedisRefused):
        return True
