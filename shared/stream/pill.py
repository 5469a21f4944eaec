"""The poison pill: the highest id of an epoch. Whoever ends a run from outside writes it after the commit.

Redis then refuses the writer's next flush, and the viewers get the end through the same cursor.
"""

from shared.errors import RedisAway, RedisRefused
from shared.flow.cursor import PILL_SEQ
from shared.models.run import Ended
from shared.redis import Redis
from shared.stream.keys import DEFAULT, StreamSettings, stream_key


def poison(
    redis: Redis, ended: Ended, event: str, code: str, settings: StreamSettings = DEFAULT
) -> bool:
    """End a stream with `error` or `cancelled`; safe to repeat. False = Redis is away, the database tells."""
    key = stream_key(ended.session_id)
    try:
        _write(redis, ["XADD", key, f"{ended.epoch}-{PILL_SEQ}", "e", event, "code", code])
        redis.execute(["EXPIRE", key, settings.ended_ttl_s])
    except (RedisAway, RedisRefused):
        return False
    return True


def _write(redis: Redis, command: list[str | int]) -> None:
    try:
        redis.execute(command)
    except RedisRefused as error:
        if "equal or smaller" not in str(error):  # else: something ended the stream before
            raise
