"""Bugs to be found by the simulation: guards of the engine taken away, alone or together, and mistakes of processes."""

import tempfile
from pathlib import Path

from infra.db.migrate import ENGINE, make_engine
from shared.dal.connect import Tx
from tests.engine.mutations import mutations

VIRTUAL_CLOCK = """
CREATE OR REPLACE FUNCTION engine.now() RETURNS timestamptz LANGUAGE sql VOLATILE
AS $$ SELECT to_timestamp(current_setting('sim.now')::float8) $$
"""

# Each with the first seed on which it shows; when the simulation changes, the test looks at other seeds too.

# Mistakes of processes, made by backstage and ports themselves.
IN_PROCESSES: dict[str, int] = {
    "relay marks before it sends": 1,
    "done before the commit": 0,
    "the heart never beats": 0,
    "an end without a pill": 15,
    "stream ids without epoch": 2,
    "no relay in the sweep": 1,
    "no sweep": 4,
}

# Guards that cover each other are taken away together: one alone is not missed.
TOGETHER: dict[str, int] = {
    "the deadline is ignored": 8,
    "an impatient reaper": 0,
}
PARTS: dict[str, tuple[str, ...]] = {
    "the deadline is ignored": (
        "waiting is bounded by the deadline",
        "no retry after the deadline",
        "reaper: deadlines in the queue",
    ),
    "an impatient reaper": (
        "arbiter: never over the living",
        "reaper: only dead leases",
    ),
}

# Guards of the engine by their names in tests/engine/mutations.toml.
ALONE: dict[str, int] = {
    "fence: epoch": 24,
    "fence: running": 11,
    "fence: live run": 20,
    "live: the account is open": 20,
    "claim: dispatch number": 1,
    "claim: only what is to be done": 4,
    "claim: the lease of the living": 1,
    "claim: not before its time": 6,
    "claim: six attempts": 19,
    "claim: attempts are counted": 1,
    "claim: takes the lease": 0,
    "beat: epoch": 14,
    "beat: prolongs": 0,
    "arbiter: dispatch number": 1,
    "arbiter: never over the living": 6,
    "arbiter: what is done stays": 23,
    "failures are bounded": 6,
    "failures are counted": 6,
    "waiting is no failure": 1,
    "requeue: new dispatch number": 1,
    "requeue: delay": 6,
    "requeue: back to pending": 7,
    "requeue: its letter": 1,
    "a final failure moves the main state": 1,
    "end: open steps are cancelled": 1,
    "end: open results fail": 1,
    "end: coins go back": 1,
    "end: success captures": 0,
    "end: coins settle": 0,
    "the next step is promised": 0,
    "the result is written": 0,
    "a result tells who wrote it": 0,
    "start: closed accounts": 2,
    "start: legal entry": 0,
    "start: idempotency key": 13,
    "start: the old run ends": 3,
    "start: the whole bundle or none": 1,
    "start: debit": 0,
    "start: a free step costs nothing": 1,
    "start: first letter": 0,
    "start: result rows": 0,
    "settle: the refund reaches the wallet": 1,
    "settle: a capture refunds nothing": 0,
    "an order once": 0,
    "relay: sent is sent": 31,
    "relay: one taker": 60,
    "reaper: dead leases": 3,
}

BUGS: dict[str, int] = {**IN_PROCESSES, **TOGETHER, **ALONE}


def plant(conn: Tx, bug: str) -> None:
    """Make the engine anew, with the virtual clock, and without the guards a bug takes away."""
    names = PARTS.get(bug, () if bug in IN_PROCESSES else (bug,))
    wanted = [mutation for mutation in mutations() if mutation.name in names]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for path in ENGINE.glob("*.sql"):
            text = path.read_text()
            for mutation in wanted:
                if mutation.file == path.name:
                    assert text.count(mutation.old) == 1, mutation.name
                    text = text.replace(mutation.old, mutation.new)
            (folder / path.name).write_text(text)
        make_engine(conn, folder)
    conn.execute(VIRTUAL_CLOCK)
