"""The chain of a run and its main states."""

from uuid import UUID, uuid4

import psycopg
import pytest

from shared.dal import assets, runs
from shared.dal.connect import Tx
from shared.errors import StaleAttempt, WrongState
from shared.flow.plans import ASSET_FROM_SCAN
from shared.models.words import FailureCode, Step, SubjectKind
from tests.engine.scenes import (
    ENTRY,
    IMAGE,
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
from tests.engine.world import balance, progress, results, settles, task

ILLEGAL = psycopg.errors.IntegrityConstraintViolation


def walked(conn: Tx, subject_id: UUID) -> list[str]:
    rows = conn.execute(
        "SELECT to_status FROM status_events WHERE subject_id = %s ORDER BY version", (subject_id,)
    )
    return [row["to_status"] for row in rows]


def test_a_screenshot_walks_every_state_in_order_and_is_captured_once(conn: Tx) -> None:
    user = person(conn, 8)
    service = service_of(conn, user)
    session = start(conn, user, service, *IMAGE).session_id
    assert balance(conn, user) == 5
    attempts = [finish(conn, service, session, step) for step in IMAGE]
    assert [attempt.epoch for attempt in attempts] == [1, 2, 3]
    assert walked(conn, service.id) == [
        "OCR_PENDING", "OCR_COMPLETED", "SUMMARY_PENDING", "SUMMARY_COMPLETED",
        "MATCH_PENDING", "MATCH_STREAMING", "MATCH_COMPLETED",
    ]  # fmt: skip
    assert settles(conn, session) == ["capture"] * 3
    assert (results(conn, service)["job"], results(conn, service)["match"]) == ("COMPLETED",) * 2
    assert progress(conn, service) == ("CUSTOMIZE", "MATCH_COMPLETED")


def test_a_service_goes_all_the_way_to_the_interview_and_its_step_never_goes_back(conn: Tx) -> None:
    user = person(conn, 8)
    service = service_of(conn, user)
    for steps in (TEXT, ENTRY["customize"], ENTRY["prepare_interview"]):
        session = start(conn, user, service, *steps).session_id
        for step in steps:
            finish(conn, service, session, step)
    assert progress(conn, service) == ("COMPLETED", "INTERVIEW_COMPLETED")
    assert balance(conn, user) == 2
    again = start(conn, user, service, *ENTRY["customize"]).session_id
    assert results(conn, service)["customized"] == "PENDING"
    finish(conn, service, again, Step.RESUME_CUSTOMIZE)
    assert progress(conn, service) == ("COMPLETED", "CUSTOMIZE_COMPLETED")


def test_a_run_out_of_order_is_refused_without_a_debit(conn: Tx) -> None:
    user = person(conn)
    service = service_of(conn, user)
    for action in ("customize", "prepare_interview", "retry_match"):
        with pytest.raises(WrongState):
            start(conn, user, service, *ENTRY[action])
    assert balance(conn, user) == 8


def test_only_the_first_step_is_in_the_queue(conn: Tx, run: Run) -> None:
    rows = conn.execute(
        "SELECT ref FROM outbox WHERE session_id = %s AND topic = 'task'", (run.session,)
    )
    assert [row["ref"] for row in rows] == [run.task]
    with pytest.raises(StaleAttempt):
        runs.claim(conn, task_of(run.service, run.session, Step.JOB_MATCH), 1)


def test_the_database_refuses_a_second_step_in_the_queue(conn: Tx, run: Run) -> None:
    following = task_of(run.service, run.session, Step.JOB_MATCH)
    with pytest.raises(psycopg.errors.UniqueViolation, match="one_active_step"):
        conn.execute("UPDATE tasks SET status = 'queued' WHERE task_id = %s", (following,))


def test_the_database_refuses_a_second_live_run(conn: Tx, run: Run) -> None:
    with pytest.raises(psycopg.errors.UniqueViolation, match="one_live_execution"):
        conn.execute(
            """
            INSERT INTO executions (session_id, user_id, service_id, tier, locale, deadline_at)
            VALUES (%s, %s, %s, 'free', 'zh', now())
            """,
            (uuid4(), run.user, run.service.id),
        )


def test_the_database_refuses_illegal_moves(conn: Tx, run: Run) -> None:
    for word in ("MATCH_STREAMING", "MATCH_COMPLETED", "IDLE", "CUSTOMIZE_PENDING"):
        with pytest.raises(ILLEGAL, match="illegal transition"):
            conn.execute(
                "UPDATE services SET current_status = %s WHERE id = %s", (word, run.service.id)
            )
    with pytest.raises(ILLEGAL, match="illegal transition"):
        conn.execute(
            """
            UPDATE services SET execution_session_id = %s, current_status = 'MATCH_PENDING'
             WHERE id = %s
            """,
            (uuid4(), run.service.id),
        )


def test_a_move_within_a_run_is_no_way_into_a_new_one(conn: Tx, run: Run) -> None:
    with pytest.raises(ILLEGAL, match="illegal transition"):
        conn.execute(
            """
            UPDATE services SET execution_session_id = %s, current_status = 'SUMMARY_COMPLETED'
             WHERE id = %s
            """,
            (uuid4(), run.service.id),
        )


def test_a_failed_state_without_a_code_is_refused_and_a_code_without_failure_too(
    conn: Tx, run: Run
) -> None:
    with pytest.raises(psycopg.errors.CheckViolation, match="service_failed_has_code"):
        conn.execute(
            "UPDATE services SET current_status = 'SUMMARY_FAILED' WHERE id = %s",
            (run.service.id,),
        )
    with pytest.raises(psycopg.errors.CheckViolation, match="service_failed_has_code"):
        conn.execute(
            "UPDATE services SET failure_code = 'OCR_EMPTY' WHERE id = %s", (run.service.id,)
        )


def test_nothing_happens_in_a_run_that_is_over_even_if_a_step_was_left_open(
    conn: Tx, run: Run
) -> None:
    attempt = claim(conn, run.task)
    conn.execute(
        "UPDATE executions SET status = 'failed', ended_at = now() WHERE session_id = %s",
        (run.session,),
    )
    for call in (
        lambda: runs.succeed(conn, run.task, attempt.epoch, result_by(attempt)),
        lambda: runs.fail_attempt(
            conn, run.task, attempt.epoch, FailureCode.PROVIDER_ERROR, retriable=False
        ),
        lambda: runs.claim(conn, run.task, 1),
        lambda: runs.arbitrate(conn, run.task, 1, FailureCode.DELIVERY_FAILED),
    ):
        with pytest.raises(StaleAttempt):
            call()
    conn.execute(
        "UPDATE executions SET status = 'running', ended_at = NULL WHERE session_id = %s",
        (run.session,),
    )


def test_nothing_happens_in_a_run_its_subject_has_left(conn: Tx, run: Run) -> None:
    attempt = claim(conn, run.task)
    with conn.transaction(force_rollback=True):
        conn.execute("ALTER TABLE services DISABLE TRIGGER guard_state")
        conn.execute("UPDATE services SET execution_session_id = %s", (uuid4(),))
        with pytest.raises(StaleAttempt):
            runs.succeed(conn, run.task, attempt.epoch, result_by(attempt))
        with pytest.raises(StaleAttempt):
            runs.arbitrate(conn, run.task, 1, FailureCode.DELIVERY_FAILED)


def test_a_success_tells_its_moves_and_whether_the_run_is_over(conn: Tx, run: Run) -> None:
    first = claim(conn, run.task)
    advanced = runs.succeed(conn, run.task, first.epoch, result_by(first))
    assert [move.status for move in advanced.moves] == ["SUMMARY_COMPLETED", "MATCH_PENDING"]
    assert [move.version for move in advanced.moves] == [2, 3]
    assert not advanced.run_over
    last = claim(conn, task_of(run.service, run.session, Step.JOB_MATCH))
    advanced = runs.succeed(conn, last.task_id, last.epoch, result_by(last))
    assert [move.status for move in advanced.moves] == ["MATCH_COMPLETED"]
    assert advanced.run_over


def test_a_lost_stream_goes_back_to_pending(conn: Tx, run: Run) -> None:
    finish(conn, run.service, run.session, Step.JOB_SUMMARY)
    name = task_of(run.service, run.session, Step.JOB_MATCH)
    epoch = claim(conn, name).epoch
    (move,) = runs.stage(conn, name, epoch)
    assert move.status == "MATCH_STREAMING"
    assert runs.stage(conn, name, epoch) == ()
    runs.fail_attempt(conn, name, epoch, FailureCode.PROVIDER_ERROR, retriable=True)
    assert progress(conn, run.service)[1] == "MATCH_PENDING"


def test_a_step_that_is_not_watched_has_no_streaming_state(conn: Tx, run: Run) -> None:
    assert runs.stage(conn, run.task, claim(conn, run.task).epoch) == ()


def test_reading_an_image_fills_the_job_and_only_the_summary_completes_it(conn: Tx) -> None:
    user = person(conn)
    service = service_of(conn, user)
    session = start(conn, user, service, *IMAGE).session_id
    finish(conn, service, session, Step.JOB_VISION)
    job = conn.execute("SELECT * FROM jobs WHERE service_id = %s", (service.id,)).fetchone()
    assert job is not None
    assert (job["original_text"], job["status"]) == (b"\x00\x01\x02", "PENDING")


@pytest.mark.parametrize(
    ("kind", "table"),
    [(SubjectKind.RESUME, "resumes"), (SubjectKind.DETAILED_RESUME, "detailed_resumes")],
)
def test_reading_a_scan_fills_the_asset_and_moves_nothing(
    conn: Tx, kind: SubjectKind, table: str
) -> None:
    user = person(conn)
    asset = assets.upsert(conn, kind, user, file_name="cv.pdf", object_key="1", text=None)
    steps = ASSET_FROM_SCAN[kind]
    session = start(conn, user, asset, *steps).session_id
    attempt = claim(conn, task_of(asset, session, steps[0]))
    advanced = runs.succeed(conn, attempt.task_id, attempt.epoch, result_by(attempt))
    assert (advanced.moves, advanced.run_over) == ((), False)
    query = f"SELECT original_text, text_version, status FROM {table} WHERE user_id = %s"  # noqa: S608
    row = conn.execute(query, (user,)).fetchone()  # type: ignore[arg-type]
    assert row is not None
    assert tuple(row.values()) == (b"\x00\x01\x02", 1, "PENDING")
    finish(conn, asset, session, steps[1])
    row = conn.execute(query, (user,)).fetchone()  # type: ignore[arg-type]
    assert row is not None
    assert row["status"] == "COMPLETED"


def test_a_result_without_its_row_is_an_error_and_not_a_silent_success(conn: Tx, run: Run) -> None:
    attempt = claim(conn, run.task)
    conn.execute("DELETE FROM jobs WHERE service_id = %s", (run.service.id,))
    with pytest.raises(psycopg.errors.RaiseException, match="has no result row"):
        runs.succeed(conn, run.task, attempt.epoch, result_by(attempt))
    assert task(conn, run.task)["status"] == "running"


def test_a_new_tailored_resume_replaces_the_edit_of_the_one_before(conn: Tx) -> None:
    user = person(conn, 20)
    service = service_of(conn, user)
    for steps in (TEXT, ENTRY["customize"]):
        session = start(conn, user, service, *steps).session_id
        for step in steps:
            finish(conn, service, session, step)
    conn.execute("UPDATE customized_resumes SET markdown_content = 'my edit'")
    again = start(conn, user, service, *ENTRY["customize"]).session_id
    finish(conn, service, again, Step.RESUME_CUSTOMIZE)
    row = conn.execute("SELECT markdown_text, markdown_content FROM customized_resumes").fetchone()
    assert row == {"markdown_text": "# me", "markdown_content": None}
