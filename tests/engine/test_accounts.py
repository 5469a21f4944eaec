"""Signing in, and leaving for good, also in the middle of runs."""

import threading
import time
from typing import Any

import psycopg
import pytest

from shared.dal import accounts, ledger, runs
from shared.dal.connect import Tx
from shared.dal.rows import value
from shared.errors import AccountClosed, NotSignedIn, StaleAttempt
from shared.models.stored import Account
from shared.models.words import FailureCode, Step
from tests.engine.scenes import (
    TEXT,
    Run,
    claim,
    finish,
    person,
    result_by,
    service_of,
    start,
    task_of,
)
from tests.engine.world import at_once, balance, second, status

GONE = FailureCode.ACCOUNT_DELETED


def in_background(conn: Tx, call: Any, out: list[Any]) -> threading.Thread:
    """Run a call on a connection of its own while the test goes on; its result lands in `out`."""

    def body() -> None:
        with second(conn) as other:
            out.append(call(other))

    thread = threading.Thread(target=body)
    thread.start()
    return thread


def test_the_first_visit_opens_the_wallet_and_the_second_only_looks(conn: Tx) -> None:
    assert accounts.sign_in(conn, "ann", "Ann", "ann@example.org", 8) == Account(
        balance=8, is_new=True, closed=False
    )
    assert accounts.sign_in(conn, "ann", "Ann", "ann@example.org", 8) == Account(
        balance=8, is_new=False, closed=False
    )


def test_twenty_first_visits_at_once_sign_up_once(conn: Tx) -> None:
    calls = [lambda other: accounts.sign_in(other, "ann", "Ann", None, 8) for _ in range(20)]
    outcomes = at_once(conn, *calls)
    assert sum(account.is_new for account in outcomes) == 1
    assert {account.balance for account in outcomes} == {8}


def test_a_first_visit_during_the_first_visit_is_not_another_one(conn: Tx) -> None:
    conn.execute("INSERT INTO neon_auth.users_sync (id, name) VALUES ('ann', 'Ann')")
    late: list[Account] = []
    with second(conn) as other, other.transaction():
        first = accounts.sign_in(other, "ann", "Ann", None, 8)
        visit = in_background(
            conn, lambda third: accounts.sign_in(third, "ann", "Ann", None, 8), late
        )
        time.sleep(0.2)
        assert late == []
    visit.join()
    assert (first.is_new, [account.is_new for account in late]) == (True, [False])


def test_a_new_name_is_written_down(conn: Tx) -> None:
    accounts.sign_in(conn, "ann", "Ann", "ann@example.org", 8)
    accounts.sign_in(conn, "ann", "Anna", "ann@example.org", 8)
    assert value(conn, "SELECT name FROM neon_auth.users_sync") == "Anna"


def test_a_deleted_person_is_never_revived(conn: Tx) -> None:
    accounts.sign_in(conn, "ann", "Ann", None, 8)
    conn.execute("UPDATE neon_auth.users_sync SET deleted_at = now()")
    assert accounts.sign_in(conn, "ann", "Anna", None, 8).closed
    assert value(conn, "SELECT name FROM neon_auth.users_sync") == "Ann"


def test_a_closed_account_is_told_so(conn: Tx) -> None:
    accounts.sign_in(conn, "ann", "Ann", None, 8)
    accounts.close_account(conn, "ann")
    assert accounts.sign_in(conn, "ann", "Ann", None, 8).closed


def test_where_the_service_keeps_the_people_itself_nothing_is_written(conn: Tx) -> None:
    with conn.transaction(force_rollback=True):
        conn.execute("DROP VIEW main_states; DROP TABLE neon_auth.users_sync CASCADE")
        conn.execute(
            """
            CREATE TABLE neon_auth.users_sync (
              raw_json jsonb, id text GENERATED ALWAYS AS (raw_json ->> 'id') STORED UNIQUE,
              name text, email text, created_at timestamptz, updated_at timestamptz, deleted_at timestamptz)
            """
        )
        with pytest.raises(NotSignedIn):
            accounts.sign_in(conn, "ann", "Ann", None, 8)
        conn.execute("""INSERT INTO neon_auth.users_sync (raw_json) VALUES ('{"id": "ann"}')""")
        assert accounts.sign_in(conn, "ann", "Ann", None, 8).balance == 8
        assert value(conn, "SELECT name FROM neon_auth.users_sync") is None


def test_closing_waits_for_a_start_under_way_and_stops_all_the_rest(conn: Tx) -> None:
    user = person(conn)
    first, other_service = service_of(conn, user), service_of(conn, user)
    out: list[Any] = []
    with second(conn) as starter, starter.transaction():
        session = start(starter, user, first, *TEXT).session_id
        closer = in_background(conn, lambda other: accounts.close_account(other, user), out)
        time.sleep(0.3)
        assert out == []  # else the run it cannot see yet would outlive the account
    closer.join()
    assert out == [True]
    with pytest.raises(AccountClosed):
        start(conn, user, other_service, *TEXT)
    with pytest.raises(StaleAttempt):
        runs.claim(conn, task_of(first, session, Step.JOB_SUMMARY), 1)
    assert accounts.runs_to_close(conn, user) == [(user, first)]
    runs.cancel_run(conn, first, user, GONE)
    assert accounts.runs_to_close(conn, user) == []
    assert balance(conn, user) == 8


