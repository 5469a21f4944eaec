import json

import pytest

from api.get_task_status import handler
from shared.context import Context
from shared.models.words import Step
from tests.app import fail_step, finish_step, send
from tests.functions.api.scenes import Created, created
from tests.identity import SignIn

SAMPLE = "api/get_task_status"


def ask(sign_in: SignIn, task_id: str, task_type: str = "service", **headers: str) -> dict:
    query = {"taskId": task_id, "taskType": task_type}
    return send(handler, SAMPLE, headers={**sign_in.bearer("ann"), **headers}, query=query)


def test_it_says_the_state_its_time_and_in_three_words(ctx: Context, sign_in: SignIn) -> None:
    service = created(ctx, sign_in)
    body = json.loads(ask(sign_in, service["serviceId"])["body"])
    assert (body["status"], body["current_status"]) == ("PENDING", "SUMMARY_PENDING")
    assert body["execution_session_id"] == service["executionSessionId"]
    assert body["last_updated_at"]


def test_nothing_moved_is_a_304_and_every_move_is_a_200(ctx: Context, sign_in: SignIn) -> None:
    service = created(ctx, sign_in)
    ids = service["serviceId"], service["executionSessionId"]
    first = ask(sign_in, service["serviceId"])
    known = {"if-none-match": first["headers"]["etag"]}
    assert ask(sign_in, service["serviceId"], **known)["statusCode"] == 304

    finish_step(ctx, *ids, Step.JOB_SUMMARY)

    again = ask(sign_in, service["serviceId"], **known)
    assert (again["statusCode"], json.loads(again["body"])["current_status"]) == (
        200,
        "MATCH_PENDING",
    )


def test_a_failure_shows_its_code(ctx: Context, sign_in: SignIn) -> None:
    service = created(ctx, sign_in)
    ids = service["serviceId"], service["executionSessionId"]
    fail_step(ctx, *ids, Step.JOB_SUMMARY, "RATE_LIMITED")
    body = json.loads(ask(sign_in, service["serviceId"])["body"])
    assert (body["status"], body["failure_code"]) == ("FAILED", "RATE_LIMITED")
    assert body["debug"]["last_error_code"] == "RATE_LIMITED"


def test_looking_at_a_dead_worker_gets_the_run_going_again(ctx: Context, sign_in: SignIn) -> None:
    service: Created = created(ctx, sign_in)
    with ctx.db.connect() as conn:
        conn.execute(
            """
            UPDATE tasks SET status = 'running', epoch = 1, claims = 1,
                   lease_until = now() - interval '1 minute' WHERE status = 'queued'
            """
        )
    ask(sign_in, service["serviceId"])
    with ctx.db.connect() as conn:
        row = conn.execute("SELECT status, dispatch_no FROM tasks ORDER BY seq").fetchone()
    assert row == {"status": "queued", "dispatch_no": 2}


@pytest.mark.parametrize("task_type", ["resume", "detailed_resume"])
def test_a_service_is_no_asset(ctx: Context, sign_in: SignIn, task_type: str) -> None:
    service = created(ctx, sign_in)
    assert ask(sign_in, service["serviceId"], task_type)["statusCode"] == 404


def test_outside_the_laptop_there_is_no_debug(ctx: Context, sign_in: SignIn) -> None:
    service = created(ctx, sign_in)
    ctx.settings = ctx.settings.model_copy(update={"stage": "prod"})
    assert "debug" not in json.loads(ask(sign_in, service["serviceId"])["body"])
