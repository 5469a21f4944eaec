"""Gauges: how many runs each queue and each person has under way. All of a run's gauges at once, or none.

A gauge is a sorted set of runs with deadlines, so a crash or a lost reply can never make it drift for ever.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from shared.errors import RedisAway, RedisRefused, ServiceBusy, TooManyRuns
from shared.flow.plans import MAX_LIVE_SERVICES, QUEUE_CAPS
from shared.locks.scripts import run_script
from shared.models.words import Lane, Tier
from shared.redis import Redis

QUEUES: dict[str, Tier] = {f"q_{tier}_{lane}": tier for tier in Tier for lane in Lane}
PLACE_MARGIN_S = 60  # a place outlives its run's deadline by this much
GROWN_UP_S = 60


def queue_gauge(queue: str) -> str:
    """Key of a queue's gauge."""
    return f"gauge:{queue}"


def user_gauge(user_id: str) -> str:
    """Key of a person's gauge; only services count there."""
    return f"gauge:user:{user_id}"


def admit(
    redis: Redis, session_id: UUID, queues: Iterable[str], user_id: str | None, ttl_s: float
) -> None:
    """Take a place in all queues the run will use, and in the person's gauge when `user_id` is given.

    Raises ServiceBusy or TooManyRuns, and then nothing was taken. Without Redis everybody is let in: the
    database still limits each person.
    """
    names = list(dict.fromkeys(queues))
    keys = [queue_gauge(name) for name in names]
    caps = [QUEUE_CAPS[QUEUES[name]] for name in names]
    if user_id is not None:
        keys.append(user_gauge(user_id))
        caps.append(MAX_LIVE_SERVICES)
    try:
        full: int = run_script(redis, "admit", keys, str(session_id), int(ttl_s * 1000), *caps)
    except (RedisAway, RedisRefused):
        return
    if full:
        raise ServiceBusy(names[full - 1]) if full <= len(names) else TooManyRuns(str(user_id))


def leave(redis: Redis, session_id: UUID, queues: Iterable[str], user_id: str | None) -> None:
    """Give places back. If Redis is away they end by themselves."""
    keys = [queue_gauge(name) for name in dict.fromkeys(queues)]
    if user_id is not None:
        keys.append(user_gauge(user_id))
    if not keys:
        return
    try:
        run_script(redis, "leave", keys, str(session_id))
    except (RedisAway, RedisRefused):
        return


def heal(
    redis: Redis, gauge: str, live: Sequence[UUID], ttl_s: float, grown_up_s: float = GROWN_UP_S
) -> tuple[int, int]:
    """Make a gauge equal to the database's live runs; says how many were removed and added."""
    times = int(ttl_s * 1000), int(grown_up_s * 1000)
    removed, added = run_script(redis, "heal", [gauge], *times, *map(str, live))
    return removed, added
