from api.save_resume import handler as save_resume
from api.undo_edit import handler
from shared.context import Context
from tests.app import balance, call
from tests.functions.api.scenes import Created, customized
from tests.identity import SignIn

SAMPLE = "api/undo_edit"


def switch(
    sign_in: SignIn, service: Created, number: object, state: str, user: str = "ann"
) -> tuple[int, dict]:
    path = {"service_id": service["serviceId"], "number": number}
    return call(handler, SAMPLE, headers=sign_in.bearer(user), body={"state": state}, path=path)


def skills(view: dict) -> str:
    return view["markdownContent"].split("## Skills")[1].strip()


def test_undo_gives_the_original_order_and_redo_the_new_one(ctx: Context, sign_in: SignIn) -> None:
    service = customized(ctx, sign_in)
    coins = balance(ctx, "ann")

    _, undone = switch(sign_in, service, 0, "undone")
    _, redone = switch(sign_in, service, 0, "applied")

    assert skills(undone) == "- Python\n- SQL"
    assert skills(redone) == "- SQL\n- Python"
    assert undone["markdownContent"] == undone["originalMarkdown"]
    assert undone["ops"][0]["revised"] == "SQL\nPython"  # the order, told by what it orders
    assert not undone["edited"]
    assert (redone["version"], balance(ctx, "ann")) == (2, coins)


def test_a_switch_after_own_words_makes_the_text_anew(ctx: Context, sign_in: SignIn) -> None:
    service = customized(ctx, sign_in)
    path = {"service_id": service["serviceId"]}
    body = {"markdown": "# My own words\n", "version": 0}
    call(save_resume, "api/save_resume", headers=sign_in.bearer("ann"), body=body, path=path)

    _, view = switch(sign_in, service, 0, "undone")

    assert "My own words" not in view["markdownContent"]
    assert (view["edited"], view["version"]) == (False, 2)


def test_the_same_switch_twice_changes_nothing_more(ctx: Context, sign_in: SignIn) -> None:
    service = customized(ctx, sign_in)
    first, second = (switch(sign_in, service, 0, "undone") for _ in range(2))
    assert first == second


def test_a_rejected_op_stays_rejected(ctx: Context, sign_in: SignIn) -> None:
    _, view = switch(sign_in, customized(ctx, sign_in), 1, "applied")
    assert view["ops"][1]["state"] == "rejected"
    assert "Rust" not in view["markdownText"]


def test_all_ops_at_once(ctx: Context, sign_in: SignIn) -> None:
    _, view = switch(sign_in, customized(ctx, sign_in), "all", "undone")
    assert [op["state"] for op in view["ops"]] == ["undone", "rejected"]


def test_an_op_that_does_not_exist_is_not_found(ctx: Context, sign_in: SignIn) -> None:
    assert switch(sign_in, customized(ctx, sign_in), 7, "undone")[0] == 404


def test_the_service_of_someone_else_is_not_found(ctx: Context, sign_in: SignIn) -> None:
    assert switch(sign_in, customized(ctx, sign_in), 0, "undone", user="eve")[0] == 404
