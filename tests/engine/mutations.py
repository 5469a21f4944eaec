"""Take one guard away at a time and see a test fail: a guard that no test misses is no guard, or is not tested.

python -m tests.engine.mutations [WORD]     those whose name contains the word, with the time each took
"""

import contextlib
import importlib
import inspect
import shutil
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg.rows import dict_row

from infra.db.migrate import ENGINE, MIGRATIONS, make_engine, migrate
from shared.dal.connect import Tx
from tests.engine.invariants import violations
from tests.engine.scenes import queued_run
from tests.postgres import clean, postgres_server, scratch_database

LIST = Path(__file__).with_name("mutations.toml")
PYTEST_FAILURE = "Failed"  # what pytest.raises throws when nothing was raised: not an Exception


class Mutation(NamedTuple):
    """A text that stands once in a file, what stands there instead, and the test that must notice."""

    name: str
    file: str
    old: str
    new: str
    killed_by: str

    @property
    def is_migration(self) -> bool:
        """Whether the guard stands in the tables and not in the engine."""
        return self.file[:4].isdigit()


def mutations() -> list[Mutation]:
    """The whole list."""
    return [Mutation(**entry) for entry in tomllib.loads(LIST.read_text())["mutation"]]


def survives(mutation: Mutation, server: str, scratch: str) -> bool:
    """Whether the test named in a mutation passes although the guard is gone."""
    with _mutated(mutation) as folder:
        if mutation.is_migration:
            with scratch_database(server, migrated=False) as url:
                migrate(url, folder)
                return _passes(mutation.killed_by, url)
        with psycopg.connect(scratch, autocommit=True) as conn:
            make_engine(conn, folder)
    return _passes(mutation.killed_by, scratch)


@contextlib.contextmanager
def _mutated(mutation: Mutation) -> Iterator[Path]:
    source = MIGRATIONS if mutation.is_migration else ENGINE
    text = (source / mutation.file).read_text()
    places = text.count(mutation.old)
    assert places == 1, f"{mutation.name}: {places} places in {mutation.file}"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "sql"
        shutil.copytree(source, folder)
        (folder / mutation.file).write_text(text.replace(mutation.old, mutation.new))
        yield folder


def _passes(killed_by: str, url: str) -> bool:
    """Run one test outside pytest, with the fixtures tests of the engine ask for."""
    topic, name = killed_by.split(".")
    test = getattr(importlib.import_module(f"tests.engine.test_{topic}"), name)
    with psycopg.connect(
        url, autocommit=True, row_factory=dict_row, prepare_threshold=None
    ) as conn:
        clean(conn)
        return _obeys(test, conn)


def _obeys(test: Any, conn: Tx) -> bool:
    wanted = inspect.signature(test).parameters
    try:
        fixtures = {"conn": conn, "run": queued_run(conn) if "run" in wanted else None}
        test(**{name: fixtures[name] for name in wanted})
    except Exception:  # noqa: BLE001  # whatever the test says, it noticed
        return False
    except BaseException as failure:
        if type(failure).__name__ == PYTEST_FAILURE:
            return False
        raise
    return not violations(conn)


def main(word: str) -> int:
    """Try the mutations; the answer is how many survived."""
    survivors = 0
    with postgres_server() as server, scratch_database(server) as scratch:
        for mutation in mutations():
            if word not in mutation.name:
                continue
            began = time.monotonic()
            alive = survives(mutation, server, scratch)
            survivors += alive
            mark = "SURVIVED" if alive else "caught"
            print(f"{mark:9} {time.monotonic() - began:5.2f} s  {mutation.name}", flush=True)
    print(f"{survivors} survived")
    return survivors


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
