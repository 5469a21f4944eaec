"""Messages of others whose effect must happen once."""

from shared.dal.connect import Tx
from shared.dal.rows import one


def receive(tx: Tx, source: str, message_id: str) -> bool:
    """Mark a message as received, in the transaction of its effect; False = it was received before."""
    row = one(
        tx,
        """
        INSERT INTO inbox (source, message_id) VALUES (%s, %s)
        ON CONFLICT (source, message_id) DO NOTHING RETURNING source
        """,
        (source, message_id),
    )
    return row is not None
