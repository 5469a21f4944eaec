"""What every test may ask for. The database is one per run, emptied before each test that uses it."""

from collections.abc import Iterator

import psycopg
import pytest

from shared.dal.connect import Database
from tests.postgres import clean, postgres_server, scratch_database


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a Postgres server on which databases may be created."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def migrated(postgres: str) -> Iterator[str]:
    """The address of the run's migrated database; ask for `database` to find it empty."""
    with scratch_database(postgres) as url:
        yield url


@pytest.fixture
def database(migrated: str) -> str:
    """The address of the migrated database, with nothing in it."""
    with psycopg.connect(migrated, autocommit=True) as conn:
        clean(conn)
    return migrated


@pytest.fixture
def db(database: str) -> Iterator[Database]:
    """The product's own door to the database."""
    door = Database(database)
    yield door
    door.close()
