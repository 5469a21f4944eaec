import base64
import io
import json
import zipfile

from api.export_account import handler
from shared.context import Context
from tests.app import send
from tests.functions.api.scenes import matched
from tests.functions.api.test_upload_resume import RESUME
from tests.functions.api.uploading import PDF
from tests.identity import SignIn

SAMPLE = "api/export_account"


def take_out(sign_in: SignIn, user: str = "ann") -> zipfile.ZipFile:
    answer = send(handler, SAMPLE, headers=sign_in.bearer(user))
    assert (answer["statusCode"], answer["isBase64Encoded"]) == (200, True)
    return zipfile.ZipFile(io.BytesIO(base64.b64decode(answer["body"])))


def test_everything_is_in_it_and_readable(ctx: Context, sign_in: SignIn) -> None:
    service = matched(ctx, sign_in)
    archive = take_out(sign_in)

    read = json.loads(archive.read(f"services/{service['serviceId']}.json"))
    assert read["match"]["script"] == "Hello Ann Example."
    assert json.loads(archive.read("coins.json"))["balance"] == 6
    assert json.loads(archive.read("profile.json"))["resume"]["text"].startswith("Ann Example")


def test_the_uploaded_files_come_as_they_were(ctx: Context, sign_in: SignIn) -> None:
    RESUME.send(ctx, sign_in, PDF.read_bytes())
    assert take_out(sign_in).read("files/resume/1") == PDF.read_bytes()


def test_files_that_do_not_fit_are_listed(ctx: Context, sign_in: SignIn) -> None:
    matched(ctx, sign_in)
    ctx.objects.put("uploads/ann/resume/big", b"x" * 4_000_001, "application/pdf")
    assert json.loads(take_out(sign_in).read("left-out.json")) == ["uploads/ann/resume/big"]


def test_nothing_of_others_is_in_it(ctx: Context, sign_in: SignIn) -> None:
    service = matched(ctx, sign_in, "bob")
    matched(ctx, sign_in, "ann")
    names = take_out(sign_in, "ann").namelist()
    assert not [name for name in names if service["serviceId"] in name]
