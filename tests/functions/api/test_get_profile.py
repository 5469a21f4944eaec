from api.get_profile import handler
from shared.context import Context
from tests.app import call, give_resume, person
from tests.functions.api.test_upload_resume import RESUME
from tests.functions.api.uploading import PDF
from tests.identity import SignIn

SAMPLE = "api/get_profile"


def test_a_new_user_has_coins_prices_and_no_assets(ctx: Context, sign_in: SignIn) -> None:
    status, body = call(handler, SAMPLE, headers=sign_in.bearer("ann"))
    assert (status, body["balance"], body["resume"], body["detailedResume"]) == (200, 8, None, None)
    assert body["prices"]["customize"] == 2
    assert body["email"] == "ann@example.com"


def test_signing_up_is_observed_once(ctx: Context, sign_in: SignIn) -> None:
    for _ in range(2):
        call(handler, SAMPLE, headers=sign_in.bearer("ann"))
    with ctx.db.connect() as conn:
        rows = conn.execute("SELECT event_name FROM analytics_events").fetchall()
    assert [row["event_name"] for row in rows] == ["USER_SIGNED_UP"]


def test_an_upload_shows_what_the_extraction_saw(ctx: Context, sign_in: SignIn) -> None:
    RESUME.send(ctx, sign_in, PDF.read_bytes())
    resume = call(handler, SAMPLE, headers=sign_in.bearer("ann"))[1]["resume"]
    assert (resume["status"], resume["fileName"]) == ("PENDING", "cv.pdf")
    assert "Nora Lindqvist" in resume["text"]


def test_a_summary_is_shown_when_it_is_there(ctx: Context, sign_in: SignIn) -> None:
    person(ctx, "ann")
    give_resume(ctx, "ann")
    resume = call(handler, SAMPLE, headers=sign_in.bearer("ann"))[1]["resume"]
    assert resume["summary"]["skills"] == ["Python"]
    assert resume["text"].startswith("Ann Example")


def test_a_closed_account_is_shut_out(ctx: Context, sign_in: SignIn) -> None:
    person(ctx, "ann")
    with ctx.db.connect() as conn:
        conn.execute("UPDATE quotas SET closed_at = now()")
    status, body = call(handler, SAMPLE, headers=sign_in.bearer("ann"))
    assert (status, body["error"]) == (401, "account_closed")
