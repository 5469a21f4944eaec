"""The migration runner: once each, all or nothing, at the same time as others."""

import threading
from pathlib import Path

import psycopg
import pytest

from infra.db.migrate import MIGRATIONS, make_engine, migrate
from shared.dal.connect import Tx
from shared.dal.rows import value
from shared.flow.states import edges
from tests.engine.scenes import Run, claim
from tests.postgres import scratch_database


def test_migrating_twice_applies_nothing_and_keeps_the_data(
    conn: Tx, database: str, run: Run
) -> None:
    assert migrate(database) == []
    assert value(conn, "SELECT count(*) FROM executions") == 1
    assert claim(conn, run.task).epoch == 1


def test_four_runners_at_once_migrate_an_empty_database_once(postgres: str) -> None:
    applied: list[str] = []
    with scratch_database(postgres, migrated=False) as url:
        threads = [threading.Thread(target=lambda: applied.extend(migrate(url))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(applied) == sorted(path.name for path in MIGRATIONS.glob("*.sql"))


def test_a_file_that_fails_leaves_nothing_behind(postgres: str, tmp_path: Path) -> None:
    (tmp_path / "0001_good.sql").write_text("CREATE TABLE good (id integer);")
    (tmp_path / "0002_bad.sql").write_text(
        "CREATE TABLE half (id integer); SELECT no_such_thing();"
    )
    with scratch_database(postgres, migrated=False) as url:
        with pytest.raises(psycopg.errors.UndefinedFunction):
            migrate(url, tmp_path)
        with psycopg.connect(url) as conn:
            row = conn.execute(
                "SELECT to_regclass('good') IS NOT NULL, to_regclass('half') IS NULL"
            )
            assert row.fetchone() == (True, True)


def test_the_edges_are_made_equal_again_at_every_migration(postgres: str) -> None:
    with scratch_database(postgres) as url, psycopg.connect(url, autocommit=True) as conn:
        conn.execute("DELETE FROM state_edges WHERE from_status = 'IDLE'")
        conn.execute("INSERT INTO state_edges VALUES ('service', 'MATCH_FAILED', 'IDLE', false)")
        make_engine(conn)
        assert set(conn.execute("SELECT * FROM state_edges").fetchall()) == edges()


def test_people_of_the_sign_in_service_are_left_as_they_are(postgres: str) -> None:
    with scratch_database(postgres, migrated=False) as url:
        with psycopg.connect(url, autocommit=True) as conn:
            conn.execute("CREATE SCHEMA neon_auth")
            conn.execute(
                """
                CREATE TABLE neon_auth.users_sync (
                  raw_json jsonb NOT NULL, id text GENERATED ALWAYS AS (raw_json ->> 'id') STORED PRIMARY KEY,
                  name text, email text, created_at timestamptz, updated_at timestamptz, deleted_at timestamptz)
                """
            )
        migrate(url)
        with psycopg.connect(url, autocommit=True) as conn:
            row = conn.execute("SELECT engine.people_are_ours()").fetchone()
            assert row == (False,)
