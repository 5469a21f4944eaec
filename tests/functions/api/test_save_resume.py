from api.get_service import handler as get_service
from api.save_resume import handler
from shared.context import Context
from tests.app import balance, call
from tests.functions.api.scenes import Created, customized, matched
from tests.identity import SignIn

SAMPLE = "api/save_resume"
TEXT = "# Ann Example\n\nann@example.com\n\n- edited by hand, call +49 170 0000000\n"


def save(
    sign_in: SignIn, service: Created, version: int = 0, user: str = "ann"
) -> tuple[int, dict]:
    body = {"markdown": TEXT, "version": version}
    path = {"service_id": service["serviceId"]}
    return call(handler, SAMPLE, headers=sign_in.bearer(user), body=body, path=path)


def shown(sign_in: SignIn, service: Created) -> dict:
    path = {"service_id": service["serviceId"]}
    sample = "api/get_service"
    return call(get_service, sample, headers=sign_in.bearer("ann"), path=path)[1][
        "customizedResume"
    ]


def test_an_edit_is_kept_beside_what_was_generated_and_costs_nothing(
    ctx: Context, sign_in: SignIn
) -> None:
    service = customized(ctx, sign_in)
    before, coins = shown(sign_in, service), balance(ctx, "ann")

    assert save(sign_in, service) == (200, {"version": 1})

    after = shown(sign_in, service)
    assert (after["markdownContent"], after["version"]) == (TEXT, 1)
    assert (before["edited"], after["edited"]) == (False, True)
    assert after["markdownText"] == before["markdownText"]
    assert balance(ctx, "ann") == coins


def test_known_contact_data_is_stored_as_placeholders(ctx: Context, sign_in: SignIn) -> None:
    service = customized(ctx, sign_in)
    save(sign_in, service)
    with ctx.db.connect() as conn:
        row = conn.execute("SELECT markdown_content FROM customized_resumes").fetchone()
    assert row is not None
    assert row["markdown_content"].startswith("# [[NAME]]\n\n[[EMAIL]]")


def test_every_version_is_kept(ctx: Context, sign_in: SignIn) -> None:
    service = customized(ctx, sign_in)
    save(sign_in, service, 0)
    assert save(sign_in, service, 1) == (200, {"version": 2})
    with ctx.db.connect() as conn:
        rows = conn.execute("SELECT version FROM customized_resume_versions ORDER BY 1").fetchall()
    assert [row["version"] for row in rows] == [1, 2]


def test_an_edit_of_an_old_version_overwrites_nothing(ctx: Context, sign_in: SignIn) -> None:
    service = customized(ctx, sign_in)
    save(sign_in, service, 0)
    status, body = save(sign_in, service, 0)
    assert (status, body["error"]) == (409, "stale_edit")


def test_before_there_is_a_tailored_resume_nothing_can_be_saved(
    ctx: Context, sign_in: SignIn
) -> None:
    status, body = save(sign_in, matched(ctx, sign_in))
    assert (status, body["error"]) == (409, "wrong_state")


def test_the_service_of_someone_else_is_not_found(ctx: Context, sign_in: SignIn) -> None:
    assert save(sign_in, customized(ctx, sign_in), user="eve")[0] == 404
