"""What must be true when the storm is over: the engine's invariants, the streams, the gauges."""

from collections.abc import Mapping
from typing import Any

from shared.context import Context
from shared.flow.cursor import TERMINAL, Cursor, Event
from shared.flow.plans import PLANS
from shared.locks.admission import QUEUES, queue_gauge
from shared.models.words import Step
from shared.stream.reader import read_after
from shared.usecases.gauges import heal_gauges
from tests.engine.invariants import violations
from tests.redis_server import RespRedis

ENDS = {"succeeded": "done", "failed": "error", "cancelled": "cancelled", "superseded": "cancelled"}


def findings(ctx: Any, said: Mapping[tuple[str, int], str]) -> dict[str, Any]:
    """Everything that is wrong; empty if nothing is."""
    ctx.redis = RespRedis()  # the storm is over
    with ctx.db.connect() as conn:
        wrong: dict[str, Any] = dict(violations(conn))
        rows = conn.execute(
            """
            SELECT e.session_id, e.status, last.step, last.epoch, e.epoch AS newest
              FROM executions e
              JOIN LATERAL (SELECT t.step, t.epoch FROM tasks t WHERE t.session_id = e.session_id
                             ORDER BY seq DESC LIMIT 1) AS last ON true
            """
        ).fetchall()
    if live := [row for row in rows if row["status"] == "running"]:
        wrong["runs that never ended"] = len(live)
    streams = [problem for row in rows if (problem := _stream(ctx, row, said))]
    if streams:
        wrong["streams"] = streams[:5]
    heal_gauges(ctx)
    return wrong | _gauges(ctx)


def _stream(ctx: Context, row: dict[str, Any], said: Mapping[tuple[str, int], str]) -> str | None:
    """What a viewer who reads the whole stream now would find wrong."""
    session = str(row["session_id"])
    cursor, entries = Cursor(), read_after(ctx.redis, session, "0-0")
    events = cursor.feed(entries)
    ends = [event.name for event in events if event.name in TERMINAL]
    if ends and (len(ends) > 1 or ends[0] != ENDS[row["status"]]):
        return f"{session} is {row['status']} but its stream ends with {ends}"
    if "done" not in ends or not PLANS[Step(row["step"])].streaming:
        return None
    if _text(events) != said[session, row["epoch"]]:
        return f"{session}: {_text(events)!r} is not {said[session, row['epoch']]!r}"
    return None


def _text(events: list[Event]) -> str:
    text = ""
    for event in events:
        text = "" if event.name == "reset" else text + event.data.get("text", "")
    return text


def _gauges(ctx: Context) -> dict[str, Any]:
    """Places of dead runs: young strangers may stay for a minute, so only their number is bounded."""
    left = {queue: ctx.redis.execute(["ZCARD", queue_gauge(queue)]) for queue in QUEUES}
    return {"gauges": left} if sum(left.values()) > 6 else {}
