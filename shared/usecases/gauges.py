"""Places in the queues: given back as soon as a step or a run is over, and corrected from the database."""

from collections import defaultdict
from uuid import UUID

from shared.context import Context
from shared.dal import status
from shared.flow.plans import deadline_s
from shared.locks.admission import (
    PLACE_MARGIN_S,
    QUEUES,
    heal,
    leave,
    queue_gauge,
    user_gauge,
)
from shared.models.run import Attempt
from shared.models.words import Step, Tier


def leave_step(ctx: Context, attempt: Attempt) -> None:
    """A step is done and its run goes on: no run comes to a queue twice, so this one gets its place back."""
    leave(ctx.redis, attempt.session_id, [attempt.queue], None)


def leave_run(ctx: Context, session_id: UUID, user_id: str | None) -> None:
    """A run is over, whoever ended it: every place it may have had."""
    leave(ctx.redis, session_id, QUEUES, user_id)


def heal_gauges(ctx: Context) -> int:
    """Make every gauge say what the database says; tells how many places were wrong."""
    with ctx.db.connect() as conn:
        places = status.live_places(conn)
    live: dict[str, set[UUID]] = defaultdict(set)
    for place in places:
        live[queue_gauge(place.queue)].add(place.session_id)
        if place.is_service:
            live[user_gauge(place.user_id)].add(place.session_id)
    gauges = {queue_gauge(queue): _shortest_place(tier) for queue, tier in QUEUES.items()}
    gauges |= {gauge: _shortest_place(Tier.PAID) for gauge in live if gauge not in gauges}
    return sum(
        sum(heal(ctx.redis, gauge, sorted(live[gauge]), ttl_s)) for gauge, ttl_s in gauges.items()
    )


def _shortest_place(tier: Tier) -> float:
    """A stranger looks younger than it is, never older: a run that is just starting keeps its place."""
    return deadline_s([Step.RESUME_CUSTOMIZE], tier) + PLACE_MARGIN_S
