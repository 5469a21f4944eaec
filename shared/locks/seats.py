"""Seats: how many calls of a model may run at once. The queue's flow control shapes the work, seats guard.

A provider checks no token, so a lost seat at worst means one call too many; what matters is fenced by epoch.
"""

from dataclasses import dataclass

from shared.errors import RedisAway, RedisRefused
from shared.flow.plans import FLOW_LIMITS
from shared.locks.scripts import run_script
from shared.redis import Redis

SEAT_LEASE_S = 30.0


@dataclass(frozen=True, slots=True)
class Place:
    """A pool of seats, and the share of it the asker's class may use."""

    pool: str
    limit: int
    background: bool
    share: int

    def holder(self, session_id: object, epoch: int) -> str:
        """How an attempt is called inside the pool."""
        return f"{'b' if self.background else 'p'}:{session_id}:{epoch}"


def place_of(flow_key: str) -> Place:
    """The pool of a flow-control key; a background key shares the pool of its interactive sibling."""
    pool = flow_key.removesuffix(".bg")
    return Place(f"sem:{pool}", FLOW_LIMITS[pool], flow_key != pool, FLOW_LIMITS[flow_key])


def take(redis: Redis, place: Place, holder: str, lease_s: float = SEAT_LEASE_S) -> bool:
    """Whether the holder has a seat now. Without Redis the answer is yes: flow control keeps the limit."""
    return _lease(redis, place, holder, lease_s, "take")


def keep(redis: Redis, place: Place, holder: str, lease_s: float = SEAT_LEASE_S) -> None:
    """Prolong a seat, or sit down again when its lease was over."""
    _lease(redis, place, holder, lease_s, "beat")


def give_back(redis: Redis, place: Place, holder: str) -> None:
    """Stand up. If Redis is away the lease ends by itself."""
    try:
        redis.execute(["ZREM", place.pool, holder])
    except (RedisAway, RedisRefused):
        return


def _lease(redis: Redis, place: Place, holder: str, lease_s: float, mode: str) -> bool:
    limits = place.limit, place.share, int(lease_s * 1000)
    try:
        return bool(run_script(redis, "lease", [place.pool], holder, *limits, mode)[0])
    except (RedisAway, RedisRefused):
        return True
