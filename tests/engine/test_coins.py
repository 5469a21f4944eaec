"""Coins: once, in full, and never below zero."""

import uuid

import psycopg
import pytest

from shared.dal import ledger, runs
from shared.dal.connect import Tx
from shared.dal.rows import value
from shared.errors import TierChanged
from shared.models.words import FailureCode, Step, Tier
from tests.engine.scenes import (
    IMAGE,
    TEXT,
    Run,
    finish,
    person,
    resume_of,
    service_of,
    start,
    task_of,
)
from tests.engine.world import at_once, balance, settles


def test_fifty_starts_on_five_coins_pay_for_two(conn: Tx) -> None:
    user = person(conn, 5)
    subjects = [service_of(conn, user) for _ in range(50)]
    calls = [lambda other, s=s: start(other, user, s, *TEXT, max_live=100) for s in subjects]
    tiers = sorted(started.tier for started in at_once(conn, *calls))
    assert tiers == [Tier.FREE] * 48 + [Tier.PAID] * 2
    assert balance(conn, user) == 1


def test_short_of_coins_the_whole_bundle_is_free(conn: Tx) -> None:
    user = person(conn, 2)
    service = service_of(conn, user)
    session = start(conn, user, service, *IMAGE).session_id  # costs 3
    rows = conn.execute("SELECT queue, model FROM tasks ORDER BY seq").fetchall()
    assert [row["queue"] for row in rows] == ["q_free_vision", "q_free_batch", "q_free_stream"]
    assert rows[2]["model"] == "glm-4.5-flash"
    for step in IMAGE:
        finish(conn, service, session, step)
    assert balance(conn, user) == 2
    assert settles(conn, session) == []


def test_a_free_run_that_fails_gives_nothing_back(conn: Tx) -> None:
    user = person(conn, 1)
    service = service_of(conn, user)
    assert start(conn, user, service, *TEXT).tier is Tier.FREE
    runs.cancel_run(conn, service, user)
    assert balance(conn, user) == 1


def test_a_tier_that_changed_since_the_gauges_were_asked_is_refused(conn: Tx) -> None:
    user = person(conn, 1)
    with pytest.raises(TierChanged) as changed:
        start(conn, user, service_of(conn, user), *TEXT, expected_tier=Tier.PAID)
    assert changed.value.tier == "free"
    assert balance(conn, user) == 1


def test_each_priced_step_has_a_debit_of_its_own(conn: Tx, run: Run) -> None:
    rows = conn.execute("SELECT debit_id FROM ledger_txn WHERE phase = 'reserve' ORDER BY id")
    assert [row["debit_id"] for row in rows] == [
        task_of(run.service, run.session, step) for step in TEXT
    ]
    assert balance(conn, run.user) == 6


def test_settling_twice_moves_nothing(conn: Tx, run: Run) -> None:
    runs.cancel_run(conn, run.service, run.user)
    for kind in ("capture", "release"):
        assert value(conn, "SELECT engine.settle(%s, %s)", (run.session, kind)) == 0
    assert balance(conn, run.user) == 8


def test_a_release_reaches_the_wallet_and_a_capture_does_not(conn: Tx, run: Run) -> None:
    for step in TEXT:
        finish(conn, run.service, run.session, step)
    assert balance(conn, run.user) == 6
    revenue = "SELECT sum(amount)::int FROM ledger_entry WHERE account = 'revenue'"
    assert value(conn, revenue) == 2


def test_the_database_refuses_a_transaction_that_does_not_balance(conn: Tx, run: Run) -> None:
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="is off by 5"):
        conn.execute("INSERT INTO ledger_entry SELECT id, 'sold', 5 FROM ledger_txn LIMIT 1")


def test_the_database_refuses_a_balance_below_zero(conn: Tx, run: Run) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match="balance"):
        conn.execute("UPDATE quotas SET balance = -1 WHERE user_id = %s", (run.user,))


def test_the_database_refuses_a_debit_twice_and_a_settle_of_another_phase(
    conn: Tx, run: Run
) -> None:
    insert = """
        INSERT INTO ledger_txn (user_id, kind, debit_id, bundle_id, phase)
        VALUES (%s, %s, %s, %s, 'reserve')
        """
    with pytest.raises(psycopg.errors.UniqueViolation, match="one_settle_a_debit"):
        conn.execute(insert, (run.user, "reserve", run.task, run.session))
    with pytest.raises(psycopg.errors.CheckViolation, match="reserve_is_a_phase"):
        conn.execute(insert, (run.user, "capture", run.task, run.session))


def test_twenty_first_visits_give_the_first_coins_once(conn: Tx) -> None:
    user = f"user_{uuid.uuid4().hex[:10]}"
    conn.execute("INSERT INTO neon_auth.users_sync (id) VALUES (%s)", (user,))
    calls = [lambda other: ledger.open_wallet(other, user, 8) for _ in range(20)]
    assert at_once(conn, *calls) == [8] * 20
    assert value(conn, "SELECT count(*) FROM ledger_txn WHERE user_id = %s", (user,)) == 1


def test_without_first_coins_a_wallet_is_empty_and_the_books_are_too(conn: Tx) -> None:
    user = f"user_{uuid.uuid4().hex[:10]}"
    conn.execute("INSERT INTO neon_auth.users_sync (id) VALUES (%s)", (user,))
    assert ledger.open_wallet(conn, user, 0) == 0
    assert value(conn, "SELECT count(*) FROM ledger_txn") == 0


def test_an_order_is_credited_once(conn: Tx) -> None:
    user, order = person(conn), f"order_{uuid.uuid4()}"
    calls = [lambda other: ledger.credit(other, user, 10, order) for _ in range(5)]
    assert sorted(at_once(conn, *calls)) == [False] * 4 + [True]
    assert balance(conn, user) == 18


def test_two_orders_are_two_credits(conn: Tx) -> None:
    user = person(conn)
    assert ledger.credit(conn, user, 10, "order-1")
    assert ledger.credit(conn, user, 50, "order-2")
    assert balance(conn, user) == 68


def test_a_run_whose_rows_vanished_gets_its_coins_settled(conn: Tx, run: Run) -> None:
    conn.execute("DELETE FROM neon_auth.users_sync WHERE id = %s", (run.user,))
    assert runs.release_orphans(conn) == 2
    assert settles(conn, run.session) == ["release", "release"]
    assert runs.release_orphans(conn) == 0


def test_a_live_run_is_no_orphan(conn: Tx, run: Run) -> None:
    assert runs.release_orphans(conn) == 0
    assert settles(conn, run.session) == []


def test_an_upload_costs_one_coin_and_its_failure_gives_it_back(conn: Tx) -> None:
    user = person(conn, 1)
    resume = resume_of(conn, user)
    started = start(conn, user, resume, Step.RESUME_SUMMARY)
    assert (started.tier, balance(conn, user)) == (Tier.PAID, 0)
    name = f"resume_summary_{resume.id}_{started.session_id}"
    for dispatch in (1, 2, 3):
        runs.arbitrate(conn, name, dispatch, FailureCode.DELIVERY_FAILED)
    assert balance(conn, user) == 1
