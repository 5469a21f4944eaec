from api.create_service import handler as create_service
from api.delete_service import handler
from shared.context import Context
from tests.app import balance, call, give_resume, person
from tests.functions.api.scenes import Created, created, matched
from tests.identity import SignIn

SAMPLE = "api/delete_service"


def delete(sign_in: SignIn, service: Created, user: str = "ann") -> int:
    path = {"service_id": service["serviceId"]}
    return call(handler, SAMPLE, headers=sign_in.bearer(user), path=path)[0]


def test_a_running_service_gives_its_coins_back_first(ctx: Context, sign_in: SignIn) -> None:
    assert delete(sign_in, created(ctx, sign_in)) == 204
    assert balance(ctx, "ann") == 8


def test_a_second_time_it_is_not_found(ctx: Context, sign_in: SignIn) -> None:
    service = matched(ctx, sign_in)
    assert [delete(sign_in, service), delete(sign_in, service)] == [204, 404]
    assert balance(ctx, "ann") == 6


def test_the_picture_goes_too(ctx: Context, sign_in: SignIn, png: bytes) -> None:
    person(ctx, "ann")
    give_resume(ctx, "ann")
    key = "uploads/ann/job_image/1"
    ctx.objects.put(key, png, "image/png")
    headers, body = sign_in.bearer("ann"), {"imageKey": key}
    _, service = call(create_service, "api/create_service", headers=headers, body=body)

    assert delete(sign_in, service) == 204
    assert not ctx.objects.exists(key)


def test_the_service_of_someone_else_is_not_found(ctx: Context, sign_in: SignIn) -> None:
    assert delete(sign_in, created(ctx, sign_in), user="eve") == 404
    assert balance(ctx, "ann") == 6
