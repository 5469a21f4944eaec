"""Coins. The books are written by the engine's functions alone; this file asks for it, and reads."""

from shared.dal.connect import Tx
from shared.dal.rows import every, value
from shared.models.account import LedgerLine


def open_wallet(conn: Tx, user_id: str, first_coins: int) -> int:
    """The balance; the first call for a person ever makes the wallet with the first coins, once."""
    return value(conn, "SELECT engine.open_wallet(%s, %s)", (user_id, first_coins))


def balance(conn: Tx, user_id: str) -> int:
    """The balance; 0 without a wallet."""
    return value(conn, "SELECT balance FROM quotas WHERE user_id = %s", (user_id,)) or 0


def credit(conn: Tx, user_id: str, coins: int, order_id: str) -> bool:
    """Add bought coins; the same order a second time changes nothing and gives False."""
    return value(conn, "SELECT engine.credit(%s, %s, %s)", (user_id, coins, order_id))


def history(
    conn: Tx, user_id: str, *, before: int | None = None, limit: int = 50
) -> list[LedgerLine]:
    """Lines of the coin history, newest first; the next page is before the last line's id.

    `kind`: grant, purchase, forfeit, or run = a bundle of debits with all its steps.
    """
    return every(
        conn,
        LedgerLine,
        """
        SELECT line.id, COALESCE(NULLIF(line.kind, 'reserve'), 'run') AS kind, line.created_at,
               bundle.steps, bundle.coins, run.service_id,
               CASE WHEN line.phase IS NULL THEN 'received'
                    WHEN settle.kind = 'capture' THEN 'spent'
                    WHEN settle.kind = 'release' THEN 'returned'
                    ELSE 'held' END AS outcome
          FROM ledger_txn line
         CROSS JOIN LATERAL (
           SELECT COALESCE(array_agg(left(part.debit_id, -74) ORDER BY part.id)
                           FILTER (WHERE part.debit_id IS NOT NULL), '{}') AS steps,
                  sum(entry.amount)::integer AS coins
             FROM ledger_txn part
             JOIN ledger_entry entry ON entry.txn_id = part.id AND entry.account = 'user'
            WHERE part.id = line.id OR (part.bundle_id = line.bundle_id AND part.phase = 'reserve')
         ) AS bundle
          LEFT JOIN ledger_txn settle ON settle.debit_id = line.debit_id AND settle.phase = 'settle'
          LEFT JOIN executions run ON run.session_id = line.bundle_id
         WHERE line.user_id = %(user)s
           AND (%(before)s::bigint IS NULL OR line.id < %(before)s)
           AND (line.phase IS NULL
                OR (line.phase = 'reserve' AND NOT EXISTS (
                  SELECT FROM ledger_txn earlier
                   WHERE earlier.bundle_id = line.bundle_id AND earlier.id < line.id)))
         ORDER BY line.id DESC LIMIT %(limit)s
        """,
        {"user": user_id, "before": before, "limit": limit},
    )
