"""Promised messages: taken for a short while, sent with no transaction open, marked."""

from uuid import UUID

from shared.dal.connect import Tx
from shared.dal.rows import every, value
from shared.flow.plans import RELAY_HOLD_S
from shared.models.run import Letter


def claim(
    conn: Tx, session_id: UUID | None = None, limit: int = 20, hold_s: float = RELAY_HOLD_S
) -> list[Letter]:
    """Take unsent letters, of one run or of all; those of a relay that dies fall to the next."""
    return every(
        conn,
        Letter,
        "SELECT * FROM engine.relay_claim(%s, %s, %s)",
        (session_id, limit, float(hold_s)),
    )


def done(conn: Tx, letter_id: int, provider_id: str) -> None:
    """The queue took the letter."""
    conn.execute("SELECT engine.relay_done(%s, %s)", (letter_id, provider_id))


def drop(conn: Tx, letter_id: int, reason: str) -> None:
    """The letter is moot, or the queue will never take it."""
    conn.execute("SELECT engine.relay_drop(%s, %s)", (letter_id, reason))


def postpone(conn: Tx, letter_id: int, reason: str, delay_s: float) -> None:
    """Sending failed for now; the letter is due again after the delay."""
    conn.execute("SELECT engine.relay_postpone(%s, %s, %s)", (letter_id, reason, float(delay_s)))


def forget_old(conn: Tx) -> int:
    """Delete sent letters after 7 days, received messages after 30, status events after 90; how many."""
    return value(conn, "SELECT engine.forget_old()")
