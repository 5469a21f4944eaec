"""Answers of models that are kept, so that the same input gets the same judgement; ciphertext."""

from shared.dal.connect import Tx
from shared.dal.rows import value


def get(conn: Tx, user_id: str, key: str) -> bytes | None:
    """The kept answer, if there is one."""
    return value(
        conn,
        "SELECT answer FROM judgement_cache WHERE user_id = %s AND key = %s",
        (user_id, key),
    )


def keep(conn: Tx, user_id: str, key: str, answer: bytes) -> None:
    """Keep an answer; the first one of a key stays."""
    conn.execute(
        """
        INSERT INTO judgement_cache (user_id, key, answer) VALUES (%s, %s, %s)
        ON CONFLICT (user_id, key) DO NOTHING
        """,
        (user_id, key, answer),
    )
