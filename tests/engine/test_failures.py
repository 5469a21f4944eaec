"""What becomes of attempts that do not succeed: retries, waits, verdicts of the arbiter."""

import pytest

from shared.dal import runs
from shared.dal.connect import Tx
from shared.dal.rows import value
from shared.errors import StaleAttempt
from shared.models.run import Ended, Outcome
from shared.models.words import FailureCode, Step
from tests.engine.scenes import ENTRY, IMAGE, Run, claim, finish, person, service_of, start, task_of
from tests.engine.world import (
    at_once,
    balance,
    expire_deadline,
    expire_lease,
    results,
    settles,
    status,
    task,
)

BROKEN, LOST = FailureCode.PROVIDER_ERROR, FailureCode.DELIVERY_FAILED


def test_the_arbiter_never_judges_a_living_attempt(conn: Tx, run: Run) -> None:
    claim(conn, run.task)
    with pytest.raises(StaleAttempt):
        runs.arbitrate(conn, run.task, 1, LOST)


def test_the_arbiter_judges_an_attempt_whose_lease_is_over(conn: Tx, run: Run) -> None:
    claim(conn, run.task)
    expire_lease(conn, run.task)
    assert runs.arbitrate(conn, run.task, 1, FailureCode.WORKER_DIED) is None
    assert (task(conn, run.task)["failures"], task(conn, run.task)["dispatch_no"]) == (1, 2)


def test_the_arbiter_never_judges_another_dispatch(conn: Tx, run: Run) -> None:
    runs.defer(conn, run.task, claim(conn, run.task).epoch, 0)
    for dispatch in (1, 3):
        with pytest.raises(StaleAttempt):
            runs.arbitrate(conn, run.task, dispatch, LOST)
    assert task(conn, run.task)["failures"] == 0


def test_the_arbiter_leaves_a_step_alone_whose_turn_has_not_come(conn: Tx, run: Run) -> None:
    following = task_of(run.service, run.session, Step.JOB_MATCH)
    with pytest.raises(StaleAttempt):
        runs.arbitrate(conn, following, 0, LOST)


def test_the_arbiter_retries_twice_then_gives_everything_back(conn: Tx, run: Run) -> None:
    assert balance(conn, run.user) == 6
    verdicts = [runs.arbitrate(conn, run.task, n, LOST) for n in (1, 2, 3)]
    assert verdicts == [None, None, Ended(session_id=run.session, epoch=0)]
    assert (status(conn, run.service), balance(conn, run.user)) == ("SUMMARY_FAILED", 8)
    assert settles(conn, run.session) == ["release", "release"]
    assert (results(conn, run.service)["job"], results(conn, run.service)["match"]) == (
        "FAILED", "FAILED",
    )  # fmt: skip
    assert value(conn, "SELECT failure_code FROM services") == "DELIVERY_FAILED"


def test_four_callbacks_at_once_count_once(conn: Tx, run: Run) -> None:
    calls = [lambda other: runs.arbitrate(other, run.task, 1, LOST) for _ in range(4)]
    verdicts = at_once(conn, *calls)
    assert sum(verdict is None for verdict in verdicts) == 1
    assert sum(isinstance(verdict, StaleAttempt) for verdict in verdicts) == 3


def test_a_retry_has_a_new_dispatch_a_letter_and_a_delay(conn: Tx, run: Run) -> None:
    epoch = claim(conn, run.task).epoch
    outcome = runs.fail_attempt(conn, run.task, epoch, BROKEN, retriable=True, delay_s=12)
    row = task(conn, run.task)
    assert outcome is Outcome.REQUEUED
    assert (row["status"], row["dispatch_no"], row["failures"]) == ("queued", 2, 1)
    assert row["error_code"] == "PROVIDER_ERROR"
    letters = conn.execute(
        "SELECT turn, not_before IS NULL AS now FROM outbox WHERE topic = 'task' ORDER BY turn"
    ).fetchall()
    assert letters == [{"turn": 1, "now": True}, {"turn": 2, "now": False}]


def test_the_third_failure_is_the_last(conn: Tx, run: Run) -> None:
    outcomes = []
    for dispatch in (1, 2, 3):
        epoch = claim(conn, run.task, dispatch).epoch
        outcomes.append(runs.fail_attempt(conn, run.task, epoch, BROKEN, retriable=True))
    assert outcomes == [Outcome.REQUEUED, Outcome.REQUEUED, Outcome.FAILED]
    assert balance(conn, run.user) == 8


