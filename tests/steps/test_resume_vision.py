"""A scan becomes the text of an asset as if the file had held it: page by page, cleaned, masked, encrypted."""

import base64
import io
import json
from functools import partial

import pytest
from PIL import Image

from shared.dal import assets
from shared.flow.plans import ASSET_FROM_SCAN
from shared.models.stored import StoredAsset
from shared.models.words import AssetStatus, FailureCode, Step, SubjectKind
from shared.usecases.steps import resume_vision
from shared.usecases.vault import open_masked
from tests.documents.scans import blank_scan, bound
from tests.llm.wire_server import Say
from tests.steps.scene import CONTACT, RESUME_ANSWER, Scene, do
from tests.worker.support import Run

BOTH = pytest.mark.parametrize("kind", [SubjectKind.RESUME, SubjectKind.DETAILED_RESUME])
FIRST = "Ann Example · +44 20 7946 0000\nBackend engineer at Brightharbor Ltd, 2019.01 - 2021.12"
SECOND = "Built the order service in Ｐｙｔｈｏｎ.\nSkills: Python, Redis, C"
KEY = "uploads/someone/resume/1"


def scanned(scene: Scene, data: bytes, kind: SubjectKind = SubjectKind.RESUME) -> Run:
    """A run on an upload whose pages nobody has read yet."""
    scene.ctx.objects.put(KEY, data, "application/pdf")
    with scene.ctx.db.connect() as conn:
        subject = assets.upsert(
            conn, kind, scene.user, file_name="scan.pdf", object_key=KEY, text=None
        )
    return scene.start(*ASSET_FROM_SCAN[kind], subject=subject, supersede=True)


def stored(scene: Scene, kind: SubjectKind = SubjectKind.RESUME) -> StoredAsset:
    with scene.ctx.db.connect() as conn:
        asset = assets.get(conn, kind, scene.user)
    assert asset is not None
    return asset


def read(scene: Scene, kind: SubjectKind = SubjectKind.RESUME) -> str:
    """The text as models get to see it."""
    return open_masked(scene.ctx, scene.user, stored(scene, kind).original_text).text


@BOTH
def test_the_pages_are_read_in_their_order_and_summed_up_like_any_text(scene, wire, kind) -> None:
    run = scanned(scene, blank_scan(2), kind)
    wire.say(Say(text=FIRST), Say(text=SECOND), Say(text=json.dumps(RESUME_ANSWER)))

    assert do(run, Step.RESUME_VISION).outcome == "succeeded"
    sealed = stored(scene, kind).original_text
    assert sealed is not None
    assert b"Brightharbor" not in sealed
    masked = open_masked(scene.ctx, scene.user, sealed)
    assert masked.text.index("Backend engineer") < masked.text.index("Python")
    assert "[[PHONE]]" in masked.text
    assert masked.contact["PHONE"] == CONTACT["PHONE"]
    assert stored(scene, kind).notes[0] == {"kind": "read_by_ocr", "count": 2, "pieces": []}
    assert stored(scene, kind).status is AssetStatus.PENDING

    assert do(run, ASSET_FROM_SCAN[kind][-1]).outcome == "succeeded"
    assert (stored(scene, kind).summary or {})["skills"] == ["Python", "Redis", "C"]
    assert stored(scene, kind).status is AssetStatus.COMPLETED
    *pages, summary = wire.questions()
    for page in pages:
        (picture, _) = page["messages"][1]["content"]
        assert picture["image_url"]["url"].startswith("data:image/jpeg;base64,")
    assert "7946" not in json.dumps(summary)


def test_a_viewer_hears_of_one_wait_and_one_end(scene, wire) -> None:
    run = scanned(scene, blank_scan(1))
    wire.say(Say(text=FIRST), Say(text=json.dumps(RESUME_ANSWER)))
    do(run, Step.RESUME_VISION)
    do(run, Step.RESUME_SUMMARY)
    told = [word for word in run.told() if word != "reset"]
    assert told == ["COMPLETED", "done"]


def test_the_history_uses_the_placeholders_of_the_resume(scene, wire) -> None:
    kind = SubjectKind.DETAILED_RESUME
    run = scanned(scene, blank_scan(1), kind)
    wire.say(Say(text="Twelve topics of Kafka.\nWritten by Ann Example for whoever asks"))
    do(run, Step.RESUME_VISION)
    assert "by [[NAME]] for" in read(scene, kind)


