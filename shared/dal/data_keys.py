"""The wrapped data key of each person."""

from shared.dal.connect import Tx
from shared.dal.rows import value


def get(conn: Tx, user_id: str) -> bytes | None:
    """The wrapped key, if the person has one."""
    return value(conn, "SELECT wrapped FROM data_keys WHERE user_id = %s", (user_id,))


def keep(conn: Tx, user_id: str, wrapped: bytes) -> bytes:
    """Store a fresh key unless another call was first; gives the one that counts."""
    conn.execute(
        """
        INSERT INTO data_keys (user_id, wrapped) VALUES (%s, %s)
        ON CONFLICT (user_id) DO NOTHING
        """,
        (user_id, wrapped),
    )
    kept = get(conn, user_id)
    return wrapped if kept is None else kept
