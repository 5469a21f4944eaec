"""Who may claim a step, and what an attempt that lost it may still do: nothing."""

import time

import pytest

from shared.dal import runs
from shared.dal.connect import Tx
from shared.errors import StaleAttempt, StillRunning
from shared.models.run import Ended
from shared.models.words import FailureCode, Step
from tests.engine.scenes import Run, claim, finish, result_by
from tests.engine.world import at_once, balance, expire_lease, status, task

FAILED = FailureCode.PROVIDER_ERROR


def test_a_second_delivery_of_a_living_attempt_has_to_wait(conn: Tx, run: Run) -> None:
    claim(conn, run.task)
    with pytest.raises(StillRunning) as waiting:
        runs.claim(conn, run.task, 1)
    assert 50 < waiting.value.wait_s <= 60


def test_six_deliveries_at_once_give_one_claim(conn: Tx, run: Run) -> None:
    calls = [lambda other: runs.claim(other, run.task, 1) for _ in range(6)]
    names = sorted(type(outcome).__name__ for outcome in at_once(conn, *calls))
    assert names == ["Attempt"] + ["StillRunning"] * 5
    assert task(conn, run.task)["epoch"] == 1


def test_a_message_of_another_dispatch_is_stale(conn: Tx, run: Run) -> None:
    epoch = claim(conn, run.task).epoch
    runs.defer(conn, run.task, epoch, 0)
    for dispatch in (1, 3):
        with pytest.raises(StaleAttempt):
            runs.claim(conn, run.task, dispatch)
    assert claim(conn, run.task, 2).epoch == epoch + 1


def test_a_zombie_can_write_nothing(conn: Tx, run: Run) -> None:
    zombie = claim(conn, run.task)
    expire_lease(conn, run.task)
    heir = claim(conn, run.task)
    assert heir.epoch == zombie.epoch + 1
    for call in (
        lambda: runs.succeed(conn, run.task, zombie.epoch, result_by(zombie)),
        lambda: runs.defer(conn, run.task, zombie.epoch, 0),
        lambda: runs.fail_attempt(conn, run.task, zombie.epoch, FAILED, retriable=True),
        lambda: runs.fail_attempt(conn, run.task, zombie.epoch, FAILED, retriable=False),
        lambda: runs.stage(conn, run.task, zombie.epoch),
    ):
        with pytest.raises(StaleAttempt):
            call()
    runs.succeed(conn, run.task, heir.epoch, result_by(heir))


def test_the_beat_of_a_zombie_tells_it_to_stop(conn: Tx, run: Run) -> None:
    zombie = claim(conn, run.task).epoch
    expire_lease(conn, run.task)
    heir = claim(conn, run.task).epoch
    assert runs.beat(conn, run.task, zombie) is False
    assert runs.beat(conn, run.task, heir) is True


def test_an_attempt_whose_step_went_back_to_the_queue_can_write_nothing(conn: Tx, run: Run) -> None:
    attempt = claim(conn, run.task)
    runs.defer(conn, run.task, attempt.epoch, 0)
    with pytest.raises(StaleAttempt):
        runs.succeed(conn, run.task, attempt.epoch, result_by(attempt))
    assert runs.beat(conn, run.task, attempt.epoch) is False


def test_a_beat_keeps_the_others_out(conn: Tx, run: Run) -> None:
    epoch = claim(conn, run.task, lease_s=0.05).epoch
    assert runs.beat(conn, run.task, epoch, 60)
    time.sleep(0.1)
    with pytest.raises(StillRunning) as waiting:
        runs.claim(conn, run.task, 1)
    assert waiting.value.wait_s > 50
    assert runs.reap(conn, run.session, grace_s=0) == []


def test_a_step_that_is_done_is_done(conn: Tx, run: Run) -> None:
    attempt = finish(conn, run.service, run.session, Step.JOB_SUMMARY)
    for call in (
        lambda: runs.claim(conn, run.task, 1),
        lambda: runs.succeed(conn, run.task, attempt.epoch, result_by(attempt)),
        lambda: runs.arbitrate(conn, run.task, 1, FailureCode.DELIVERY_FAILED),
    ):
        with pytest.raises(StaleAttempt):
            call()


def test_a_worker_that_dies_every_time_gets_six_attempts(conn: Tx, run: Run) -> None:
    for epoch in range(1, 7):
        assert claim(conn, run.task).epoch == epoch
        expire_lease(conn, run.task)
    assert runs.claim(conn, run.task, 1) == Ended(session_id=run.session, epoch=6)
    assert (status(conn, run.service), balance(conn, run.user)) == ("SUMMARY_FAILED", 8)
    with pytest.raises(StaleAttempt):
        runs.claim(conn, run.task, 1)


def test_defers_are_no_attempts_but_a_retry_beyond_six_attempts_is_none(conn: Tx, run: Run) -> None:
    for dispatch in range(1, 9):
        runs.defer(conn, run.task, claim(conn, run.task, dispatch).epoch, 0)
    conn.execute("UPDATE tasks SET claims = claims + 6 WHERE task_id = %s", (run.task,))
    ended = runs.arbitrate(conn, run.task, 9, FailureCode.MESSAGE_LOST)
    assert ended == Ended(session_id=run.session, epoch=8)
    assert balance(conn, run.user) == 8


def test_nothing_is_claimed_before_its_time(conn: Tx, run: Run) -> None:
    runs.defer(conn, run.task, claim(conn, run.task).epoch, 30)
    with pytest.raises(StillRunning) as waiting:
        runs.claim(conn, run.task, 2)
    assert 28 < waiting.value.wait_s <= 30


def test_a_claim_tells_the_attempt_what_it_needs(conn: Tx, run: Run) -> None:
    attempt = claim(conn, run.task)
    assert (attempt.step, attempt.queue, attempt.model) == (
        Step.JOB_SUMMARY, "q_paid_batch", "deepseek-chat",
    )  # fmt: skip
    assert (attempt.subject, attempt.user_id, attempt.session_id) == (
        run.service, run.user, run.session,
    )  # fmt: skip
    assert (attempt.claims, attempt.failures, attempt.defers, attempt.epoch) == (1, 0, 0, 1)
    assert attempt.waited_s >= 0


def test_an_unknown_step_is_stale(conn: Tx) -> None:
    with pytest.raises(StaleAttempt):
        runs.claim(conn, "job_summary_of_nobody", 1)
    assert runs.beat(conn, "job_summary_of_nobody", 1) is False
