import pytest

from api.create_upload import handler
from shared.context import Context
from tests.app import call
from tests.identity import SignIn

SAMPLE = "api/create_upload"
PDF = {"kind": "resume", "contentType": "application/pdf", "size": 1000}


def test_the_form_names_a_key_of_the_user(ctx: Context, sign_in: SignIn) -> None:
    status, form = call(handler, SAMPLE, headers=sign_in.bearer("ann"))

    assert status == 200
    assert form["key"].startswith("uploads/ann/resume/")
    assert form["fields"]["key"] == form["key"]
    assert form["expiresIn"] == 120


def test_asked_twice_there_are_two_keys(ctx: Context, sign_in: SignIn) -> None:
    keys = {call(handler, SAMPLE, headers=sign_in.bearer("ann"))[1]["key"] for _ in range(2)}
    assert len(keys) == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"contentType": "image/png"}, "pdf_not_a_pdf"),
        ({"size": 5 * 1024 * 1024 + 1}, "pdf_too_large"),
        ({"kind": "job_image"}, "image_wrong_type"),
        ({"kind": "job_image", "contentType": "image/svg+xml"}, "image_wrong_type"),
        ({"kind": "job_image", "contentType": "image/png", "size": 6_000_000}, "image_too_large"),
        ({"kind": "anything"}, "invalid_request"),
        ({"size": 0}, "invalid_request"),
    ],
)
def test_a_wrong_file_is_named_before_it_is_sent(
    ctx: Context, sign_in: SignIn, change: dict[str, object], code: str
) -> None:
    status, body = call(handler, SAMPLE, headers=sign_in.bearer("ann"), body={**PDF, **change})
    assert (status, body["error"]) == (422, code)


def test_without_a_token_there_is_no_form(ctx: Context) -> None:
    assert call(handler, SAMPLE)[0] == 401
