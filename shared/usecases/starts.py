"""Starting a run: tier, places in the queues, one transaction, the message. Nothing half-done stays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.context import Context
from shared.dal import runs, status
from shared.dal.connect import Tx
from shared.errors import ProviderNotConfigured, ServiceBusy, TierChanged, TooManyRuns
from shared.flow.plans import PLANS, deadline_s, price, route
from shared.locks.admission import PLACE_MARGIN_S, admit, leave
from shared.models.account import Person
from shared.models.run import Started, Subject
from shared.models.words import FailureCode, Locale, Step, SubjectKind, Tier
from shared.usecases.endings import tell_ended
from shared.usecases.events import track
from shared.usecases.idempotency import Once
from shared.usecases.relay import relay


@dataclass(frozen=True)
class Wish:
    """The run somebody wants."""

    person: Person
    steps: Sequence[Step]
    locale: Locale
    once: Once
    supersede: bool = False

    @property
    def counted_user(self) -> str | None:
        """Only services count against a person's own limit."""
        kind = PLANS[self.steps[0]].subject
        return self.person.user_id if kind is SubjectKind.SERVICE else None

    def queues(self, tier: Tier) -> list[str]:
        """Every queue the run will use."""
        return [route(step, tier).queue for step in self.steps]


class _Known(Exception):
    """An identical request began the run: roll back what this one wrote."""

    def __init__(self, started: Started) -> None:
        super().__init__()
        self.started = started


def start(ctx: Context, wish: Wish, subject: Callable[[Tx], Subject]) -> Started:
    """Begin the run, or find the one an identical request began.

    `subject` writes the row the run works on and shares the run's transaction, so a refusal undoes it.
    """
    tier = Tier.PAID if wish.person.balance >= price(wish.steps) else Tier.FREE
    try:
        started = _try_start(ctx, wish, tier, subject)
    except TierChanged as changed:  # the wallet moved since the request began
        started = _try_start(ctx, wish, Tier(changed.tier), subject)
    if started.superseded:
        tell_ended(ctx, started.superseded, FailureCode.SUPERSEDED, wish.counted_user)
    relay(ctx, started.session_id)
    if not started.existing:
        _observe(ctx, wish, started)
    return started


def _try_start(ctx: Context, wish: Wish, tier: Tier, subject: Callable[[Tx], Subject]) -> Started:
    _require_models(ctx, wish, tier)
    session_id, queues = ctx.new_id(), wish.queues(tier)
    ttl_s = deadline_s(wish.steps, tier) + PLACE_MARGIN_S
    try:
        admit(ctx.redis, session_id, queues, wish.counted_user, ttl_s)
    except (ServiceBusy, TooManyRuns):
        if known := _known(ctx, wish):  # whoever asks again gets the answer of the first time
            return known
        raise
    try:
        return _commit(ctx, wish, tier, session_id, subject)
    except _Known as known:
        leave(ctx.redis, session_id, queues, wish.counted_user)
        return known.started
    except BaseException:
        leave(ctx.redis, session_id, queues, wish.counted_user)
        raise


def _known(ctx: Context, wish: Wish) -> Started | None:
    this = wish.once
    with ctx.db.connect() as conn:
        return status.known_run(conn, this.user_id, this.key, this.request_hash)


def _commit(
    ctx: Context, wish: Wish, tier: Tier, session_id: UUID, subject: Callable[[Tx], Subject]
) -> Started:
    with ctx.db.transaction() as tx:
        started = runs.start_run(
            tx,
            session_id=session_id,
            user_id=wish.person.user_id,
            subject=subject(tx),
            steps=wish.steps,
            locale=wish.locale,
            expected_tier=tier,
            idem_key=wish.once.key,
            request_hash=wish.once.request_hash,
            supersede=wish.supersede,
        )
        if started.existing:
            raise _Known(started)
    return started


def _require_models(ctx: Context, wish: Wish, tier: Tier) -> None:
    """Say it now, not in the middle of a run somebody watches."""
    for step in wish.steps:
        model = route(step, tier).model
        if not ctx.models.configured(model):
            raise ProviderNotConfigured(model)


def _observe(ctx: Context, wish: Wish, started: Started) -> None:
    first = wish.steps[0]
    seen: dict[str, object] = {"task": first, "isFree": started.tier is Tier.FREE}
    if PLANS[first].subject is SubjectKind.SERVICE:
        seen["inputType"] = "image" if first is Step.JOB_VISION else "text"
    track(ctx, wish.person.user_id, "TASK_CREATED", **seen)
