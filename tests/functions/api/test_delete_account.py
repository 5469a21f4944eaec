from api.delete_account import handler
from api.get_profile import handler as get_profile
from shared.context import Context
from tests.app import call
from tests.functions.api.scenes import created, matched
from tests.functions.api.test_upload_resume import RESUME
from tests.functions.api.uploading import PDF
from tests.identity import SignIn

SAMPLE = "api/delete_account"


def delete(sign_in: SignIn, user: str = "ann") -> tuple[int, dict]:
    return call(handler, SAMPLE, headers=sign_in.bearer(user))


def test_the_proof_counts_nothing_left_anywhere(ctx: Context, sign_in: SignIn) -> None:
    RESUME.send(ctx, sign_in, PDF.read_bytes())
    ctx.redis.execute(["XADD", "st:1", "*", "d", "of nobody"])

    status, proof = delete(sign_in)

    assert status == 200
    assert set(proof["rows"].values()) == {0}
    assert (proof["objects"], proof["keys"]) == (0, 0)
    assert ctx.objects.keys("uploads/ann/") == []
    assert ctx.redis.execute(["EXISTS", "st:1"]) == 1


def test_a_live_run_ends_and_its_viewer_is_told_before_everything_goes(
    ctx: Context, sign_in: SignIn
) -> None:
    service = created(ctx, sign_in)
    assert delete(sign_in)[0] == 200
    with ctx.db.connect() as conn:
        rest = conn.execute(
            "SELECT sum(amount) AS held FROM ledger_entry WHERE account = 'escrow'"
        ).fetchone()
    assert rest == {"held": 0}
    assert ctx.redis.execute(["EXISTS", f"st:{service['executionSessionId']}"]) == 0


def test_the_books_still_add_up_without_the_name(ctx: Context, sign_in: SignIn) -> None:
    matched(ctx, sign_in)
    delete(sign_in)
    with ctx.db.connect() as conn:
        books = conn.execute("SELECT sum(amount) AS rest FROM ledger_entry").fetchone()
        named = conn.execute(
            "SELECT count(*) AS n FROM ledger_txn WHERE user_id IS NOT NULL"
        ).fetchone()
    assert (books, named) == ({"rest": 0}, {"n": 0})


def test_afterwards_the_account_is_shut_and_gets_no_first_coins_again(
    ctx: Context, sign_in: SignIn
) -> None:
    matched(ctx, sign_in)
    delete(sign_in)
    for handler_of, sample in ((get_profile, "api/get_profile"), (handler, SAMPLE)):
        status, body = call(handler_of, sample, headers=sign_in.bearer("ann"))
        assert (status, body["error"]) == (401, "account_closed")


def test_nobody_else_is_touched(ctx: Context, sign_in: SignIn) -> None:
    matched(ctx, sign_in, "bob")
    matched(ctx, sign_in, "ann")
    delete(sign_in, "ann")
    assert call(get_profile, "api/get_profile", headers=sign_in.bearer("bob"))[1]["balance"] == 6
