"""A file without text: a refusal that moves nothing, and with the person's consent a longer, dearer run."""

from collections.abc import Callable

import pytest

from shared.context import Context
from shared.models.words import FailureCode, Step
from tests.app import balance, call, fail_step, finish_step, person
from tests.documents.abuse import CASES, DRAW_PICTURE
from tests.documents.minimal_pdf import HELLO, packed, pdf, stream
from tests.documents.scans import blank_scan, scan_of
from tests.functions.api.test_upload_resume import HISTORY, RESUME, stored
from tests.functions.api.uploading import PDF, Asset
from tests.identity import SignIn
from tests.queue.support import FakeQueue

pytestmark = pytest.mark.parametrize("asset", [RESUME, HISTORY], ids=lambda asset: asset.kind)


@pytest.fixture(scope="module")
def scan() -> bytes:
    """The sample resume as a scanner leaves it."""
    return scan_of(PDF.read_bytes())


def huge_picture() -> bytes:
    """A scan whose picture says that it holds 2,500 megapixels."""
    entries = "/Width 50000 /Height 50000 /BitsPerComponent 8 /ColorSpace /DeviceRGB"
    picture = packed(b"\xff" * 100, f"/Type /XObject /Subtype /Image {entries}")
    return pdf(stream(DRAW_PICTURE), {9: picture}, resources="/XObject << /I 9 0 R >>")


def private_letters() -> bytes:
    """Text in a font whose letters have no meaning outside of it."""
    codes = "".join(f"<{n:02X}> <F3{n:02X}>\n" for n in range(0x41, 0x7B)).encode()
    head = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
    table = packed(head + b"58 beginbfchar\n" + codes + b"endbfchar endcmap")
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Private /ToUnicode 9 0 R >>"
    return pdf(stream(HELLO * 3), {5: font, 9: table})


def test_without_consent_a_scan_is_refused_and_nothing_moves(
    ctx: Context, sign_in: SignIn, asset: Asset, scan: bytes, queue: FakeQueue
) -> None:
    status, body = asset.send(ctx, sign_in, scan)
    assert (status, body["error"], balance(ctx, "ann")) == (422, "pdf_scanned", 8)
    assert (stored(ctx, asset), queue.requests) == ([], [])


@pytest.mark.parametrize("build", [lambda: blank_scan(5), private_letters], ids=["scan", "font"])
def test_with_consent_the_pages_are_read_first_for_one_coin_more(
    ctx: Context,
    sign_in: SignIn,
    asset: Asset,
    build: Callable[[], bytes],
    queue: FakeQueue,
) -> None:
    status, body = asset.send(ctx, sign_in, build(), read_scan=True)

    assert (status, body["isFree"], body["taskType"]) == (202, False, asset.kind)
    assert balance(ctx, "ann") == 6
    message = queue.requests[0].body
    assert (message["taskTemplateId"], message["queue"]) == ("resume_vision", "q_paid_vision")
    (row,) = stored(ctx, asset)
    assert (row["status"], row["original_text"], row["object_key"]) == (
        "PENDING",
        None,
        asset.key(),
    )


def test_the_upload_that_was_refused_is_read_after_consent_without_being_sent_again(
    ctx: Context, sign_in: SignIn, asset: Asset, scan: bytes
) -> None:
    asset.send(ctx, sign_in, scan)
    body = {"key": asset.key(), "fileName": "cv.pdf", "locale": "en", "readScan": True}
    headers = sign_in.bearer("ann")
    answers = [call(asset.handler, asset.sample, headers=headers, body=body) for _ in range(2)]
    assert answers[0][0] == 202
    assert answers[0] == answers[1]
    assert balance(ctx, "ann") == 6


