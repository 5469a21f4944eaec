"""Following a run: who may, and where it stands."""

from shared.context import Context
from shared.dal import status
from shared.errors import RedisAway, RedisRefused, StreamPassRefused
from shared.flow.cursor import RunState
from shared.models.account import StreamPass
from shared.usecases.judge import repair

TICKET_MEMORY_S = 90  # longer than any ticket lives


def admit_viewer(ctx: Context, ticket: StreamPass) -> None:
    """Let a ticket open one event stream. Without Redis its minute of life is the only limit."""
    command = ["SET", f"tk:{ticket.ticket_id}", 1, "NX", "EX", TICKET_MEMORY_S]
    try:
        fresh = ctx.redis.execute(command)
    except (RedisAway, RedisRefused):
        return
    if not fresh:
        raise StreamPassRefused("used before")


def look(ctx: Context, viewer: StreamPass) -> RunState:
    """The run's main state; looking at a run that got stuck is also what gets it going again."""
    with ctx.db.connect() as conn:
        state = status.of_session(conn, viewer.session_id, viewer.user_id)
    if state.overdue and repair(ctx, viewer.session_id):
        with ctx.db.connect() as conn:
            state = status.of_session(conn, viewer.session_id, viewer.user_id)
    return RunState(
        session_id=str(state.session_id),
        status=state.status,
        version=state.state_version,
        at=state.last_updated_at,
        over=state.over,
        failure_code=state.failure_code,
    )
