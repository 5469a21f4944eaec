"""Starting a run, starting it again, and ending it from outside."""

import uuid
from typing import Any

import pytest

from shared.dal import runs
from shared.dal.connect import Tx
from shared.dal.rows import value
from shared.errors import (
    IdempotencyConflict,
    NotFound,
    NothingRuns,
    RunBusy,
    StaleAttempt,
    TooManyRuns,
    TooManySupersedes,
)
from shared.models.run import Ended, Started, Subject
from shared.models.words import Step, SubjectKind, Tier
from tests.engine.scenes import (
    TEXT,
    Run,
    claim,
    finish,
    person,
    result_by,
    resume_of,
    service_of,
    start,
    task_of,
)
from tests.engine.world import at_once, balance, settles, status


def test_twenty_double_clicks_are_one_run(conn: Tx) -> None:
    user = person(conn)

    def click(other: Tx) -> Started:
        subject = service_of(other, user, "click")
        return start(other, user, subject, *TEXT, idem_key="click", request_hash="h")

    outcomes = at_once(conn, *[click] * 20)
    assert len({started.session_id for started in outcomes}) == 1
    assert sum(not started.existing for started in outcomes) == 1
    assert balance(conn, user) == 6


def test_the_same_key_with_another_body_is_refused_without_effect(conn: Tx) -> None:
    user = person(conn)
    subject = service_of(conn, user, "click")
    first = start(conn, user, subject, *TEXT, idem_key="click", request_hash="h")
    with pytest.raises(IdempotencyConflict):
        start(conn, user, subject, *TEXT, idem_key="click", request_hash="other")
    again = start(conn, user, subject, *TEXT, idem_key="click", request_hash="h")
    assert (again.existing, again.session_id, again.tier) == (True, first.session_id, Tier.PAID)
    assert balance(conn, user) == 6


def test_the_key_of_a_run_that_is_over_still_names_it(conn: Tx) -> None:
    user = person(conn)
    subject = service_of(conn, user, "click")
    first = start(conn, user, subject, *TEXT, idem_key="click")
    runs.cancel_run(conn, subject, user)
    assert start(conn, user, subject, *TEXT, idem_key="click").session_id == first.session_id


def test_a_busy_service_refuses_a_second_run(conn: Tx, run: Run) -> None:
    with pytest.raises(RunBusy):
        start(conn, run.user, run.service, *TEXT)
    assert balance(conn, run.user) == 6


def test_two_starts_at_once_on_one_service_are_one_run(conn: Tx) -> None:
    user = person(conn)
    subject = service_of(conn, user)
    calls = [lambda other: start(other, user, subject, *TEXT) for _ in range(6)]
    names = sorted(type(outcome).__name__ for outcome in at_once(conn, *calls))
    assert names == ["RunBusy"] * 5 + ["Started"]


def test_three_running_services_are_the_most(conn: Tx) -> None:
    user = person(conn, 100)
    subjects = [service_of(conn, user) for _ in range(8)]
    outcomes = at_once(conn, *[lambda other, s=s: start(other, user, s, *TEXT) for s in subjects])
    assert sum(isinstance(outcome, Started) for outcome in outcomes) == 3
    assert sum(isinstance(outcome, TooManyRuns) for outcome in outcomes) == 5
    assert balance(conn, user) == 94


def test_an_upload_does_not_count_as_a_running_service(conn: Tx) -> None:
    user = person(conn, 100)
    for _ in range(3):
        start(conn, user, service_of(conn, user), *TEXT)
    assert start(conn, user, resume_of(conn, user), Step.RESUME_SUMMARY).tier is Tier.PAID


def test_somebody_elses_service_is_not_found(conn: Tx, run: Run) -> None:
    stranger = person(conn)
    with pytest.raises(NotFound):
        start(conn, stranger, run.service, *TEXT)
    with pytest.raises(NotFound):
        runs.cancel_run(conn, run.service, stranger)
    nowhere = Subject(kind=SubjectKind.SERVICE, id=uuid.uuid4())
    with pytest.raises(NotFound):
        start(conn, run.user, nowhere, *TEXT)
    assert status(conn, run.service) == "SUMMARY_PENDING"


