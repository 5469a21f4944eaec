"""What every test may ask for. The database is one per run, emptied before each test that uses it."""

from collections.abc import Iterator

import boto3
import psycopg
import pytest
from hypothesis import settings
from moto import mock_aws

from shared.context import Context, get_context
from shared.dal.connect import Database
from shared.settings import get_settings
from shared.storage.aws import client
from tests.identity import SignIn, sign_in_service
from tests.postgres import clean, postgres_server, scratch_database
from tests.queue.support import KEYS, FakeQueue, queue_server
from tests.redis_server import RespRedis

# How long a case takes says more about the machine than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


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


@pytest.fixture(scope="session")
def sign_in() -> Iterator[SignIn]:
    """A sign-in service."""
    with sign_in_service() as service:
        yield service


@pytest.fixture(scope="session")
def queue_of_the_run() -> Iterator[FakeQueue]:
    with queue_server() as server:
        yield server


@pytest.fixture
def queue(queue_of_the_run: FakeQueue) -> FakeQueue:
    """A queue server that keeps what it was sent."""
    fresh = FakeQueue()
    for name in ("requests", "status", "text", "silent"):
        setattr(queue_of_the_run, name, getattr(fresh, name))
    return queue_of_the_run


@pytest.fixture
def ctx(
    database: str, sign_in: SignIn, queue: FakeQueue, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Context]:
    """The very context every handler will find: real Postgres, real Redis, an object store in memory."""
    values = {
        "DATABASE_URL": database,
        "AUTH_BASE_URL": sign_in.base_url,
        "QSTASH_URL": queue.url,
        "QSTASH_TOKEN": "token",
        "QSTASH_CURRENT_SIGNING_KEY": KEYS[0],
        "QSTASH_NEXT_SIGNING_KEY": KEYS[1],
        "MODELS_BASE_URL": "http://127.0.0.1:9/v1",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        get_settings.cache_clear()
        get_context.cache_clear()
        client.cache_clear()
        ctx = get_context()
        ctx.redis = RespRedis()
        ctx.redis.execute(["FLUSHALL"])
        boto3.client("s3").create_bucket(Bucket=ctx.settings.uploads_bucket)
        yield ctx
        ctx.db.close()
        get_settings.cache_clear()
        get_context.cache_clear()
        client.cache_clear()


@pytest.fixture(scope="session")
def png() -> bytes:
    """A small real picture."""
    from io import BytesIO

    from PIL import Image

    target = BytesIO()
    Image.new("RGB", (40, 20), "white").save(target, "PNG")
    return target.getvalue()
