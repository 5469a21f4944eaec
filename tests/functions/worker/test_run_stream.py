import base64
import threading
from typing import Any

import pytest

from shared.context import Context
from shared.models.run import Attempt
from shared.models.usage import Usage
from shared.models.words import Lane, Step
from shared.usecases.screen import Screen
from tests.app import send
from tests.engine import scenes
from tests.queue.signing import signed
from tests.worker.support import Run, always, deliver, door, lines, sample_body, saying
from worker.run_stream import handler

MATCH, STREAM = Step.JOB_MATCH, Lane.STREAM
ALL_FIELDS = {
    "userId", "serviceId", "taskId", "taskName", "queue", "latencyMs", "isStream", "tokenInput", "tokenOutput",
    "cost", "error",
}  # fmt: skip


def spending(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
    screen.token("word")
    usage = {"step": MATCH, "model": "m", "real_model": "p/m", "prompt_version": "1"}
    screen.record(Usage(**usage, tokens_miss=7, tokens_out=3, cost_micros=20))
    return scenes.result_by(attempt)


def test_a_delivery_is_worked_on_and_its_repetition_is_not(match: Run) -> None:
    here = door(STREAM, always(saying("text")))
    for _ in range(3):
        assert deliver(match.ctx, here, STREAM, match.letter(MATCH))["statusCode"] == 200
    assert match.state()[0] == "MATCH_COMPLETED"
    assert match.told().count("done") == 1
    assert match.balance() == 6


def test_each_delivery_leaves_one_line_with_every_field(
    match: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    headers = {"upstash-message-id": "msg_7"}
    here = door(STREAM, always(spending))
    deliver(match.ctx, here, STREAM, match.letter(MATCH), headers=headers)
    (line,) = lines(capsys.readouterr().out, "step")
    assert line.keys() >= ALL_FIELDS
    assert line["error"] == ""
    assert line["taskId"] == match.task(MATCH)
    assert (line["messageId"], line["taskName"], line["outcome"]) == ("msg_7", MATCH, "succeeded")
    assert (line["tokenInput"], line["tokenOutput"], line["isStream"]) == (7, 3, True)


def test_a_delivery_that_comes_too_late_leaves_a_whole_line_too(
    match: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    match.work(MATCH, saying("x"))
    deliver(match.ctx, handler, STREAM, match.letter(MATCH))
    (line,) = lines(capsys.readouterr().out, "step")
    assert line.keys() >= ALL_FIELDS
    assert line["outcome"] == "stale"


def test_a_bug_is_logged_without_what_a_person_wrote(
    match: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        raise ValueError("Ann Example, 13 Mill Road")

    deliver(match.ctx, door(STREAM, always(broken)), STREAM, match.letter(MATCH))
    told = capsys.readouterr()
    assert "Ann Example" not in told.out + told.err
    (bug,) = lines(told.out, "failure")
    assert bug["error"] == "ValueError"
    assert any("broken" in place for place in bug["where"])
    (line,) = lines(told.out, "step")
    assert (line["outcome"], line["error"]) == ("requeued", "INTERNAL_ERROR")


def test_a_body_that_arrives_encoded_is_signed_as_it_was(match: Run) -> None:
    raw = match.letter(MATCH).model_dump_json(by_alias=True).encode()
    answer = send(
        door(STREAM, always(saying("x"))),
        "worker/run_stream",
        body=base64.b64encode(raw).decode(),
        isBase64Encoded=True,
        headers={"upstash-signature": signed(raw, match.ctx.settings.worker_urls.stream)},
    )
    assert answer["statusCode"] == 200
    assert match.state()[0] == "MATCH_COMPLETED"


def test_a_living_attempt_answers_503_and_when_to_come_back(match: Run) -> None:
    inside, go = threading.Event(), threading.Event()

    def slow(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        inside.set()
        go.wait(5)
        return scenes.result_by(attempt)

    first = threading.Thread(target=match.work, args=(MATCH, slow))
    first.start()
    inside.wait(5)
    answer = deliver(match.ctx, handler, STREAM, match.letter(MATCH))
    go.set()
    first.join()
    assert answer["statusCode"] == 503
    assert 50 < int(answer["headers"]["retry-after"]) <= 60


def test_a_commit_nobody_knows_about_is_500(match: Run) -> None:
    def spoil(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        match.execute("DELETE FROM matches WHERE service_id = %s", match.service.id)
        return scenes.result_by(attempt)

    here = door(STREAM, always(spoil))
    assert deliver(match.ctx, here, STREAM, match.letter(MATCH))["statusCode"] == 500
    match.execute("INSERT INTO matches (service_id) VALUES (%s)", match.service.id)


@pytest.mark.parametrize("signature", ["", "rubbish", "for another worker"])
def test_a_message_the_queue_did_not_sign_for_this_worker_has_no_effect(
    match: Run, signature: str
) -> None:
    raw = match.letter(MATCH).model_dump_json(by_alias=True).encode()
    token = signed(raw, match.ctx.settings.worker_urls.batch) if "for" in signature else signature
    headers = {"upstash-signature": token}
    answer = deliver(match.ctx, handler, STREAM, raw, headers=headers)
    assert answer["statusCode"] == 401
    assert match.row(MATCH)["claims"] == 0


@pytest.mark.parametrize("body", [b"{}", b"not json", b'{"v": 2}', b'[{"v": 1}]'])
def test_a_message_nobody_can_read_never_comes_back(ctx: Context, body: bytes) -> None:
    answer = deliver(ctx, handler, STREAM, body)
    assert answer["statusCode"] == 489
    assert answer["headers"]["upstash-nonretryable-error"] == "true"


def test_the_sample_event_about_a_run_that_is_gone_is_done(ctx: Context) -> None:
    body = sample_body("worker/run_stream")
    assert deliver(ctx, handler, STREAM, body)["statusCode"] == 200
