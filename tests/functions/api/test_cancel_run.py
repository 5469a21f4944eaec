from api.cancel_run import handler
from shared.context import Context
from tests.app import balance, call
from tests.functions.api.scenes import Created, created, matched
from tests.identity import SignIn

SAMPLE = "api/cancel_run"


def cancel(sign_in: SignIn, service: Created, user: str = "ann") -> tuple[int, dict]:
    path = {"service_id": service["serviceId"]}
    return call(handler, SAMPLE, headers=sign_in.bearer(user), path=path)


def test_the_coins_come_back_and_the_viewer_is_told(ctx: Context, sign_in: SignIn) -> None:
    service = created(ctx, sign_in)

    status, body = cancel(sign_in, service)

    assert (status, balance(ctx, "ann")) == (200, 8)
    entries = ctx.redis.execute(["XRANGE", f"st:{body['executionSessionId']}", "-", "+"])
    assert entries[-1][1] == ["e", "cancelled", "code", "USER_CANCELLED"]


def test_every_queue_has_its_place_back(ctx: Context, sign_in: SignIn) -> None:
    cancel(sign_in, created(ctx, sign_in))
    for gauge in ("q_paid_batch", "q_paid_stream", "user:ann"):
        assert ctx.redis.execute(["ZCARD", f"gauge:{gauge}"]) == 0


def test_a_second_cancel_finds_nothing(ctx: Context, sign_in: SignIn) -> None:
    service = created(ctx, sign_in)
    cancel(sign_in, service)
    status, body = cancel(sign_in, service)
    assert (status, body["error"], balance(ctx, "ann")) == (409, "nothing_runs", 8)


def test_what_is_done_cannot_be_cancelled(ctx: Context, sign_in: SignIn) -> None:
    assert cancel(sign_in, matched(ctx, sign_in))[0] == 409
    assert balance(ctx, "ann") == 6


def test_the_service_of_someone_else_is_not_found(ctx: Context, sign_in: SignIn) -> None:
    assert cancel(sign_in, created(ctx, sign_in), user="eve")[0] == 404