def test_a_page_without_text_does_not_spoil_the_others_and_is_told(scene, wire) -> None:
    run = scanned(scene, blank_scan(3))
    wire.say(Say(text=FIRST), Say(text="NO_TEXT"), Say(text=SECOND))
    assert do(run, Step.RESUME_VISION).outcome == "succeeded"
    assert "Brightharbor" in read(scene)
    assert "Python" in read(scene)
    notes = {note["kind"]: note["count"] for note in stored(scene).notes}
    assert (notes["read_by_ocr"], notes["pages_without_text"]) == (3, 1)


@BOTH
@pytest.mark.parametrize("said", ["NO_TEXT", "  ", "-- 12 --"])
def test_a_scan_without_a_letter_gives_all_coins_back(scene, wire, said, kind) -> None:
    run = scanned(scene, blank_scan(2), kind)
    before = run.balance()
    wire.say(Say(text=said), Say(text=said))
    do(run, Step.RESUME_VISION)
    assert run.state() == ("FAILED", FailureCode.PDF_NO_TEXT)
    assert run.balance() == before + 2
    assert run.told()[-1] == "error"


def test_a_file_that_cannot_be_drawn_is_never_sent(scene, wire) -> None:
    run = scanned(scene, b"%PDF-1.7 but nothing more")
    do(run, Step.RESUME_VISION)
    assert run.state() == ("FAILED", FailureCode.PDF_NO_TEXT)
    assert wire.requests == []


def test_after_a_failure_only_the_missing_pages_are_asked_for(scene, wire) -> None:
    run = scanned(scene, blank_scan(3))
    wire.say(Say(text=FIRST), Say(status=503))
    assert do(run, Step.RESUME_VISION).outcome == "requeued"
    wire.say(Say(text="NO_TEXT"), Say(text=SECOND))
    assert do(run, Step.RESUME_VISION, dispatch=2).outcome == "succeeded"
    assert len(wire.questions()) == 4
    assert read(scene).index("Brightharbor") < read(scene).index("Python")


def test_when_the_time_is_over_the_next_delivery_goes_on_and_no_failure_is_counted(
    scene, wire
) -> None:
    run = scanned(scene, blank_scan(3))
    hasty = partial(resume_vision.run, page_s=3600)
    wire.say(Say(text=FIRST), Say(text="NO_TEXT"), Say(text=SECOND))
    outcomes = [run.work(Step.RESUME_VISION, hasty, dispatch).outcome for dispatch in (1, 2, 3)]
    assert outcomes == ["deferred", "deferred", "succeeded"]
    assert len(wire.questions()) == 3
    assert (run.row(Step.RESUME_VISION)["failures"], run.state()[0]) == (0, "PENDING")


def test_a_second_delivery_reads_nothing_and_promises_nothing(scene, wire) -> None:
    run = scanned(scene, blank_scan(1))
    wire.say(Say(text=FIRST))
    outcomes = [do(run, Step.RESUME_VISION).outcome for _ in range(2)]
    assert outcomes == ["succeeded", "stale"]
    assert len(wire.questions()) == 1
    assert [m.task_template_id for m in run.letters()] == [Step.RESUME_VISION, Step.RESUME_SUMMARY]
    assert run.balance() == 18


def test_a_scan_that_was_replaced_while_it_was_read_writes_nothing(scene, wire) -> None:
    old = scanned(scene, blank_scan(1))
    replaced: list[Run] = []

    def slow(ctx, attempt, screen):
        result = resume_vision.run(ctx, attempt, screen)
        replaced.append(scanned(scene, blank_scan(1)))
        return result

    wire.say(Say(text=FIRST))
    assert old.work(Step.RESUME_VISION, slow).outcome == "fenced"
    assert stored(scene).original_text is None
    assert (replaced[0].state(), replaced[0].balance()) == (("PENDING", None), 18)


def test_every_page_goes_to_the_model_large_enough_to_be_read(scene, wire) -> None:
    run = scanned(scene, bound([Image.new("RGB", (1190, 1684), "white")]))
    wire.say(Say(text=FIRST))
    assert do(run, Step.RESUME_VISION).outcome == "succeeded"
    (picture, _) = wire.questions()[0]["messages"][1]["content"]
    data = base64.b64decode(picture["image_url"]["url"].partition(",")[2])
    assert Image.open(io.BytesIO(data)).height > 1_500
