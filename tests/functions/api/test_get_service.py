import json

from api.get_service import handler
from shared.context import Context
from tests.app import RESUME, call
from tests.functions.api.scenes import Created, created, customized, matched
from tests.identity import SignIn

SAMPLE = "api/get_service"


def get(sign_in: SignIn, service: Created, user: str = "ann") -> tuple[int, dict]:
    path = {"service_id": service["serviceId"]}
    return call(handler, SAMPLE, headers=sign_in.bearer(user), path=path)


def test_a_queued_service_shows_its_place_and_the_job(ctx: Context, sign_in: SignIn) -> None:
    status, body = get(sign_in, created(ctx, sign_in))

    assert (status, body["currentStatus"], body["live"]) == (200, "SUMMARY_PENDING", True)
    assert body["queue"] == {"position": 0, "expectedWaitS": 20}
    assert body["job"]["text"].startswith("Senior backend engineer")
    assert (body["match"], body["customizedResume"], body["interview"]) == (None, None, None)


def test_a_match_is_shown_with_contact_data_put_back(ctx: Context, sign_in: SignIn) -> None:
    _, body = get(sign_in, matched(ctx, sign_in))

    assert (body["title"], body["match"]["score"]) == ("Backend engineer", 90)
    assert body["match"]["script"] == "Hello Ann Example."
    assert "[[" not in json.dumps(body)


def test_a_quote_stands_where_it_says(ctx: Context, sign_in: SignIn) -> None:
    _, body = get(sign_in, matched(ctx, sign_in))
    (quote,) = body["match"]["requirements"][0]["quotes"]
    text = body["texts"]["resume"]
    assert text[quote["start"] : quote["end"]] == quote["text"] == "Python"


def test_the_tailored_resume_shows_rejected_ops_with_their_reason(
    ctx: Context, sign_in: SignIn
) -> None:
    _, body = get(sign_in, customized(ctx, sign_in))
    made = body["customizedResume"]
    assert made["markdownText"].startswith("# Ann Example")
    assert [op["state"] for op in made["ops"]] == ["applied", "rejected"]
    assert made["ops"][1]["violations"] == [{"kind": "tool", "text": "Rust"}]
    assert (made["version"], made["markdownContent"]) == (0, None)


def test_a_new_resume_does_not_change_an_old_service(ctx: Context, sign_in: SignIn) -> None:
    service = matched(ctx, sign_in)
    before = get(sign_in, service)[1]["texts"]
    with ctx.db.connect() as conn:
        conn.execute("UPDATE resumes SET original_text = '\\x00'")
    assert get(sign_in, service)[1]["texts"] == before
    assert before["resume"].endswith(RESUME.splitlines()[-1])


def test_the_service_of_someone_else_is_not_found(ctx: Context, sign_in: SignIn) -> None:
    assert get(sign_in, created(ctx, sign_in), user="eve")[0] == 404
