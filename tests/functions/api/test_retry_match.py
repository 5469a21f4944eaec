import pytest

from api.retry_match import handler
from shared.context import Context
from shared.models.words import Step
from tests.app import balance, call, fail_step, finish_step
from tests.functions.api.scenes import Created, created, matched
from tests.identity import SignIn
from tests.queue.support import FakeQueue

SAMPLE = "api/retry_match"


def failed(ctx: Context, sign_in: SignIn, step: Step) -> Created:
    body = created(ctx, sign_in)
    ids = body["serviceId"], body["executionSessionId"]
    if step is Step.JOB_MATCH:
        finish_step(ctx, *ids, Step.JOB_SUMMARY)
    fail_step(ctx, *ids, step, "PROVIDER_ERROR")
    return body


def retry(sign_in: SignIn, service: Created, user: str = "ann", **headers: str) -> tuple[int, dict]:
    path = {"service_id": service["serviceId"]}
    return call(handler, SAMPLE, headers={**sign_in.bearer(user), **headers}, path=path)


@pytest.mark.parametrize(
    ("step", "state", "left"),
    [(Step.JOB_MATCH, "MATCH_PENDING", 7), (Step.JOB_SUMMARY, "SUMMARY_PENDING", 6)],
)
def test_only_the_steps_still_missing_run_and_cost(
    ctx: Context, sign_in: SignIn, step: Step, state: str, left: int, queue: FakeQueue
) -> None:
    service = failed(ctx, sign_in, step)

    status, body = retry(sign_in, service)

    assert (status, body["status"], balance(ctx, "ann")) == (202, state, left)
    assert body["executionSessionId"] != service["executionSessionId"]
    sent = [r.body for r in queue.requests if "taskTemplateId" in r.body]
    assert sent[-1]["executionSessionId"] == body["executionSessionId"]


@pytest.mark.parametrize("step", [Step.JOB_MATCH, Step.JOB_SUMMARY])
def test_it_can_be_tried_again_and_again(ctx: Context, sign_in: SignIn, step: Step) -> None:
    service = failed(ctx, sign_in, step)
    sessions = {service["executionSessionId"]}
    for _ in range(2):
        status, body = retry(sign_in, service)
        assert status == 202
        sessions.add(body["executionSessionId"])
        fail_step(ctx, service["serviceId"], body["executionSessionId"], step, "RATE_LIMITED")
    assert len(sessions) == 3
    assert balance(ctx, "ann") == 8


def test_asked_twice_with_one_key_there_is_one_run(ctx: Context, sign_in: SignIn) -> None:
    service = failed(ctx, sign_in, Step.JOB_MATCH)
    headers = {"idempotency-key": "again"}
    first, second = (retry(sign_in, service, **headers) for _ in range(2))
    assert (first, balance(ctx, "ann")) == (second, 7)


def test_a_completed_match_is_not_retried(ctx: Context, sign_in: SignIn) -> None:
    status, body = retry(sign_in, matched(ctx, sign_in))
    assert (status, body["error"], balance(ctx, "ann")) == (409, "wrong_state", 6)


def test_a_running_match_is_not_retried(ctx: Context, sign_in: SignIn) -> None:
    status, body = retry(sign_in, created(ctx, sign_in))
    assert (status, body["error"], balance(ctx, "ann")) == (409, "run_busy", 6)


def test_the_service_of_someone_else_is_not_found(ctx: Context, sign_in: SignIn) -> None:
    assert retry(sign_in, failed(ctx, sign_in, Step.JOB_MATCH), user="eve")[0] == 404
