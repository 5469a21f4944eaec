"""Looking at and pushing the world in tests of the engine: rows, clocks, and calls at the same moment."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from shared.dal.connect import Tx
from shared.dal.rows import value
from shared.errors import AppError
from shared.models.run import Subject


def second(conn: Tx) -> Tx:
    """One more connection to the same database."""
    return psycopg.connect(
        conn.info.dsn,
        password=conn.info.password,
        autocommit=True,
        row_factory=dict_row,
        prepare_threshold=None,
    )


def at_once(conn: Tx, *calls: Callable[[Tx], Any]) -> list[Any]:
    """Run calls in threads that start together, each with a connection of its own; results, or refusals."""
    barrier = threading.Barrier(len(calls))
    outcomes: list[Any] = [None] * len(calls)

    def one(index: int, call: Callable[[Tx], Any]) -> None:
        with second(conn) as other:
            barrier.wait()
            try:
                outcomes[index] = call(other)
            except (AppError, psycopg.Error) as failure:
                outcomes[index] = failure

    threads = [threading.Thread(target=one, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def status(conn: Tx, subject: Subject) -> str:
    """The main state."""
    return value(conn, "SELECT status FROM main_states WHERE id = %s", (subject.id,))


def balance(conn: Tx, user: str) -> int:
    """The coins in the wallet."""
    return value(conn, "SELECT balance FROM quotas WHERE user_id = %s", (user,))


def settles(conn: Tx, session: UUID) -> list[str]:
    """How each debit of a bundle was settled."""
    rows = conn.execute(
        "SELECT kind FROM ledger_txn WHERE bundle_id = %s AND phase = 'settle'", (session,)
    )
    return [row["kind"] for row in rows]


def results(conn: Tx, subject: Subject) -> dict[str, str | None]:
    """The status of each result row of a service."""
    row = conn.execute(
        """
        SELECT j.status::text AS job, m.status::text AS match, c.status::text AS customized,
               i.status::text AS interview
          FROM services s LEFT JOIN jobs j ON j.service_id = s.id LEFT JOIN matches m ON m.service_id = s.id
          LEFT JOIN customized_resumes c ON c.service_id = s.id LEFT JOIN interviews i ON i.service_id = s.id
         WHERE s.id = %s
        """,
        (subject.id,),
    ).fetchone()
    return dict(row or {})


def task(conn: Tx, task_id: str) -> dict[str, Any]:
    """The row of a step."""
    row = conn.execute("SELECT * FROM tasks WHERE task_id = %s", (task_id,)).fetchone()
    assert row is not None
    return row


def expire_lease(conn: Tx, task_id: str, seconds: float = 3600) -> None:
    """The worker of a step was last heard of long ago."""
    conn.execute(
        "UPDATE tasks SET lease_until = now() - make_interval(secs => %s) WHERE task_id = %s",
        (float(seconds), task_id),
    )


def expire_deadline(conn: Tx, session: UUID) -> None:
    """The time of a run is over."""
    conn.execute(
        "UPDATE executions SET deadline_at = now() - interval '1 s' WHERE session_id = %s",
        (session,),
    )


def progress(conn: Tx, service: Subject) -> tuple[str, str]:
    """How far a service has come, and its main state."""
    row = conn.execute("SELECT * FROM services WHERE id = %s", (service.id,)).fetchone()
    assert row is not None
    return row["current_step"], row["current_status"]
