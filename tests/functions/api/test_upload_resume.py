import json

import pytest

from api.upload_detailed_resume import handler as upload_detailed_resume
from api.upload_resume import handler as upload_resume
from shared.context import Context
from shared.models.words import Step
from tests.app import balance, call, finish_step, person
from tests.functions.api.uploading import PDF, Asset
from tests.identity import SignIn
from tests.queue.support import FakeQueue

RESUME = Asset(upload_resume, "api/upload_resume", "resume", "resumes", "resume_summary")
HISTORY = Asset(
    upload_detailed_resume,
    "api/upload_detailed_resume",
    "detailed_resume",
    "detailed_resumes",
    "detailed_resume_summary",
)

pytestmark = pytest.mark.parametrize("asset", [RESUME, HISTORY], ids=lambda asset: asset.kind)


@pytest.fixture
def pdf() -> bytes:
    return PDF.read_bytes()


def stored(ctx: Context, asset: Asset) -> list[dict[str, object]]:
    with ctx.db.connect() as conn:
        return list(conn.execute(f"SELECT * FROM {asset.table}"))  # type: ignore[arg-type]  # noqa: S608


def test_one_coin_and_one_message(
    ctx: Context, sign_in: SignIn, asset: Asset, pdf: bytes, queue: FakeQueue
) -> None:
    status, body = asset.send(ctx, sign_in, pdf)

    assert (status, body["isFree"], body["taskType"]) == (202, False, asset.kind)
    assert balance(ctx, "ann") == 7
    assert queue.requests[0].body["taskTemplateId"] == asset.step
    (row,) = stored(ctx, asset)
    assert (str(row["id"]), row["status"]) == (body["taskId"], "PENDING")


def test_the_text_is_stored_as_ciphertext_and_leaves_in_no_message(
    ctx: Context, sign_in: SignIn, asset: Asset, pdf: bytes, queue: FakeQueue
) -> None:
    asset.send(ctx, sign_in, pdf)
    (row,) = stored(ctx, asset)
    assert b"Brightharbor" not in row["original_text"]  # type: ignore[operator]
    assert "Brightharbor" not in json.dumps([request.body for request in queue.requests])


def test_the_same_upload_twice_is_one_run(
    ctx: Context, sign_in: SignIn, asset: Asset, pdf: bytes
) -> None:
    assert asset.send(ctx, sign_in, pdf) == asset.send(ctx, sign_in, pdf)
    assert balance(ctx, "ann") == 7


def test_a_new_file_supersedes_the_run_under_way_and_costs_one_coin_in_all(
    ctx: Context, sign_in: SignIn, asset: Asset, pdf: bytes
) -> None:
    _, first = asset.send(ctx, sign_in, pdf)
    _, second = asset.send(ctx, sign_in, pdf, name="2")

    assert first["executionSessionId"] != second["executionSessionId"]
    assert balance(ctx, "ann") == 7
    with ctx.db.connect() as conn:
        runs = conn.execute("SELECT status FROM executions ORDER BY created_at").fetchall()
    assert [row["status"] for row in runs] == ["superseded", "running"]
    assert len(stored(ctx, asset)) == 1


def test_the_viewer_of_a_superseded_run_is_told(
    ctx: Context, sign_in: SignIn, asset: Asset, pdf: bytes
) -> None:
    _, first = asset.send(ctx, sign_in, pdf)
    asset.send(ctx, sign_in, pdf, name="2")
    entries = ctx.redis.execute(["XRANGE", f"st:{first['executionSessionId']}", "-", "+"])
    assert entries[-1][1] == ["e", "cancelled", "code", "SUPERSEDED"]


def test_an_old_upload_asked_again_does_not_replace_a_newer_one(
    ctx: Context, sign_in: SignIn, asset: Asset, pdf: bytes
) -> None:
    asset.send(ctx, sign_in, pdf)
    asset.send(ctx, sign_in, pdf, name="2")
    asset.send(ctx, sign_in, pdf)
    (row,) = stored(ctx, asset)
    assert row["object_key"] == asset.key(name="2")


def test_after_success_a_new_file_is_a_new_run(
    ctx: Context, sign_in: SignIn, asset: Asset, pdf: bytes
) -> None:
    _, body = asset.send(ctx, sign_in, pdf)
    finish_step(ctx, body["taskId"], body["executionSessionId"], Step(asset.step))
    assert asset.send(ctx, sign_in, pdf, name="2")[0] == 202
    assert balance(ctx, "ann") == 6


def test_without_coins_it_goes_to_the_free_queue(
    ctx: Context, sign_in: SignIn, asset: Asset, pdf: bytes, queue: FakeQueue
) -> None:
    person(ctx, "ann", coins=0)
    _, body = asset.send(ctx, sign_in, pdf)
    assert (body["isFree"], queue.requests[0].body["queue"]) == (True, "q_free_batch")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"hello", "pdf_not_a_pdf"),
        (b"%PDF-1.7\nrubbish", "pdf_damaged"),
        (b"%PDF-1.7" + b"x" * 5 * 1024 * 1024, "pdf_too_large"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_moves_nothing(
    ctx: Context, sign_in: SignIn, asset: Asset, data: bytes, code: str, queue: FakeQueue
) -> None:
    status, body = asset.send(ctx, sign_in, data)
    assert (status, body["error"], balance(ctx, "ann")) == (422, code, 8)
    assert (stored(ctx, asset), queue.requests) == ([], [])


def test_the_upload_of_someone_else_is_not_found(
    ctx: Context, sign_in: SignIn, asset: Asset, pdf: bytes
) -> None:
    ctx.objects.put(asset.key("bob"), pdf, "application/pdf")
    body = {"key": asset.key("bob"), "fileName": "cv.pdf"}
    assert call(asset.handler, asset.sample, headers=sign_in.bearer("ann"), body=body)[0] == 404


def test_a_sixth_replacement_within_an_hour_is_refused(
    ctx: Context, sign_in: SignIn, asset: Asset, pdf: bytes
) -> None:
    statuses = [asset.send(ctx, sign_in, pdf, name=str(n))[0] for n in range(7)]
    assert statuses == [202] * 6 + [429]