def test_consent_costs_nothing_where_the_file_holds_its_text(
    ctx: Context, sign_in: SignIn, asset: Asset, queue: FakeQueue
) -> None:
    status, _ = asset.send(ctx, sign_in, PDF.read_bytes(), read_scan=True)
    assert (status, balance(ctx, "ann")) == (202, 7)
    assert queue.requests[0].body["taskTemplateId"] == asset.step


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (lambda: blank_scan(6), "pdf_too_many_pages"),
        (huge_picture, "image_too_many_pixels"),
        (CASES["locked"].build, "pdf_encrypted"),
        (CASES["nothing"].build, "pdf_not_a_pdf"),
    ],
)
def test_what_cannot_be_drawn_is_refused_even_with_consent_before_a_coin_moves(
    ctx: Context,
    sign_in: SignIn,
    asset: Asset,
    build: Callable[[], bytes],
    code: str,
    queue: FakeQueue,
) -> None:
    status, body = asset.send(ctx, sign_in, build(), read_scan=True)
    assert (status, body["error"], balance(ctx, "ann")) == (422, code, 8)
    assert (stored(ctx, asset), queue.requests) == ([], [])


def test_one_coin_is_not_enough_so_the_whole_run_is_free(
    ctx: Context, sign_in: SignIn, asset: Asset, scan: bytes, queue: FakeQueue
) -> None:
    person(ctx, "ann", coins=1)
    _, body = asset.send(ctx, sign_in, scan, read_scan=True)
    assert (body["isFree"], balance(ctx, "ann")) == (True, 1)
    assert queue.requests[0].body["queue"] == "q_free_vision"


def test_both_steps_are_paid_at_the_end_and_stand_in_one_line_of_the_history(
    ctx: Context, sign_in: SignIn, asset: Asset, scan: bytes
) -> None:
    _, body = asset.send(ctx, sign_in, scan, read_scan=True)
    for step in (Step.RESUME_VISION, Step(asset.step)):
        finish_step(ctx, body["taskId"], body["executionSessionId"], step)
    (row,) = stored(ctx, asset)
    assert (row["status"], row["text_version"]) == ("COMPLETED", 1)
    with ctx.db.connect() as conn:
        kinds = conn.execute("SELECT kind, count(*) FROM ledger_txn GROUP BY kind ORDER BY kind")
        assert [tuple(kind.values()) for kind in kinds] == [
            ("capture", 2),
            ("grant", 1),
            ("reserve", 2),
        ]


def test_a_failure_after_the_pages_were_read_gives_both_coins_back(
    ctx: Context, sign_in: SignIn, asset: Asset, scan: bytes
) -> None:
    _, body = asset.send(ctx, sign_in, scan, read_scan=True)
    run = (body["taskId"], body["executionSessionId"])
    finish_step(ctx, *run, Step.RESUME_VISION)
    fail_step(ctx, *run, Step(asset.step), FailureCode.NOT_A_RESUME)
    assert balance(ctx, "ann") == 8


def test_a_file_with_text_takes_the_place_of_a_scan_that_is_being_read(
    ctx: Context, sign_in: SignIn, asset: Asset, scan: bytes
) -> None:
    asset.send(ctx, sign_in, scan, read_scan=True)
    status, _ = asset.send(ctx, sign_in, PDF.read_bytes(), name="2")
    assert (status, balance(ctx, "ann")) == (202, 7)
    (row,) = stored(ctx, asset)
    assert row["original_text"] is not None


def test_who_asks_again_while_the_queue_is_full_gets_the_answer_of_the_first_time(
    ctx: Context, sign_in: SignIn, asset: Asset, scan: bytes
) -> None:
    first = asset.send(ctx, sign_in, scan, read_scan=True)
    far = 32_503_680_000_000
    for number in range(100):
        ctx.redis.execute(["ZADD", "gauge:q_paid_vision", far, f"run-{number}"])
    assert asset.send(ctx, sign_in, scan, read_scan=True) == first
    status, body = asset.send(ctx, sign_in, scan, name="2", read_scan=True)
    assert (status, body["error"], balance(ctx, "ann")) == (503, "service_busy", 6)
