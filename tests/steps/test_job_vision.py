"""A screenshot becomes a job text as if it had been pasted: cleaned, masked, encrypted."""

import io
import json

import pytest
from PIL import Image

from shared.models.words import FailureCode, Step
from shared.usecases.vault import open_masked
from tests.llm.wire_server import Say
from tests.steps.scene import JOB, JOB_ANSWER, Scene, do
from tests.worker.support import Run

IMAGE_STEPS = (Step.JOB_VISION, Step.JOB_SUMMARY, Step.JOB_MATCH)
KEY = "job-images/someone/1.png"


def pictured(scene: Scene, data: bytes | None = None) -> Run:
    """A run on a screenshot."""
    if data is None:
        target = io.BytesIO()
        Image.new("RGB", (60, 40), "white").save(target, "PNG")
        data = target.getvalue()
    scene.ctx.objects.put(KEY, data, "image/png")
    with scene.ctx.db.connect() as conn:
        conn.execute(
            "UPDATE jobs SET original_text = NULL, original_image = %s WHERE service_id = %s",
            (KEY, scene.service),
        )
    return scene.start(*IMAGE_STEPS)


def test_the_text_of_the_picture_is_kept_sealed_and_read_by_the_next_step(scene, wire) -> None:
    run = pictured(scene)
    said = JOB.replace("3+", "３+") + "\nAsk ann: +44 20 7946 0000 or hr@meridian.example"
    wire.say(Say(text=said), Say(text=json.dumps(JOB_ANSWER)))
    assert do(run, Step.JOB_VISION).outcome == "succeeded"
    sealed = scene.job()["original_text"]
    assert b"Kafka" not in sealed
    masked = open_masked(scene.ctx, scene.user, sealed)
    assert "3+ years of Python" in masked.text
    assert "7946" not in masked.text
    assert "hr@meridian.example" not in masked.text
    assert scene.job()["notes"][0]["kind"] == "read_by_ocr"
    assert do(run, Step.JOB_SUMMARY).outcome == "succeeded"
    assert scene.job()["summary"]["requirements"][0]["text"] == "3+ years of Python"
    (picture, text) = wire.questions()[0]["messages"][1]["content"]
    assert picture["image_url"]["url"].startswith("data:image/jpeg;base64,")
    assert text["type"] == "text"


@pytest.mark.parametrize("said", ["NO_TEXT", "  ", "Loading"])
def test_a_picture_without_a_job_gives_all_coins_back(scene, wire, said) -> None:
    run = pictured(scene)
    before = run.balance()
    wire.say(Say(text=said))
    do(run, Step.JOB_VISION)
    assert run.state() == ("OCR_FAILED", FailureCode.OCR_EMPTY)
    assert run.balance() == before + 3


def test_a_picture_that_cannot_be_read_is_never_sent(scene, wire) -> None:
    run = pictured(scene, b"\x89PNG\r\n\x1a\n but nothing more")
    do(run, Step.JOB_VISION)
    assert run.state() == ("OCR_FAILED", FailureCode.OCR_EMPTY)
    assert wire.requests == []
