import base64
import io
from typing import Any
from urllib.parse import unquote

import docx
import pypdf
import pytest

from api.export_resume import handler
from api.save_resume import handler as save_resume
from shared.context import Context
from tests.app import balance, call, send
from tests.functions.api.scenes import Created, customized, matched
from tests.identity import SignIn

SAMPLE = "api/export_resume"
ASKED = {"template": "classic", "paper": "a4", "locale": "en", "format": "pdf"}


def export(sign_in: SignIn, service: Created, user: str = "ann", **body: str) -> dict[str, Any]:
    path = {"service_id": service["serviceId"]}
    headers = sign_in.bearer(user)
    return send(handler, SAMPLE, headers=headers, body={**ASKED, **body}, path=path)


def bytes_of(answer: dict[str, Any]) -> bytes:
    assert answer["isBase64Encoded"] is True
    return base64.b64decode(answer["body"])


def text_of(answer: dict[str, Any]) -> str:
    return pypdf.PdfReader(io.BytesIO(bytes_of(answer))).pages[0].extract_text()


def kept(ctx: Context) -> list[str]:
    return ctx.objects.keys("exports/")


def test_the_export_holds_the_resume_with_its_contact_data_and_costs_nothing(
    ctx: Context, sign_in: SignIn
) -> None:
    service, coins = customized(ctx, sign_in), balance(ctx, "ann")
    answer = export(sign_in, service)
    assert answer["statusCode"] == 200
    assert answer["headers"]["content-type"] == "application/pdf"
    assert "Ann Example" in text_of(answer)
    assert "[[" not in text_of(answer)
    assert balance(ctx, "ann") == coins


def test_the_second_export_is_the_same_bytes_from_the_store(ctx: Context, sign_in: SignIn) -> None:
    service = customized(ctx, sign_in)
    first = export(sign_in, service)
    (key,) = kept(ctx)
    ctx.objects.put(key, b"%PDF kept", "application/pdf")
    assert bytes_of(first).startswith(b"%PDF-")
    assert bytes_of(export(sign_in, service)) == b"%PDF kept"


@pytest.mark.parametrize(
    "change", [{"template": "modern"}, {"paper": "us-letter"}, {"locale": "zh"}, {"format": "docx"}]
)
def test_another_look_is_another_file(
    ctx: Context, sign_in: SignIn, change: dict[str, str]
) -> None:
    service = customized(ctx, sign_in)
    assert bytes_of(export(sign_in, service)) != bytes_of(export(sign_in, service, **change))
    assert len(kept(ctx)) == 2


def test_an_edit_changes_the_export(ctx: Context, sign_in: SignIn) -> None:
    service = customized(ctx, sign_in)
    before = export(sign_in, service)
    path = {"service_id": service["serviceId"]}
    edit = {"markdown": "# Ann Example\n\nEdited by hand", "version": 0}
    headers = sign_in.bearer("ann")
    assert call(save_resume, "api/save_resume", headers=headers, body=edit, path=path)[0] == 200
    assert "Edited by hand" in text_of(export(sign_in, service))
    assert "Edited by hand" not in text_of(before)


def test_unsaved_text_is_drawn_and_kept_nowhere(ctx: Context, sign_in: SignIn) -> None:
    service = customized(ctx, sign_in)
    assert "Not saved" in text_of(export(sign_in, service, markdown="# Ann\n\nNot saved"))
    assert kept(ctx) == []


def test_a_docx_has_the_same_words(ctx: Context, sign_in: SignIn) -> None:
    service = customized(ctx, sign_in)
    answer = export(sign_in, service, format="docx")
    document = docx.Document(io.BytesIO(bytes_of(answer)))
    assert document.paragraphs[0].text == "Ann Example"
    assert document.core_properties.author == "Ann Example"


def test_the_file_is_named_after_the_person_and_missing_characters_are_told(
    ctx: Context, sign_in: SignIn
) -> None:
    answer = export(sign_in, customized(ctx, sign_in), markdown="# 李/明轩 🎉\n\n한")
    headers = answer["headers"]
    assert unquote(headers["content-disposition"]).startswith(
        "attachment; filename*=UTF-8''李 明轩"
    )
    assert unquote(headers["x-missing-glyphs"]) == "🎉한"


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("- a\n" * 5_000, "document_too_complex"),
        ("中" * 30_000, "document_too_large"),
        ("a\n\n" * 900, "document_too_many_pages"),
    ],
)
def test_too_much_is_refused_with_its_own_code(
    ctx: Context, sign_in: SignIn, markdown: str, code: str
) -> None:
    path = {"service_id": customized(ctx, sign_in)["serviceId"]}
    body = {**ASKED, "markdown": markdown}
    status, failure = call(handler, SAMPLE, headers=sign_in.bearer("ann"), body=body, path=path)
    assert (status, failure["error"]) == (422, code)


def test_an_unknown_template_is_refused(ctx: Context, sign_in: SignIn) -> None:
    assert export(sign_in, customized(ctx, sign_in), template="../core")["statusCode"] == 422


def test_without_a_tailored_resume_there_is_nothing_to_export(
    ctx: Context, sign_in: SignIn
) -> None:
    answer = export(sign_in, matched(ctx, sign_in))
    assert answer["statusCode"] == 409


def test_the_service_of_someone_else_is_not_found(ctx: Context, sign_in: SignIn) -> None:
    assert export(sign_in, customized(ctx, sign_in), user="eve")["statusCode"] == 404
