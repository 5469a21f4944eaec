"""What must survive `kill -9`: records by kind, in one SQLite file."""

import contextlib
import json
import sqlite3
from collections.abc import Generator
from pathlib import Path
from typing import Any

Record = dict[str, Any]
SCHEMA = """
CREATE TABLE IF NOT EXISTS records (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (kind, id)
)
"""


class Store:
    """Kinds: message, dedup, dlq, queue, schedule, flow, keys. A write is on file when it returns."""

    def __init__(self, path: str) -> None:
        if path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None)
        # With a write-ahead log, NORMAL loses nothing when the process dies, only when the power does.
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute(SCHEMA)

    @contextlib.contextmanager
    def together(self) -> Generator[None]:
        """Several writes, all or none."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def put(self, kind: str, key: str, record: Record) -> None:
        """Write or overwrite; a record keeps its place in the order."""
        self._db.execute(
            "INSERT INTO records (kind, id, body) VALUES (?, ?, ?) "
            "ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body",
            (kind, key, json.dumps(record)),
        )

    def drop(self, kind: str, key: str) -> None:
        """Forget one."""
        self._db.execute("DELETE FROM records WHERE kind = ? AND id = ?", (kind, key))

    def all(self, kind: str) -> dict[str, Record]:
        """Records of a kind in the order they came."""
        rows = self._db.execute("SELECT id, body FROM records WHERE kind = ? ORDER BY seq", (kind,))
        return {key: json.loads(body) for key, body in rows}

    def clear(self) -> None:
        """Forget everything."""
        self._db.execute("DELETE FROM records")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()
