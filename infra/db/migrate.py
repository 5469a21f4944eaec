"""Bring a database up to date: numbered files once, then the engine's functions and legal moves anew.

    python -m infra.db.migrate        the database that DATABASE_URL names

Safe to run twice and by several at once; every step is one transaction under one advisory lock.
"""

import sys
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection
from psycopg.rows import tuple_row

from shared.flow.states import edges
from shared.settings import get_settings

MIGRATIONS = Path(__file__).parent / "migrations"
ENGINE = Path(__file__).parent / "engine"
LOCK_ID = 7_305_801


def migrate(url: str, migrations: Path = MIGRATIONS, engine: Path = ENGINE) -> list[str]:
    """Apply what is missing and make the engine again; gives the names of the files applied now."""
    with psycopg.connect(url, autocommit=True, prepare_threshold=None) as conn:
        applied = [path.name for path in sorted(migrations.glob("*.sql")) if _apply(conn, path)]
        make_engine(conn, engine)
    return applied


def make_engine(conn: Connection[Any], folder: Path = ENGINE) -> None:
    """Drop and create schema `engine`, and make `state_edges` equal to the table in shared/flow/states.py."""
    with conn.transaction():
        _take_turn(conn)
        for path in sorted(folder.glob("*.sql")):
            conn.execute(path.read_bytes())
        _write_edges(conn)


def _apply(conn: Connection[Any], path: Path) -> bool:
    with conn.transaction():
        _take_turn(conn)
        conn.execute(
            "CREATE TABLE IF NOT EXISTS migrations "
            "(name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
        )
        mark = conn.execute(
            "INSERT INTO migrations (name) VALUES (%s) ON CONFLICT DO NOTHING RETURNING name",
            (path.name,),
        )
        if mark.fetchone() is None:
            return False
        conn.execute(path.read_bytes())
        return True


def _take_turn(conn: Connection[Any]) -> None:
    """One runner at a time, for the length of a transaction: that also holds behind a transaction pooler."""
    conn.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")
    conn.execute("SET LOCAL client_min_messages = warning")
    conn.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK_ID,))


def _write_edges(conn: Connection[Any]) -> None:
    wanted = edges()
    with conn.cursor(row_factory=tuple_row) as cursor:
        cursor.execute("SELECT family, from_status, to_status, new_run FROM state_edges")
        present = set(cursor.fetchall())
        cursor.executemany(
            """DELETE FROM state_edges
               WHERE (family, from_status, to_status, new_run) = (%s, %s, %s, %s)""",
            sorted(present - wanted),
        )
        cursor.executemany(
            "INSERT INTO state_edges VALUES (%s, %s, %s, %s)", sorted(wanted - present)
        )


if __name__ == "__main__":
    names = migrate(get_settings().database_url)
    sys.stdout.write(f"applied {len(names)} of {len(list(MIGRATIONS.glob('*.sql')))} migrations\n")
