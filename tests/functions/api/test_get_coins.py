from api.get_coins import handler
from shared.context import Context
from shared.models.words import Step
from tests.app import call, fail_step
from tests.functions.api.scenes import created, matched
from tests.identity import SignIn

SAMPLE = "api/get_coins"


def coins(sign_in: SignIn, user: str = "ann", **query: object) -> dict:
    return call(handler, SAMPLE, headers=sign_in.bearer(user), query=query)[1]


def test_a_bundle_is_one_line_with_all_its_steps(ctx: Context, sign_in: SignIn) -> None:
    matched(ctx, sign_in)
    page = coins(sign_in)
    run, grant = page["history"]
    assert (run["kind"], run["steps"]) == ("run", ["job_summary", "job_match"])
    assert (run["coins"], run["outcome"]) == (-2, "spent")
    assert (grant["kind"], grant["coins"], grant["outcome"]) == ("grant", 8, "received")
    assert (page["balance"], page["paymentsEnabled"]) == (6, False)


def test_returned_coins_are_told(ctx: Context, sign_in: SignIn) -> None:
    service = created(ctx, sign_in)
    assert coins(sign_in)["history"][0]["outcome"] == "held"
    ids = service["serviceId"], service["executionSessionId"]
    fail_step(ctx, *ids, Step.JOB_SUMMARY, "PROVIDER_ERROR")
    page = coins(sign_in)
    assert (page["history"][0]["outcome"], page["balance"]) == ("returned", 8)


def test_the_first_look_ever_grants_the_first_coins_once(ctx: Context, sign_in: SignIn) -> None:
    assert [coins(sign_in, "new")["balance"] for _ in range(2)] == [8, 8]
    assert len(coins(sign_in, "new")["history"]) == 1


def test_pages_follow_each_other(ctx: Context, sign_in: SignIn) -> None:
    matched(ctx, sign_in)
    first = coins(sign_in, limit=1)
    second = coins(sign_in, limit=1, cursor=first["nextCursor"])
    assert [first["history"][0]["kind"], second["history"][0]["kind"]] == ["run", "grant"]
    assert second["nextCursor"] is None
