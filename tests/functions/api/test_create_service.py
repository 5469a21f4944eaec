import json

import pytest

from api.create_service import handler
from shared.context import Context
from shared.models.words import Step
from tests.app import JOB, balance, call, fail_step, finish_step, give_resume, person
from tests.identity import SignIn
from tests.queue.support import FakeQueue

SAMPLE = "api/create_service"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def ann(ctx: Context, sign_in: SignIn) -> dict[str, str]:
    """Ann has eight coins and a resume; these are her headers."""
    person(ctx, "ann")
    give_resume(ctx, "ann")
    return sign_in.bearer("ann")


def test_takes_two_coins_and_sends_the_first_step(
    ctx: Context, ann: dict[str, str], queue: FakeQueue
) -> None:
    status, body = call(handler, SAMPLE, headers=ann)

    assert (status, body["status"], body["isFree"]) == (202, "SUMMARY_PENDING", False)
    assert balance(ctx, "ann") == 6
    message = queue.requests[0].body
    assert message["taskTemplateId"] == "job_summary"
    assert message["executionSessionId"] == body["executionSessionId"]


def test_the_message_holds_ids_and_no_text(
    ctx: Context, ann: dict[str, str], queue: FakeQueue
) -> None:
    call(handler, SAMPLE, headers=ann)
    assert all(JOB[:20] not in json.dumps(request.body) for request in queue.requests)


def test_the_job_is_stored_as_ciphertext(ctx: Context, ann: dict[str, str]) -> None:
    call(handler, SAMPLE, headers=ann)
    with ctx.db.connect() as conn:
        row = conn.execute("SELECT original_text FROM jobs").fetchone()
    assert row is not None
    assert b"PostgreSQL" not in row["original_text"]


def test_asked_twice_there_is_one_service_one_debit_and_one_answer(
    ctx: Context, ann: dict[str, str]
) -> None:
    headers = {**ann, "idempotency-key": "k1"}
    first = call(handler, SAMPLE, headers=headers)
    second = call(handler, SAMPLE, headers=headers)
    ctx.redis.execute(["FLUSHALL"])  # without the shortcut the database says the same
    third = call(handler, SAMPLE, headers=headers)

    assert first == second == third
    assert balance(ctx, "ann") == 6


def test_a_double_click_without_a_key_is_one_service(ctx: Context, ann: dict[str, str]) -> None:
    first = call(handler, SAMPLE, headers=ann)
    ctx.redis.execute(["FLUSHALL"])
    assert call(handler, SAMPLE, headers=ann) == first
    assert balance(ctx, "ann") == 6


def test_the_same_key_with_another_job_is_refused(ctx: Context, ann: dict[str, str]) -> None:
    headers = {**ann, "idempotency-key": "k1"}
    call(handler, SAMPLE, headers=headers)
    other = {"jobText": JOB + " And Kafka.", "locale": "en"}

    status, body = call(handler, SAMPLE, headers=headers, body=other)

    assert (status, body["error"]) == (409, "idempotency_conflict")
    assert balance(ctx, "ann") == 6


def test_without_enough_coins_the_whole_run_is_free(ctx: Context, sign_in: SignIn) -> None:
    person(ctx, "bob", coins=1)
    give_resume(ctx, "bob")

    status, body = call(handler, SAMPLE, headers=sign_in.bearer("bob"))

    assert (status, body["isFree"], balance(ctx, "bob")) == (202, True, 1)


def test_without_a_resume_nothing_starts(ctx: Context, sign_in: SignIn) -> None:
    person(ctx, "bob")
    status, body = call(handler, SAMPLE, headers=sign_in.bearer("bob"))
    assert (status, body["error"], balance(ctx, "bob")) == (409, "resume_not_ready", 8)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"locale": "en"}, "job_input_missing"),
        ({"jobText": "   \n ", "locale": "en"}, "job_input_missing"),
        ({"jobText": "too short", "locale": "en"}, "job_text_too_short"),
        ({"jobText": "x" * 12_001, "locale": "en"}, "job_text_too_long"),
        ({"jobText": JOB, "imageKey": "uploads/ann/job_image/1"}, "job_input_ambiguous"),
        ({"jobText": JOB, "locale": "fr"}, "invalid_request"),
        ({"jobText": JOB, "coins": 99}, "invalid_request"),
    ],
)
def test_a_wrong_job_is_named_and_moves_nothing(
    ctx: Context, ann: dict[str, str], body: dict[str, str], code: str, queue: FakeQueue
) -> None:
    status, answer = call(handler, SAMPLE, headers=ann, body=body)
    assert (status, answer["error"], balance(ctx, "ann")) == (422, code, 8)
    assert queue.requests == []


