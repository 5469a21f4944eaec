import json
import subprocess
import sys
import time

import pytest

from cron.sweep import handler as sweep
from shared.errors import StillRunning
from shared.models.words import Step
from tests.app import AWS
from tests.redis_server import redis_port
from tests.worker.runs import match, start
from tests.worker.support import Run, saying

__all__ = ["match", "start"]

MATCH = Step.JOB_MATCH


def kill_a_worker(run: Run, dispatch: int, lease_s: float) -> None:
    """Give the message to a real process, and kill it while its model speaks."""
    order = {
        "database": run.ctx.settings.database_url,
        "queue": run.queue.url,
        "redis": redis_port(),
        "lease": lease_s,
        "message": run.letter(MATCH, dispatch).model_dump(mode="json", by_alias=True),
    }
    command = [sys.executable, "-m", "tests.chaos.slow_worker"]
    path = {"PYTHONPATH": ".:functions", "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=path, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(order))
        process.stdin.close()
        assert process.stdout.readline() == "working\n"
        process.kill()


def test_a_match_whose_worker_was_killed_is_taken_over_and_completed(match: Run) -> None:
    kill_a_worker(match, dispatch=1, lease_s=2)
    assert match.told() == ["reset", "MATCH_STREAMING", "token"]
    with pytest.raises(StillRunning):  # the queue comes again: the dead one's lease has to run out
        match.work(MATCH, saying("all of it"))
    time.sleep(2.1)
    assert match.work(MATCH, saying("all of it")).outcome == "succeeded"
    assert match.state() == ("MATCH_COMPLETED", None)
    assert match.told()[-2:] == ["MATCH_COMPLETED", "done"]
    texts = [event.data["text"] for event in match.events() if event.name == "token"]
    assert texts == ["all of it"]
    assert match.balance() == 6


def test_a_match_that_kills_every_worker_fails_and_gives_the_coins_back(match: Run) -> None:
    for dispatch in (1, 2, 3):
        kill_a_worker(match, dispatch, lease_s=60)
        match.execute(
            "UPDATE tasks SET lease_until = now() - interval '20 s' WHERE status = 'running'"
        )
        sweep({}, AWS)  # the queue never called back: the clock finds the dead lease
    assert match.state() == ("MATCH_FAILED", "WORKER_DIED")
    assert match.balance() == 8
    assert match.told()[-1] == "error"
