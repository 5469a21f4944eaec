from api.prepare_interview import handler
from shared.context import Context
from shared.models.words import Step
from tests.app import balance, call, fail_step
from tests.functions.api.scenes import Created, customized, matched
from tests.identity import SignIn

SAMPLE = "api/prepare_interview"


def prepare(
    sign_in: SignIn, service: Created, user: str = "ann", **headers: str
) -> tuple[int, dict]:
    path = {"service_id": service["serviceId"]}
    return call(handler, SAMPLE, headers={**sign_in.bearer(user), **headers}, path=path)


def test_it_takes_two_coins_and_is_streamed(ctx: Context, sign_in: SignIn) -> None:
    status, body = prepare(sign_in, customized(ctx, sign_in))
    assert (status, body["status"], body["stream"]) == (202, "INTERVIEW_PENDING", True)
    assert balance(ctx, "ann") == 2


def test_without_coins_it_is_free(ctx: Context, sign_in: SignIn) -> None:
    status, body = prepare(sign_in, customized(ctx, sign_in, coins=4))
    assert (status, body["isFree"], balance(ctx, "ann")) == (202, True, 0)


def test_before_the_tailored_resume_it_is_refused(ctx: Context, sign_in: SignIn) -> None:
    status, body = prepare(sign_in, matched(ctx, sign_in))
    assert (status, body["error"], balance(ctx, "ann")) == (409, "wrong_state", 6)


def test_asked_twice_with_one_key_there_is_one_run(ctx: Context, sign_in: SignIn) -> None:
    service = customized(ctx, sign_in)
    headers = {"idempotency-key": "once"}
    assert prepare(sign_in, service, **headers) == prepare(sign_in, service, **headers)
    assert balance(ctx, "ann") == 2


def test_a_failure_gives_both_coins_back(ctx: Context, sign_in: SignIn) -> None:
    service = customized(ctx, sign_in)
    _, run = prepare(sign_in, service)
    fail_step(
        ctx, service["serviceId"], run["executionSessionId"], Step.INTERVIEW_PREP, "RATE_LIMITED"
    )
    assert balance(ctx, "ann") == 4


def test_the_service_of_someone_else_is_not_found(ctx: Context, sign_in: SignIn) -> None:
    assert prepare(sign_in, customized(ctx, sign_in), user="eve")[0] == 404
