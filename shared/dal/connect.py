"""The door to Postgres: a small pool, handed out as autocommit connections or as transactions."""

from collections.abc import Generator
from contextlib import contextmanager

from psycopg import Connection
from psycopg import Error as DatabaseError
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool

__all__ = ["Database", "DatabaseError", "Tx"]

Tx = Connection[DictRow]


def _answer(conn: Tx) -> None:
    """Fails when the connection died while it lay in the pool, as it does when the database went to sleep."""
    conn.execute("")


class Database:
    """Opens connections on first use and keeps them; a connection that died in the pool is replaced."""

    def __init__(self, url: str, size: int = 4) -> None:
        self._pool = ConnectionPool[Tx](
            url,
            connection_class=Connection[DictRow],
            min_size=0,
            max_size=size,
            timeout=10,
            check=_answer,
            kwargs={"row_factory": dict_row, "autocommit": True, "prepare_threshold": None},
            open=True,
        )

    @contextmanager
    def connect(self) -> Generator[Tx]:
        """An autocommit connection: each statement is a transaction, as the engine's functions want it."""
        with self._pool.connection() as conn:
            yield conn

    @contextmanager
    def transaction(self) -> Generator[Tx]:
        """Several statements that commit together, or roll back on any exception."""
        with self._pool.connection() as conn, conn.transaction():
            yield conn

    def close(self) -> None:
        """Close every connection."""
        self._pool.close()
