"""The door to Postgres."""

import pytest

from shared.dal.connect import Database, DatabaseError
from shared.dal.rows import value


def test_a_transaction_commits_as_a_whole_or_not_at_all(db: Database) -> None:
    def broken() -> None:
        with db.transaction() as tx:
            tx.execute("INSERT INTO inbox (source, message_id) VALUES ('a', '1')")
            raise KeyError("later")

    with pytest.raises(KeyError):
        broken()
    with db.transaction() as tx:
        tx.execute("INSERT INTO inbox (source, message_id) VALUES ('a', '2')")
    with db.connect() as conn:
        assert value(conn, "SELECT string_agg(message_id, ',') FROM inbox") == "2"


def test_a_connection_commits_each_statement(db: Database) -> None:
    with db.connect() as conn, db.connect() as other:
        conn.execute("INSERT INTO inbox (source, message_id) VALUES ('a', '1')")
        assert value(other, "SELECT count(*) FROM inbox") == 1


def test_a_connection_that_died_in_the_pool_is_replaced(db: Database) -> None:
    with db.connect() as conn:
        first = value(conn, "SELECT pg_backend_pid()")
    with db.connect() as conn, db.connect() as killer:
        victim = value(conn, "SELECT pg_backend_pid()")
        killer.execute("SELECT pg_terminate_backend(%s)", (victim,))
    with db.connect() as conn:
        assert value(conn, "SELECT 1") == 1
    assert first


def test_a_statement_that_fails_names_itself_a_database_error(db: Database) -> None:
    with db.connect() as conn, pytest.raises(DatabaseError):
        conn.execute("SELECT no_such_column")


def test_no_statement_may_run_for_ever(db: Database) -> None:
    with db.connect() as conn:
        assert value(conn, "SHOW statement_timeout") == "5s"
        assert value(conn, "SHOW lock_timeout") == "2s"
