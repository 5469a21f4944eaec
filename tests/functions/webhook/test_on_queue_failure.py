import base64
import json
from typing import Any

import pytest

from shared.context import Context
from shared.locks.admission import QUEUES, admit, user_gauge
from shared.models.run import Message
from shared.models.words import Step
from shared.usecases.relay import relay
from tests.app import send
from tests.engine import scenes
from tests.engine.scenes import TEXT
from tests.queue.signing import signed
from tests.redis_server import RespRedis
from tests.worker.runs import Starter
from tests.worker.support import Run, sample_body, saying
from webhook.on_queue_failure import handler

MATCH = Step.JOB_MATCH


def post(ctx: Context, body: bytes, **headers: str) -> int:
    """Send something signed for the hook."""
    token = {"upstash-signature": signed(body, ctx.settings.worker_urls.hook)} | headers
    answer = send(handler, "webhook/on_queue_failure", body=body.decode(), headers=token)
    return answer["statusCode"]


def callback(message: Message) -> bytes:
    """What the queue says when it gave up on a message."""
    body = json.loads(sample_body("webhook/on_queue_failure"))
    raw = message.model_dump_json(by_alias=True).encode()
    return json.dumps(body | {"sourceBody": base64.b64encode(raw).decode()}).encode()


def watchdog(run: Run, turn: int = 1) -> bytes:
    body: dict[str, Any] = {"v": 1, "executionSessionId": str(run.session), "turn": turn}
    return json.dumps(body).encode()


def watch_letters(run: Run) -> list[int]:
    relay(run.ctx, run.session)
    bodies = [posted.body for posted in run.queue.requests if posted.method == "POST"]
    return [body["turn"] for body in bodies if "turn" in body]


# ---- the queue gave up


def test_a_message_nobody_could_deliver_is_sent_again(match: Run) -> None:
    assert post(match.ctx, callback(match.letter(MATCH))) == 200
    row = match.row(MATCH)
    assert (row["status"], row["failures"], row["dispatch_no"]) == ("queued", 1, 2)
    assert match.queue.requests[-1].body["dispatch"] == 2  # at once, not at the next sweep


def test_the_same_callback_twice_counts_once(match: Run) -> None:
    body = callback(match.letter(MATCH))
    for _ in range(4):
        assert post(match.ctx, body) == 200
    assert match.row(MATCH)["failures"] == 1


def test_the_third_failure_ends_the_run_for_everybody(match: Run) -> None:
    admit(match.ctx.redis, match.session, QUEUES, match.user, 60)
    for dispatch in (1, 2, 3):
        assert post(match.ctx, callback(match.letter(MATCH, dispatch))) == 200
    assert match.state() == ("MATCH_FAILED", "DELIVERY_FAILED")
    assert match.told()[-1] == "error"
    assert match.balance() == 8
    assert RespRedis().execute(["ZCARD", user_gauge(match.user)]) == 0
    assert match.tracked() == [("TASK_FAILED", "job_match")]


def test_a_callback_about_a_step_that_is_done_is_stale(match: Run) -> None:
    body = callback(match.letter(MATCH))
    match.work(MATCH, saying("done"))
    assert post(match.ctx, body) == 200
    assert match.state()[0] == "MATCH_COMPLETED"


def test_the_sample_callback_about_a_run_that_is_gone_is_done(ctx: Context) -> None:
    assert post(ctx, sample_body("webhook/on_queue_failure")) == 200


# ---- the watchdog


def test_a_watchdog_arms_its_next_turn_while_the_run_lives(match: Run) -> None:
    assert watch_letters(match) == [1]
    for _ in range(2):
        assert post(match.ctx, watchdog(match)) == 200
        assert match.queue.requests[-1].body["turn"] == 2  # at once, not at the next sweep
    assert watch_letters(match) == [1, 2]
    match.work(MATCH, saying("done"))
    assert post(match.ctx, watchdog(match, 2)) == 200
    assert watch_letters(match) == [1, 2]


def test_a_watchdog_finds_a_dead_worker(match: Run) -> None:
    with match.ctx.db.connect() as conn:
        scenes.claim(conn, match.task(MATCH))
    match.execute("UPDATE tasks SET lease_until = now() - interval '20 s' WHERE status = 'running'")
    assert post(match.ctx, watchdog(match)) == 200
    row = match.row(MATCH)
    assert (row["status"], row["dispatch_no"]) == ("queued", 2)


@pytest.mark.parametrize(("answer", "dispatch"), [(200, 1), (503, 1), (404, 2)])
def test_a_late_message_is_lost_only_if_the_queue_says_so(
    match: Run, answer: int, dispatch: int
) -> None:
    match.letter(MATCH)
    match.execute("UPDATE outbox SET sent_at = now() - interval '200 s' WHERE sent_at IS NOT NULL")
    match.queue.status = answer
    assert post(match.ctx, watchdog(match)) == 200
    assert match.row(MATCH)["dispatch_no"] == dispatch


def test_the_sample_watchdog_of_a_run_that_is_gone_is_done(ctx: Context) -> None:
    assert post(ctx, sample_body("webhook/on_queue_failure.watch")) == 200


# ---- what is refused


def test_what_the_queue_did_not_sign_for_the_hook_has_no_effect(start: Starter) -> None:
    run = start(*TEXT)
    body = callback(run.letter(Step.JOB_SUMMARY))
    for token in ("", "rubbish", signed(body, run.ctx.settings.worker_urls.batch)):
        assert post(run.ctx, body, **{"upstash-signature": token}) == 401
    assert run.row(Step.JOB_SUMMARY)["dispatch_no"] == 1


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b'{"sourceBody": "?"}', b'{"sourceBody": "e30="}']
)
def test_what_nobody_can_read_never_comes_back(ctx: Context, body: bytes) -> None:
    assert post(ctx, body) == 489