def test_the_longest_job_is_accepted(ctx: Context, ann: dict[str, str]) -> None:
    body = {"jobText": ("x" * 99 + " ") * 120, "locale": "en"}
    assert call(handler, SAMPLE, headers=ann, body=body)[0] == 202


def test_a_picture_costs_three_and_begins_with_reading_it(
    ctx: Context, ann: dict[str, str], png: bytes
) -> None:
    ctx.objects.put("uploads/ann/job_image/1", png, "image/png")
    body = {"imageKey": "uploads/ann/job_image/1", "locale": "en"}

    status, answer = call(handler, SAMPLE, headers=ann, body=body)

    assert (status, answer["status"], balance(ctx, "ann")) == (202, "OCR_PENDING", 5)


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"%PDF-1.7", "image_wrong_type"), (PNG + b"rubbish", "image_damaged")],
)
def test_what_is_no_picture_is_refused(
    ctx: Context, ann: dict[str, str], data: bytes, code: str
) -> None:
    ctx.objects.put("uploads/ann/job_image/1", data, "image/png")
    body = {"imageKey": "uploads/ann/job_image/1"}

    status, answer = call(handler, SAMPLE, headers=ann, body=body)

    assert (status, answer["error"], balance(ctx, "ann")) == (422, code, 8)


def test_the_upload_of_someone_else_is_not_found(
    ctx: Context, ann: dict[str, str], png: bytes
) -> None:
    ctx.objects.put("uploads/bob/job_image/1", png, "image/png")
    body = {"imageKey": "uploads/bob/job_image/1"}
    assert call(handler, SAMPLE, headers=ann, body=body)[0] == 404


def test_a_fourth_running_service_is_refused(ctx: Context, ann: dict[str, str]) -> None:
    for number in range(3):
        body = {"jobText": f"{JOB} {number}", "locale": "en"}
        assert call(handler, SAMPLE, headers=ann, body=body)[0] == 202

    status, answer = call(handler, SAMPLE, headers=ann, body={"jobText": f"{JOB} 4"})

    assert (status, answer["error"], balance(ctx, "ann")) == (429, "too_many_runs", 2)


def test_the_database_counts_running_services_when_redis_forgot_them(
    ctx: Context, ann: dict[str, str]
) -> None:
    for number in range(3):
        call(handler, SAMPLE, headers=ann, body={"jobText": f"{JOB} {number}"})
    ctx.redis.execute(["FLUSHALL"])
    assert call(handler, SAMPLE, headers=ann, body={"jobText": f"{JOB} 4"})[0] == 429


def test_a_full_queue_refuses_with_a_time_to_come_back(
    ctx: Context, ann: dict[str, str], sign_in: SignIn
) -> None:
    far = 32_503_680_000_000
    for number in range(100):
        ctx.redis.execute(["ZADD", "gauge:q_paid_stream", far, f"run-{number}"])

    status, answer = call(handler, SAMPLE, headers=ann)

    assert (status, answer["error"], balance(ctx, "ann")) == (503, "service_busy", 8)
    assert ctx.redis.execute(["ZCARD", "gauge:q_paid_batch"]) == 0


def test_a_failed_run_gives_all_coins_back(ctx: Context, ann: dict[str, str]) -> None:
    _, body = call(handler, SAMPLE, headers=ann)
    ids = body["serviceId"], body["executionSessionId"]
    finish_step(ctx, *ids, Step.JOB_SUMMARY)
    fail_step(ctx, *ids, Step.JOB_MATCH, "PROVIDER_ERROR")
    assert balance(ctx, "ann") == 8


def test_a_queue_that_is_away_delays_and_loses_nothing(
    ctx: Context, ann: dict[str, str], queue: FakeQueue
) -> None:
    queue.status = 500
    status, _ = call(handler, SAMPLE, headers=ann)
    assert (status, balance(ctx, "ann")) == (202, 6)
    with ctx.db.connect() as conn:
        waiting = conn.execute("SELECT topic FROM outbox WHERE sent_at IS NULL").fetchall()
    assert {row["topic"] for row in waiting} == {"task", "watch"}


@pytest.mark.parametrize("seconds", [-120])
def test_an_expired_token_is_refused(ctx: Context, sign_in: SignIn, seconds: int) -> None:
    status, body = call(handler, SAMPLE, headers=sign_in.bearer("ann", seconds))
    assert (status, body["error"]) == (401, "not_signed_in")


def test_no_token_is_refused(ctx: Context) -> None:
    assert call(handler, SAMPLE)[0] == 401