def test_a_lasting_error_is_final_at_once(conn: Tx, run: Run) -> None:
    epoch = claim(conn, run.task).epoch
    code = FailureCode.JSON_PARSE_FAILED
    assert runs.fail_attempt(conn, run.task, epoch, code, retriable=False) is Outcome.FAILED
    assert value(conn, "SELECT failure_code FROM executions") == "JSON_PARSE_FAILED"


def test_waiting_is_free_until_the_deadline(conn: Tx, run: Run) -> None:
    for dispatch in range(1, 8):
        epoch = claim(conn, run.task, dispatch).epoch
        assert runs.defer(conn, run.task, epoch, 0) is Outcome.REQUEUED
    assert (task(conn, run.task)["failures"], task(conn, run.task)["defers"]) == (0, 7)
    expire_deadline(conn, run.session)
    epoch = claim(conn, run.task, 8).epoch
    assert runs.defer(conn, run.task, epoch, 0) is Outcome.FAILED
    assert balance(conn, run.user) == 8
    assert value(conn, "SELECT failure_code FROM executions") == "WAIT_TIMEOUT"


def test_a_missing_input_is_waited_for_a_bounded_time(conn: Tx, run: Run) -> None:
    epoch = claim(conn, run.task).epoch
    assert runs.defer(conn, run.task, epoch, 0, give_up_after_s=90) is Outcome.REQUEUED
    conn.execute(
        "UPDATE tasks SET queued_at = now() - interval '91 s' WHERE task_id = %s", (run.task,)
    )
    epoch = claim(conn, run.task, 2).epoch
    assert runs.defer(conn, run.task, epoch, 0, give_up_after_s=90) is Outcome.FAILED
    assert status(conn, run.service) == "SUMMARY_FAILED"


def test_an_error_that_passes_and_then_success_refunds_nothing(conn: Tx, run: Run) -> None:
    epoch = claim(conn, run.task).epoch
    runs.fail_attempt(conn, run.task, epoch, BROKEN, retriable=True)
    finish(conn, run.service, run.session, Step.JOB_SUMMARY, dispatch_no=2)
    finish(conn, run.service, run.session, Step.JOB_MATCH)
    assert balance(conn, run.user) == 6
    assert settles(conn, run.session) == ["capture", "capture"]


def test_there_is_no_retry_after_the_deadline(conn: Tx, run: Run) -> None:
    epoch = claim(conn, run.task).epoch
    expire_deadline(conn, run.session)
    assert runs.fail_attempt(conn, run.task, epoch, BROKEN, retriable=True) is Outcome.FAILED


def test_failure_in_the_last_step_gives_all_back_keeps_the_summary_and_the_match_costs_one(
    conn: Tx,
) -> None:
    user = person(conn, 8)
    service = service_of(conn, user)
    session = start(conn, user, service, *IMAGE).session_id
    finish(conn, service, session, Step.JOB_VISION)
    finish(conn, service, session, Step.JOB_SUMMARY)
    name = task_of(service, session, Step.JOB_MATCH)
    epoch = claim(conn, name).epoch
    runs.stage(conn, name, epoch)
    runs.fail_attempt(conn, name, epoch, FailureCode.JSON_PARSE_FAILED, retriable=False)
    assert settles(conn, session) == ["release"] * 3
    assert (balance(conn, user), status(conn, service)) == (8, "MATCH_FAILED")
    assert (results(conn, service)["job"], results(conn, service)["match"]) == (
        "COMPLETED", "FAILED",
    )  # fmt: skip
    again = start(conn, user, service, *ENTRY["retry_match"])
    assert again.session_id != session
    assert balance(conn, user) == 7
    finish(conn, service, again.session_id, Step.JOB_MATCH)
    assert settles(conn, again.session_id) == ["capture"]


def test_a_retry_works_twice_with_and_without_a_summary(conn: Tx) -> None:
    user = person(conn, 20)
    service = service_of(conn, user)
    for action in ("create_from_text", "retry_summary", "retry_summary"):
        session = start(conn, user, service, *ENTRY[action]).session_id
        name = task_of(service, session, Step.JOB_SUMMARY)
        runs.fail_attempt(conn, name, claim(conn, name).epoch, BROKEN, retriable=False)
        assert status(conn, service) == "SUMMARY_FAILED"
    session = start(conn, user, service, *ENTRY["retry_summary"]).session_id
    finish(conn, service, session, Step.JOB_SUMMARY)
    for _ in range(2):
        name = task_of(service, session, Step.JOB_MATCH)
        runs.fail_attempt(conn, name, claim(conn, name).epoch, BROKEN, retriable=False)
        assert status(conn, service) == "MATCH_FAILED"
        session = start(conn, user, service, *ENTRY["retry_match"]).session_id
    finish(conn, service, session, Step.JOB_MATCH)
    assert balance(conn, user) == 19
