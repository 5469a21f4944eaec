"""People: signing in, and leaving for good (T13)."""

from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from shared.dal.connect import Tx
from shared.dal.rows import first, value
from shared.errors import NotSignedIn
from shared.models.run import Subject
from shared.models.stored import Account


def sign_in(
    conn: Tx,
    user_id: str,
    name: str | None,
    email: str | None,
    first_coins: int,
    raw: dict[str, Any] | None = None,
) -> Account:
    """Know the person, open the wallet once, tell the balance; one round trip.

    NotSignedIn: the sign-in service keeps the table of people itself and has not written this one yet.
    """
    claims = raw if raw is not None else {"id": user_id, "name": name, "email": email}
    account = first(
        conn,
        Account,
        "SELECT * FROM engine.sign_in(%s, %s, %s, %s, %s)",
        (user_id, name, email, Jsonb(claims), first_coins),
    )
    if account is None:
        raise NotSignedIn("the sign-in service has not published this person yet")
    return account


def close_account(conn: Tx, user_id: str) -> bool:
    """T13, first part: waits for what is under way; afterwards nothing starts, is claimed or succeeds."""
    return value(conn, "SELECT engine.close_account(%s)", (user_id,))


def runs_to_close(conn: Tx, user_id: str | None = None) -> list[tuple[str, Subject]]:
    """Live runs of closed or deleted accounts, (user, subject); cancel each in a transaction of its own."""
    rows = conn.execute("SELECT * FROM engine.runs_to_close(%s)", (user_id,))
    return [
        (row["user_id"], Subject(kind=row["subject_kind"], id=row["subject_id"])) for row in rows
    ]


def purge_account(conn: Tx, user_id: str) -> None:
    """T13, last part: every row goes, the books lose the name, the closed wallet stays as a tombstone."""
    conn.execute("SELECT engine.purge_account(%s)", (user_id,))


def sessions_of(conn: Tx, user_id: str) -> list[UUID]:
    """Every run of a person."""
    rows = conn.execute("SELECT session_id FROM executions WHERE user_id = %s", (user_id,))
    return [row["session_id"] for row in rows]


def accounts_to_purge(conn: Tx, limit: int = 20) -> list[str]:
    """Closed or deleted accounts that still have rows."""
    rows = conn.execute("SELECT user_id FROM engine.accounts_to_purge(%s)", (limit,))
    return [row["user_id"] for row in rows]


def note_dropped_people(conn: Tx) -> int:
    """Mark people whom the sign-in service dropped for good as deleted; tells how many."""
    return value(conn, "SELECT engine.note_dropped_people()")


def rows_of(conn: Tx, user_id: str) -> dict[str, int]:
    """How many rows still hold this person, by table: the proof of a deletion."""
    row = conn.execute(
        """
        SELECT (SELECT count(*) FROM resumes WHERE user_id = %(user)s) AS resumes,
               (SELECT count(*) FROM detailed_resumes WHERE user_id = %(user)s) AS detailed_resumes,
               (SELECT count(*) FROM services WHERE user_id = %(user)s) AS services,
               (SELECT count(*) FROM executions WHERE user_id = %(user)s) AS executions,
               (SELECT count(*) FROM status_events WHERE user_id = %(user)s) AS status_events,
               (SELECT count(*) FROM ledger_txn WHERE user_id = %(user)s) AS ledger_txn,
               (SELECT count(*) FROM llm_usage_log WHERE user_id = %(user)s) AS llm_usage_log,
               (SELECT count(*) FROM analytics_events WHERE user_id = %(user)s) AS analytics_events,
               (SELECT count(*) FROM payment_orders WHERE user_id = %(user)s) AS payment_orders,
               (SELECT count(*) FROM payment_waitlist WHERE user_id = %(user)s) AS payment_waitlist,
               (SELECT count(*) FROM data_keys WHERE user_id = %(user)s) AS data_keys
        """,
        {"user": user_id},
    ).fetchone()
    return dict(row or {})
