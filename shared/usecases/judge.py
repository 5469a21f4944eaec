"""What becomes of a step whose message or worker is gone: once more, or the end of its run with all coins back."""

from collections.abc import Iterable
from uuid import UUID

from shared.context import Context
from shared.dal import runs, status
from shared.errors import SendFailed, StaleAttempt
from shared.models.run import Message, Overdue, WatchMessage
from shared.models.words import FailureCode
from shared.usecases.endings import tell_ended
from shared.usecases.events import track
from shared.usecases.relay import relay


def on_delivery_failed(ctx: Context, message: Message) -> bool:
    """The queue gave up on a message; an attempt that is alive all the same is left alone."""
    task_id, code = message.context.task_id, FailureCode.DELIVERY_FAILED
    return _judge(ctx, task_id, message.execution_session_id, message.dispatch, code)


def on_watch(ctx: Context, message: WatchMessage) -> int:
    """A run's watchdog came by: look after the run, arm the next turn while it lives."""
    session_id = message.execution_session_id
    with ctx.db.connect() as conn:
        overdue = runs.watch_run(conn, session_id, message.turn)
    judged = look_after(ctx, overdue)
    relay(ctx, session_id)
    return judged


def repair(ctx: Context, session_id: UUID) -> int:
    """Somebody looks at a run that seems abandoned: do now what the sweep would do later."""
    with ctx.db.connect() as conn:
        overdue = runs.reap(conn, session_id)
    return look_after(ctx, overdue)


def reap(ctx: Context) -> int:
    """Look after every abandoned run."""
    with ctx.db.connect() as conn:
        overdue = runs.reap(conn)
    return look_after(ctx, overdue)


def look_after(ctx: Context, overdue: Iterable[Overdue]) -> int:
    """Judge what is overdue; tells how many steps were."""
    return sum(
        _judge(ctx, step.task_id, step.session_id, step.dispatch_no, step.code)
        for step in overdue
        if not _still_queued(ctx, step)
    )


def _still_queued(ctx: Context, step: Overdue) -> bool:
    """A message may wait long for its turn; only one the queue does not know any more is lost."""
    if step.code is not FailureCode.MESSAGE_LOST or step.provider_id is None:
        return False
    try:
        return ctx.queue.exists(step.provider_id)
    except SendFailed:
        return True


def _judge(
    ctx: Context, task_id: str, session_id: UUID, dispatch_no: int, code: FailureCode
) -> bool:
    with ctx.db.connect() as conn:
        try:
            ended = runs.arbitrate(conn, task_id, dispatch_no, code)
        except StaleAttempt:
            return False
        owner = status.owner_of(conn, session_id) if ended else None
    if ended:
        tell_ended(ctx, ended, code, owner)
        track(ctx, owner, "TASK_FAILED", task=step_name(task_id), error=code)
    relay(ctx, session_id)
    return True


def step_name(task_id: str) -> str:
    """Which step a task id is about: ids are `<step>_<subject>_<session>`."""
    return task_id.rsplit("_", 2)[0]
