"""One connection a test over an empty database."""

from collections.abc import Iterator

import pytest

from shared.dal.connect import Database, Tx


@pytest.fixture
def conn(db: Database) -> Iterator[Tx]:
    """An autocommit connection."""
    with db.connect() as connection:
        yield connection
