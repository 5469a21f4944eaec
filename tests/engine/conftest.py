"""One connection a test; when a test is over, whatever it did must obey the invariants."""

from collections.abc import Iterator

import pytest

from shared.dal.connect import Database, Tx
from tests.engine.invariants import violations
from tests.engine.scenes import TEXT, person, service_of, start, task_of
from tests.engine.world import Run


@pytest.fixture
def conn(db: Database) -> Iterator[Tx]:
    """An autocommit connection over an empty database."""
    with db.connect() as connection:
        yield connection
        assert violations(connection) == {}


@pytest.fixture
def run(conn: Tx) -> Run:
    """A paid run from a text whose first step is queued."""
    user = person(conn)
    service = service_of(conn, user)
    session = start(conn, user, service, *TEXT).session_id
    return Run(user, service, session, task_of(service, session, TEXT[0]))
