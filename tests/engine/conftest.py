"""One connection a test; when a test is over, whatever it did must obey the invariants."""

from collections.abc import Iterator

import pytest

from shared.dal.connect import Database, Tx
from tests.engine.invariants import violations
from tests.engine.scenes import Run, queued_run


@pytest.fixture
def conn(db: Database) -> Iterator[Tx]:
    """An autocommit connection over an empty database."""
    with db.connect() as connection:
        yield connection
        assert violations(connection) == {}


@pytest.fixture
def run(conn: Tx) -> Run:
    """A paid run from a text whose first step is queued."""
    return queued_run(conn)
