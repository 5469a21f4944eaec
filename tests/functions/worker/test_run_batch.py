import pytest

from shared.context import Context
from shared.models.words import Lane, Step
from tests.engine.scenes import TEXT
from tests.worker.runs import Starter
from tests.worker.support import always, deliver, door, sample_body, saying
from worker.run_batch import handler


def test_a_job_summary_queues_the_match_and_tells_both_moves(start: Starter) -> None:
    run = start(*TEXT)
    here = door(Lane.BATCH, always(saying()))
    for _ in range(2):
        letter = run.letter(Step.JOB_SUMMARY)
        assert deliver(run.ctx, here, Lane.BATCH, letter)["statusCode"] == 200
    assert run.told() == ["reset", "SUMMARY_COMPLETED", "MATCH_PENDING"]
    assert len([m for m in run.letters() if m.task_template_id is Step.JOB_MATCH]) == 1


def test_the_sample_event_about_a_run_that_is_gone_is_done(ctx: Context) -> None:
    body = sample_body("worker/run_batch")
    assert deliver(ctx, handler, Lane.BATCH, body)["statusCode"] == 200


@pytest.mark.parametrize("signature", ["", "rubbish"])
def test_what_the_queue_did_not_sign_is_refused(start: Starter, signature: str) -> None:
    run = start(*TEXT)
    headers = {"upstash-signature": signature}
    answer = deliver(run.ctx, handler, Lane.BATCH, run.letter(Step.JOB_SUMMARY), headers=headers)
    assert answer["statusCode"] == 401
    assert run.row(Step.JOB_SUMMARY)["claims"] == 0
