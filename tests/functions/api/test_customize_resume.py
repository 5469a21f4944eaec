from api.customize_resume import handler
from shared.context import Context
from shared.models.words import Step
from tests.app import balance, call, fail_step, finish_step
from tests.functions.api.scenes import Created, created, matched
from tests.identity import SignIn

SAMPLE = "api/customize_resume"


def customize(
    sign_in: SignIn, service: Created, user: str = "ann", **headers: str
) -> tuple[int, dict]:
    path = {"service_id": service["serviceId"]}
    return call(handler, SAMPLE, headers={**sign_in.bearer(user), **headers}, path=path)


def test_it_takes_two_coins_and_cannot_be_streamed(ctx: Context, sign_in: SignIn) -> None:
    status, body = customize(sign_in, matched(ctx, sign_in))

    assert (status, body["status"], body["taskType"]) == (202, "CUSTOMIZE_PENDING", "customize")
    assert (body["stream"], balance(ctx, "ann")) == (False, 4)


def test_asked_twice_with_one_key_there_is_one_run(ctx: Context, sign_in: SignIn) -> None:
    service = matched(ctx, sign_in)
    headers = {"idempotency-key": "once"}
    assert customize(sign_in, service, **headers) == customize(sign_in, service, **headers)
    assert balance(ctx, "ann") == 4


def test_a_second_click_while_it_runs_is_refused(ctx: Context, sign_in: SignIn) -> None:
    service = matched(ctx, sign_in)
    customize(sign_in, service)
    status, body = customize(sign_in, service)
    assert (status, body["error"], balance(ctx, "ann")) == (409, "run_busy", 4)


def test_before_the_match_it_is_refused(ctx: Context, sign_in: SignIn) -> None:
    status, body = customize(sign_in, created(ctx, sign_in))
    assert (status, balance(ctx, "ann")) == (409, 6)
    assert body["error"] in {"run_busy", "wrong_state"}


def test_a_failure_gives_both_coins_back(ctx: Context, sign_in: SignIn) -> None:
    service = matched(ctx, sign_in)
    _, run = customize(sign_in, service)
    fail_step(
        ctx,
        service["serviceId"],
        run["executionSessionId"],
        Step.RESUME_CUSTOMIZE,
        "PROVIDER_ERROR",
    )
    assert balance(ctx, "ann") == 6


def test_it_can_be_made_anew(ctx: Context, sign_in: SignIn) -> None:
    service = matched(ctx, sign_in)
    _, run = customize(sign_in, service)
    finish_step(ctx, service["serviceId"], run["executionSessionId"], Step.RESUME_CUSTOMIZE)
    assert customize(sign_in, service)[0] == 202


def test_the_service_of_someone_else_is_not_found(ctx: Context, sign_in: SignIn) -> None:
    assert customize(sign_in, matched(ctx, sign_in), user="eve")[0] == 404