def test_closing_waits_for_a_start_that_has_passed_the_gate(conn: Tx) -> None:
    user = person(conn)
    service = service_of(conn, user)
    out: list[str] = []

    def begin(other: Tx) -> str:
        start(other, user, service, *TEXT)
        out.append("started")
        return "start"

    def close(other: Tx) -> str:
        accounts.close_account(other, user)
        out.append("closed")
        return "close"

    with second(conn) as holder, holder.transaction():
        holder.execute("SELECT FROM services WHERE id = %s FOR UPDATE", (service.id,))
        starter = in_background(conn, begin, [])
        time.sleep(0.3)  # it is past the gate and waits for the subject
        closer = in_background(conn, close, [])
        time.sleep(0.3)
        assert out == []
    starter.join()
    closer.join()
    assert out == ["started", "closed"]
    runs.cancel_run(conn, service, user, GONE)


def test_a_success_after_the_closing_is_refused(conn: Tx, run: Run) -> None:
    attempt = claim(conn, run.task)
    accounts.close_account(conn, run.user)
    with pytest.raises(StaleAttempt):
        runs.succeed(conn, run.task, attempt.epoch, result_by(attempt))
    runs.cancel_run(conn, run.service, run.user, GONE)


def test_closing_waits_for_a_success_under_way(conn: Tx, run: Run) -> None:
    finish(conn, run.service, run.session, Step.JOB_SUMMARY)
    attempt = claim(conn, task_of(run.service, run.session, Step.JOB_MATCH))
    out: list[Any] = []
    with second(conn) as worker, worker.transaction():
        runs.succeed(worker, attempt.task_id, attempt.epoch, result_by(attempt))
        closer = in_background(conn, lambda other: accounts.close_account(other, run.user), out)
        time.sleep(0.3)
        assert out == []
    closer.join()
    assert out == [True]  # that nothing succeeded after closed_at is an invariant


def test_a_person_deleted_by_the_service_starts_and_claims_nothing(conn: Tx, run: Run) -> None:
    attempt = claim(conn, run.task)
    conn.execute("UPDATE neon_auth.users_sync SET deleted_at = now() WHERE id = %s", (run.user,))
    with pytest.raises(StaleAttempt):
        runs.succeed(conn, run.task, attempt.epoch, result_by(attempt))
    with pytest.raises(AccountClosed):
        start(conn, run.user, service_of(conn, run.user), *TEXT)
    assert accounts.runs_to_close(conn) == [(run.user, run.service)]
    runs.cancel_run(conn, run.service, run.user, GONE)


def test_nothing_is_purged_under_a_live_run(conn: Tx, run: Run) -> None:
    accounts.close_account(conn, run.user)
    with pytest.raises(psycopg.errors.RaiseException, match="still live"):
        accounts.purge_account(conn, run.user)
    runs.cancel_run(conn, run.service, run.user, GONE)
    accounts.purge_account(conn, run.user)


def test_a_purge_leaves_no_row_and_no_name_but_the_closed_wallet(conn: Tx, run: Run) -> None:
    conn.execute("UPDATE neon_auth.users_sync SET name = 'Ann', email = 'ann@example.org'")
    conn.execute("INSERT INTO data_keys (user_id, wrapped) VALUES (%s, 'key')", (run.user,))
    conn.execute("INSERT INTO analytics_events (user_id, event_name) VALUES (%s, 'X')", (run.user,))
    accounts.close_account(conn, run.user)
    runs.cancel_run(conn, run.service, run.user, GONE)
    assert accounts.accounts_to_purge(conn) == [run.user]
    accounts.purge_account(conn, run.user)
    assert set(accounts.rows_of(conn, run.user).values()) == {0}
    assert accounts.accounts_to_purge(conn) == []
    row = conn.execute("SELECT name, email, raw_json FROM neon_auth.users_sync").fetchone()
    assert row == {"name": None, "email": None, "raw_json": {}}
    assert ledger.open_wallet(conn, run.user, 8) == 0  # no second welcome
    assert accounts.close_account(conn, run.user) is False
    assert value(conn, "SELECT count(*) FROM ledger_txn") == 6  # the books stay, without a name


def test_a_purge_may_run_twice(conn: Tx) -> None:
    user = person(conn)
    accounts.close_account(conn, user)
    accounts.purge_account(conn, user)
    accounts.purge_account(conn, user)
    assert balance(conn, user) == 0


def test_people_whom_the_service_dropped_are_marked(conn: Tx, run: Run) -> None:
    assert accounts.note_dropped_people(conn) == 0  # without its own table nobody can tell
    with conn.transaction(force_rollback=True):
        conn.execute("""CREATE TABLE IF NOT EXISTS neon_auth."user" (id text)""")
        assert accounts.note_dropped_people(conn) == 1
        assert accounts.runs_to_close(conn) == [(run.user, run.service)]


def test_the_provider_dropping_a_person_takes_everything_but_the_books(conn: Tx, run: Run) -> None:
    conn.execute("INSERT INTO analytics_events (user_id, event_name) VALUES (%s, 'X')", (run.user,))
    conn.execute("DELETE FROM neon_auth.users_sync WHERE id = %s", (run.user,))
    assert set(accounts.rows_of(conn, run.user).values()) == {0}
    assert value(conn, "SELECT count(*) FROM quotas") == 0
    assert value(conn, "SELECT count(*) FROM analytics_events WHERE user_id IS NULL") == 1
    assert runs.release_orphans(conn) == 2


def test_the_status_of_a_closed_account_still_fails_with_its_reason(conn: Tx, run: Run) -> None:
    accounts.close_account(conn, run.user)
    runs.cancel_run(conn, run.service, run.user, GONE)
    assert status(conn, run.service) == "SUMMARY_FAILED"
    assert value(conn, "SELECT failure_code FROM services") == "ACCOUNT_DELETED"
