import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from cron.sweep import handler
from shared.context import Context
from shared.dal import accounts
from shared.locks.admission import queue_gauge, user_gauge
from shared.models.words import Step
from tests.app import AWS
from tests.engine import scenes
from tests.engine.scenes import TEXT
from tests.redis_server import NOBODY
from tests.worker.runs import Starter
from tests.worker.support import Run, lines

MATCH = Step.JOB_MATCH
NOTHING = dict.fromkeys(("letters", "overdue", "closed", "orphans", "healed", "forgotten"), 0)


def sweep() -> dict[str, Any]:
    event = json.loads(Path("events/cron/sweep.json").read_text(encoding="utf-8"))
    return handler(event, AWS)


def test_a_quiet_world_is_left_alone(ctx: Context, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert sweep() == NOTHING
    assert lines(capsys.readouterr().out, "sweep") == []


def test_a_letter_whose_relay_died_is_sent(
    start: Starter, capsys: pytest.CaptureFixture[str]
) -> None:
    run = start(*TEXT)
    assert sweep()["letters"] == 2
    assert sweep()["letters"] == 0
    assert [posted.body.get("dispatch") for posted in run.queue.requests] == [1, None]
    assert lines(capsys.readouterr().out, "sweep")[0]["counts"]["letters"] == 2


def test_a_letter_the_queue_does_not_take_now_goes_later(start: Starter) -> None:
    run = start(*TEXT)
    run.queue.status, run.queue.text = 503, "later"
    assert sweep()["letters"] == 2
    run.queue.status, run.queue.text = 200, '{"messageId": "m"}'
    assert sweep()["letters"] == 0  # not yet
    run.execute("UPDATE outbox SET claimed_until = now()")
    assert sweep()["letters"] == 2


def test_a_letter_the_queue_will_never_take_fails_the_run(start: Starter) -> None:
    run = start(*TEXT)
    for _ in range(3):
        run.queue.status, run.queue.text = 400, "bad url"
        sweep()
        run.execute("UPDATE outbox SET claimed_until = NULL")
        run.execute("UPDATE tasks SET not_before = NULL")
    assert run.state() == ("SUMMARY_FAILED", "DELIVERY_FAILED")
    assert run.balance() == 8
    assert run.told() == ["error"]


def test_a_dead_worker_is_replaced_and_a_passed_deadline_gives_the_coins_back(match: Run) -> None:
    with match.ctx.db.connect() as conn:
        scenes.claim(conn, match.task(MATCH))
    assert sweep()["overdue"] == 0
    match.execute("UPDATE tasks SET lease_until = now() - interval '20 s' WHERE status = 'running'")
    assert sweep()["overdue"] == 1
    assert match.row(MATCH)["status"] == "queued"
    match.execute("UPDATE executions SET deadline_at = now() - interval '1 s'")
    assert sweep()["overdue"] == 1
    assert match.state() == ("MATCH_FAILED", "WAIT_TIMEOUT")
    assert match.balance() == 8


def test_what_still_runs_for_a_closed_account_is_ended(match: Run) -> None:
    with match.ctx.db.connect() as conn:
        accounts.close_account(conn, match.user)
    assert sweep()["closed"] == 1
    assert match.state() == ("MATCH_FAILED", "ACCOUNT_DELETED")
    assert match.told()[-1] == "cancelled"
    assert sweep()["closed"] == 0


def test_gauges_are_made_to_say_what_the_database_says(match: Run) -> None:
    redis = match.ctx.redis
    assert sweep()["healed"] == 2  # the queue of the match, and the person's own gauge
    assert redis.execute(["ZSCORE", queue_gauge("q_paid_stream"), str(match.session)])
    assert redis.execute(["ZSCORE", user_gauge(match.user), str(match.session)])
    redis.execute(["ZREM", queue_gauge("q_paid_stream"), str(match.session)])
    assert sweep()["healed"] == 0  # not at every sweep


def test_an_old_stranger_leaves_a_gauge(ctx: Context) -> None:
    admitted_long_ago = 60_000 + int(ctx.clock() * 1000)
    ctx.redis.execute(["ZADD", queue_gauge("q_paid_batch"), admitted_long_ago, str(uuid4())])
    assert sweep()["healed"] == 1
    assert ctx.redis.execute(["ZCARD", queue_gauge("q_paid_batch")]) == 0


def test_old_rows_are_forgotten_now_and_then(ctx: Context) -> None:
    with ctx.db.connect() as conn:
        conn.execute("INSERT INTO inbox VALUES ('stripe', 'evt_1', now() - interval '40 days')")
    assert sweep()["forgotten"] == 1
    assert sweep()["forgotten"] == 0


def test_the_sweep_goes_on_without_redis(start: Starter) -> None:
    run = start(*TEXT)
    run.ctx.redis = NOBODY
    assert sweep() == NOTHING | {"letters": 2}