def test_a_new_upload_takes_the_place_of_the_run_before_and_of_its_coin(conn: Tx) -> None:
    user = person(conn, 1)
    resume = resume_of(conn, user)
    old = start(conn, user, resume, Step.RESUME_SUMMARY, supersede=True)
    attempt = claim(conn, task_of(resume, old.session_id, Step.RESUME_SUMMARY))
    new = start(conn, user, resume, Step.RESUME_SUMMARY, supersede=True)
    assert new.tier is Tier.PAID
    assert new.superseded == Ended(session_id=old.session_id, epoch=attempt.epoch)
    assert settles(conn, old.session_id) == ["release"]
    with pytest.raises(StaleAttempt):
        runs.succeed(conn, attempt.task_id, attempt.epoch, result_by(attempt))
    assert runs.beat(conn, attempt.task_id, attempt.epoch) is False
    finish(conn, resume, new.session_id, Step.RESUME_SUMMARY)
    assert (status(conn, resume), balance(conn, user)) == ("COMPLETED", 0)


def test_five_replaced_uploads_an_hour_are_the_most(conn: Tx) -> None:
    user = person(conn, 3)
    resume = resume_of(conn, user)
    for _ in range(6):
        start(conn, user, resume, Step.RESUME_SUMMARY, supersede=True)
    with pytest.raises(TooManySupersedes):
        start(conn, user, resume, Step.RESUME_SUMMARY, supersede=True)
    assert balance(conn, user) == 2
    conn.execute(
        "UPDATE executions SET ended_at = ended_at - interval '61 min' WHERE status = 'superseded'"
    )
    start(conn, user, resume, Step.RESUME_SUMMARY, supersede=True)


def test_a_refused_start_takes_the_rows_of_its_transaction_with_it(conn: Tx, run: Run) -> None:
    def refused() -> None:
        with conn.transaction():
            conn.execute(
                "UPDATE jobs SET original_image = 'new' WHERE service_id = %s", (run.service.id,)
            )
            start(conn, run.user, run.service, *TEXT)

    with pytest.raises(RunBusy):
        refused()
    assert value(conn, "SELECT original_image FROM jobs") is None


def test_success_and_cancel_at_the_same_moment_move_the_coins_once(conn: Tx) -> None:
    for _ in range(10):
        user = person(conn, 2)
        service = service_of(conn, user)
        session = start(conn, user, service, *TEXT).session_id
        finish(conn, service, session, Step.JOB_SUMMARY)
        attempt = claim(conn, task_of(service, session, Step.JOB_MATCH))

        def succeed(other: Tx, a: Any = attempt) -> Any:
            return runs.succeed(other, a.task_id, a.epoch, result_by(a))

        def cancel(other: Tx, s: Subject = service, u: str = user) -> Any:
            return runs.cancel_run(other, s, u)

        at_once(conn, succeed, cancel)
        outcome = (status(conn, service), balance(conn, user), tuple(settles(conn, session)))
        assert outcome in [
            ("MATCH_COMPLETED", 0, ("capture",) * 2), ("MATCH_FAILED", 2, ("release",) * 2),
        ]  # fmt: skip


def test_a_run_that_is_over_cannot_end_again(conn: Tx, run: Run) -> None:
    assert runs.cancel_run(conn, run.service, run.user) == Ended(session_id=run.session, epoch=0)
    for word in ("succeeded", "failed", "cancelled"):
        assert value(conn, "SELECT engine.end_run(%s, %s, NULL)", (run.session, word)) is False
    with pytest.raises(NothingRuns):
        runs.cancel_run(conn, run.service, run.user)
    assert settles(conn, run.session) == ["release", "release"]


def test_a_cancelled_attempt_can_write_nothing_and_its_code_is_kept(conn: Tx, run: Run) -> None:
    attempt = claim(conn, run.task)
    assert runs.cancel_run(conn, run.service, run.user).epoch == attempt.epoch
    with pytest.raises(StaleAttempt):
        runs.succeed(conn, run.task, attempt.epoch, result_by(attempt))
    row = conn.execute("SELECT current_status, failure_code FROM services").fetchone()
    assert row == {"current_status": "SUMMARY_FAILED", "failure_code": "USER_CANCELLED"}


def test_a_service_that_never_ran_has_nothing_to_cancel(conn: Tx) -> None:
    user = person(conn)
    with pytest.raises(NothingRuns):
        runs.cancel_run(conn, service_of(conn, user), user)
