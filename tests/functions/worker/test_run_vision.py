from shared.context import Context
from shared.models.words import Lane, Step
from tests.engine.scenes import IMAGE
from tests.worker.runs import Starter
from tests.worker.support import always, deliver, door, sample_body, saying
from worker.run_vision import handler


def test_a_picture_that_was_read_queues_the_summary_once(start: Starter) -> None:
    run = start(*IMAGE)
    here = door(Lane.VISION, always(saying()))
    for _ in range(2):
        letter = run.letter(Step.JOB_VISION)
        assert deliver(run.ctx, here, Lane.VISION, letter)["statusCode"] == 200
    assert run.state()[0] == "SUMMARY_PENDING"
    assert len([m for m in run.letters() if m.task_template_id is Step.JOB_SUMMARY]) == 1


def test_the_sample_event_about_a_run_that_is_gone_is_done(ctx: Context) -> None:
    body = sample_body("worker/run_vision")
    assert deliver(ctx, handler, Lane.VISION, body)["statusCode"] == 200


def test_what_the_queue_did_not_sign_is_refused(ctx: Context) -> None:
    headers = {"upstash-signature": ""}
    answer = deliver(ctx, handler, Lane.VISION, b"{}", headers=headers)
    assert answer["statusCode"] == 401
