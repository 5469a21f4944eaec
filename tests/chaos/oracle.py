"""What must be true once the storm is over, the clock has passed every deadline, and all is quiet."""

from collections.abc import Iterator
from typing import Any

from shared.flow.plans import MAX_CLAIMS
from tests.chaos.audience import PEOPLE, Audience
from tests.chaos.ports import BORN, PILL
from tests.engine.invariants import violations

SLOWEST_END_S = (
    900  # an attempt at work when the deadline passes may finish, and so may the step after it
)
MAX_RETRIES = 2

Row = dict[str, Any]


def everything_wrong(audience: Audience, storm_s: float) -> list[str]:
    """All complaints about the end of a day."""
    conn = audience.ports.conn
    wrong = list(violations(conn))
    wrong += _letters(audience)
    wrong += _wallets(audience)
    found = conn.execute("SELECT * FROM executions ORDER BY session_id").fetchall()
    if len(found) > len(audience.keys):
        wrong.append(f"I5 {len(found)} runs for {len(audience.keys)} keys")
    steps = conn.execute("SELECT * FROM tasks ORDER BY session_id, seq").fetchall()
    for run in found:
        own = [step for step in steps if step["session_id"] == run["session_id"]]
        wrong += _run(audience, run, own, storm_s)
    return wrong


def _run(audience: Audience, run: Row, steps: list[Row], storm_s: float) -> Iterator[str]:
    session, engine = run["session_id"], audience.backstage.engine
    if run["status"] == "running":
        yield f"I7 {session} never ended"
        return
    late = run["ended_at"].timestamp() - max(run["deadline_at"].timestamp(), BORN + storm_s)
    if late > SLOWEST_END_S:
        yield f"I7 {session} ended {late:.0f} s after its deadline"
    for step in steps:
        if (
            engine.model_calls[step["task_id"]] > MAX_CLAIMS
            or engine.failures[step["task_id"]] > MAX_RETRIES
        ):
            yield f"I8 {step['task_id']} was tried too often"
    if audience.ports.sim.gentle and session not in engine.touched:
        yield from _undisturbed(audience, run, steps)
    yield from _stream(audience, run, steps)


def _undisturbed(audience: Audience, run: Row, steps: list[Row]) -> Iterator[str]:
    """Without any fault a run succeeds at the first attempt; nothing else catches what kills healthy work."""
    deliveries = audience.backstage.deliveries
    healthy = all(deliveries[step["task_id"]] == 1 and not step["failures"] for step in steps)
    if run["status"] != "succeeded" or run["epoch"] != len(steps) or not healthy:
        yield f"I9 {run['session_id']} {run['status']} at epoch {run['epoch']} without any fault"


def _stream(audience: Audience, run: Row, steps: list[Row]) -> Iterator[str]:
    session, ports = run["session_id"], audience.ports
    entries = ports.streams[session]
    ids = [entry[:2] for entry in entries]
    if ids != sorted(set(ids)):
        yield f"I10 {session}: entries out of order"
    ends = [entry.event for entry in entries if entry.seq >= PILL - 1]
    if "done" in ends and run["status"] != "succeeded":
        yield f"I10 {session} {run['status']}, and its stream says done"
    if ports.sim.faults["redis gave up"]:
        return  # a screen only
    for step in steps:
        seen = "".join(e.text for e in entries if e.epoch == step["epoch"] and e.event == "token")
        if (
            step["status"] == "succeeded"
            and seen != audience.backstage.engine.stored[step["task_id"]]
        ):
            yield f"I10 {step['task_id']} shows {seen!r}"
    if ports.sim.gentle and run["status"] != "superseded" and len(ends) != 1:
        yield f"I10 {session} {run['status']} ends with {ends}"


def _letters(audience: Audience) -> Iterator[str]:
    """The relay sends what is due, and marks only what the queue took; the reaper would hide it if not."""
    rows = audience.ports.conn.execute("SELECT * FROM outbox ORDER BY id").fetchall()
    for row in rows:
        due = row["not_before"] or row["created_at"]
        age = BORN + audience.ports.sim.now - due.timestamp()
        if row["sent_at"] is None and row["dead_at"] is None and age > 150:
            yield f"I12 letter {row['id']} was never sent"
        if row["sent_at"] is not None and (row["ref"], row["turn"]) not in audience.ports.accepted:
            yield f"I12 letter {row['id']} is marked as sent and was not"


def _wallets(audience: Audience) -> Iterator[str]:
    """Balances counted from runs and orders alone, without a look at the books."""
    for person in PEOPLE:
        row = audience.ports.conn.execute(
            """
            SELECT q.balance, COALESCE((
              SELECT sum(t.cost) FROM executions e JOIN tasks t USING (session_id)
               WHERE e.user_id = q.user_id AND e.status IN ('succeeded', 'running')), 0) AS spent
              FROM quotas q WHERE user_id = %s
            """,
            (person,),
        ).fetchone()
        assert row is not None
        expected = audience.welcome[person] + audience.bought[person] - row["spent"]
        if row["balance"] != expected:
            yield f"I1 {person} has {row['balance']} coins and should have {expected}"
