"""The safety net under everything: what no message and no viewer has put right, the clock does."""

from collections.abc import Callable

from shared.context import Context
from shared.dal import accounts, outbox, runs
from shared.errors import NothingRuns, RedisAway, RedisRefused
from shared.models.words import FailureCode
from shared.usecases.endings import tell_ended
from shared.usecases.gauges import heal_gauges
from shared.usecases.judge import reap
from shared.usecases.relay import relay

MOST_ROUNDS = 50
HEAL_EVERY_S = 600
FORGET_EVERY_S = 6 * 3600


def sweep(ctx: Context) -> dict[str, int]:
    """Send, reap, close, settle, heal, forget; tells how much of each there was to do."""
    return {
        "letters": send_promised(ctx),
        "overdue": reap(ctx),
        "closed": close_runs(ctx),
        "orphans": release_orphans(ctx),
        "healed": _now_and_then(ctx, "heal", HEAL_EVERY_S, heal_gauges),
        "forgotten": _now_and_then(ctx, "forget", FORGET_EVERY_S, forget_old),
    }


def send_promised(ctx: Context) -> int:
    """Every letter that is due."""
    sent = 0
    for _ in range(MOST_ROUNDS):
        taken = relay(ctx)
        sent += taken
        if not taken:
            break
    return sent


def close_runs(ctx: Context, user_id: str | None = None) -> int:
    """End what still runs for a closed account, or for all that are closed or dropped by the sign-in service."""
    with ctx.db.connect() as conn:
        accounts.note_dropped_people(conn)
        left = accounts.runs_to_close(conn, user_id)
    code, closed = FailureCode.ACCOUNT_DELETED, 0
    for owner, subject in left:
        with ctx.db.connect() as conn:
            try:
                ended = runs.cancel_run(conn, subject, owner, code)
            except NothingRuns:  # it ended by itself in the meantime
                continue
        tell_ended(ctx, ended, code, owner)
        closed += 1
    return closed


def release_orphans(ctx: Context) -> int:
    """Settle bundles whose runs vanished with their user."""
    with ctx.db.connect() as conn:
        return runs.release_orphans(conn)


def forget_old(ctx: Context) -> int:
    """Delete what is of no use to anyone any more."""
    with ctx.db.connect() as conn:
        return outbox.forget_old(conn)


def _now_and_then(ctx: Context, name: str, every_s: int, job: Callable[[Context], int]) -> int:
    """Run a job that is not worth doing at each sweep; without Redis it waits."""
    try:
        due = ctx.redis.execute(["SET", f"sweep:{name}", 1, "NX", "EX", every_s])
        return job(ctx) if due else 0
    except (RedisAway, RedisRefused):
        return 0
