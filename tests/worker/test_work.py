import threading
import time
from typing import Any

import psycopg
import pytest

from shared.context import Context
from shared.dal import runs
from shared.errors import InputMissing, StaleAttempt, StepFailed, StillRunning, Unfinished
from shared.flow.plans import FLOW_LIMITS
from shared.locks.admission import QUEUES, admit, queue_gauge, user_gauge
from shared.locks.seats import place_of
from shared.models.run import Attempt
from shared.models.usage import Usage
from shared.models.words import FailureCode, Step
from shared.stream.reader import announce_viewer
from shared.usecases.endings import tell_ended
from shared.usecases.holding import PACE, Pace
from shared.usecases.judge import on_delivery_failed
from shared.usecases.screen import Screen
from shared.usecases.work import work
from tests.engine import scenes
from tests.engine.scenes import IMAGE, TEXT
from tests.redis_server import NOBODY
from tests.worker.runs import Starter
from tests.worker.support import FAST, Run, always, raising, saying, until

MATCH = Step.JOB_MATCH
POOL = place_of("deepseek-reasoner.paid").pool


def fill_pool(run: Run, seats: int = FLOW_LIMITS["deepseek-reasoner.paid"]) -> None:
    later = int((time.time() + 60) * 1000)
    for number in range(seats):
        run.ctx.redis.execute(["ZADD", POOL, later, f"p:other:{number}"])


def cancel(run: Run) -> None:
    with run.ctx.db.connect() as conn:
        ended = runs.cancel_run(conn, run.service, run.user)
    tell_ended(run.ctx, ended, FailureCode.USER_CANCELLED, run.user)


# ---- success


def test_a_step_succeeds_and_the_viewers_hear_it_after_the_commit(match: Run) -> None:
    seen: list[tuple[str, list[str]]] = []

    def watch(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        screen.token("你好")
        seen.append((match.state()[0], match.told()))
        return scenes.result_by(attempt)

    assert match.work(MATCH, watch).outcome == "succeeded"
    assert seen == [("MATCH_STREAMING", ["reset", "MATCH_STREAMING", "token"])]
    assert match.told() == ["reset", "MATCH_STREAMING", "token", "MATCH_COMPLETED", "done"]
    assert match.state() == ("MATCH_COMPLETED", None)
    assert match.balance() == 6
    assert match.tracked() == [("TASK_COMPLETED", "job_match")]


def test_the_same_message_again_does_nothing_at_all(match: Run) -> None:
    match.work(MATCH, saying("once"))
    told = match.told()
    for _ in range(3):
        assert match.work(MATCH, saying("again")).outcome == "stale"
    assert match.told() == told
    assert match.balance() == 6


def test_the_next_step_is_sent_right_after_the_commit(start: Starter) -> None:
    run = start(*IMAGE)
    run.work(Step.JOB_VISION, saying())
    sent = [posted.body.get("taskTemplateId") for posted in run.queue.requests]
    assert sent.count("job_summary") == 1
    assert run.told() == ["reset", "OCR_COMPLETED", "SUMMARY_PENDING"]
    run.work(Step.JOB_SUMMARY, saying())
    run.work(MATCH, saying("text"))
    assert run.told()[-2:] == ["MATCH_COMPLETED", "done"]
    assert run.tracked()[0] == ("TASK_COMPLETED", "job_ocr")


def test_a_step_read_as_a_whole_shows_no_streaming_state(start: Starter) -> None:
    run = start(*TEXT)
    run.work(Step.JOB_SUMMARY, saying("ignored by the state"))
    assert "MATCH_PENDING" in run.told()
    assert not any("STREAMING" in word for word in run.told())


def test_calls_of_models_leave_rows_and_totals(match: Run) -> None:
    call = Usage(
        step=MATCH, model="deepseek-reasoner", real_model="deepseek/x", prompt_version="1",
        tokens_hit=10, tokens_miss=20, tokens_out=5, cost_micros=1500,
    )  # fmt: skip

    def two_calls(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        screen.record(call)
        screen.record(call)
        return scenes.result_by(attempt)

    report = match.work(MATCH, two_calls)
    assert (report.totals["tokenInput"], report.totals["tokenOutput"]) == (60, 10)
    assert report.totals["cost"] == pytest.approx(0.003)
    with match.ctx.db.connect() as conn:
        rows = conn.execute("SELECT user_id, token_output FROM llm_usage_log").fetchall()
    assert rows == [{"user_id": match.user, "token_output": 5}] * 2


# ---- places


def test_places_are_given_back_step_by_step(start: Starter) -> None:
    run = start(*IMAGE)
    gauges = ["q_paid_vision", "q_paid_batch", "q_paid_stream"]
    admit(run.ctx.redis, run.session, gauges, run.user, 60)

    def filled() -> list[int]:
        keys = [*map(queue_gauge, gauges), user_gauge(run.user)]
        return [run.ctx.redis.execute(["ZCARD", key]) for key in keys]

    assert filled() == [1, 1, 1, 1]
    run.work(Step.JOB_VISION, saying())
    assert filled() == [0, 1, 1, 1]
    run.work(Step.JOB_SUMMARY, saying())
    assert filled() == [0, 0, 1, 1]
    run.work(MATCH, saying())
    assert filled() == [0, 0, 0, 0]


def test_a_failed_run_gives_every_place_back(start: Starter) -> None:
    run = start(*IMAGE)
    admit(run.ctx.redis, run.session, QUEUES, run.user, 60)
    run.work(Step.JOB_VISION, raising(StepFailed(FailureCode.OCR_EMPTY)))
    keys = [*map(queue_gauge, QUEUES), user_gauge(run.user)]
    assert not any(run.ctx.redis.execute(["ZCARD", key]) for key in keys)


# ---- seats


def test_no_seat_is_a_delay_and_no_failure(match: Run) -> None:
    fill_pool(match)
    begun = time.monotonic()
    assert match.work(MATCH, saying("x")).outcome == "deferred"
    assert time.monotonic() - begun >= FAST.seat_wait  # somebody watches: it waits a little
    row = match.row(MATCH)
    assert (row["status"], row["failures"], row["defers"], row["dispatch_no"]) == (
        "queued",
        0,
        1,
        2,
    )
    with pytest.raises(StillRunning) as early:
        match.work(MATCH, saying("x"), dispatch=2)
    assert 1 < early.value.wait_s <= 4
    match.execute("UPDATE tasks SET not_before = NULL WHERE task_id = %s", match.task(MATCH))
    match.ctx.redis.execute(["DEL", POOL])
    assert match.work(MATCH, saying("x"), dispatch=2).outcome == "succeeded"
    assert match.ctx.redis.execute(["ZCARD", POOL]) == 0


def test_work_nobody_watches_does_not_wait_for_a_seat(start: Starter) -> None:
    run, pool = start(*TEXT), place_of("deepseek-chat.paid").pool
    later = int((time.time() + 60) * 1000)
    for number in range(FLOW_LIMITS["deepseek-chat.paid"]):
        run.ctx.redis.execute(["ZADD", pool, later, f"p:other:{number}"])
    begun = time.monotonic()
    assert run.work(Step.JOB_SUMMARY, saying(), pace=Pace(seat_wait=5)).outcome == "deferred"
    assert time.monotonic() - begun < 2


def test_a_seat_that_gets_free_in_time_is_taken(match: Run) -> None:
    fill_pool(match)
    leaving = threading.Timer(0.1, match.ctx.redis.execute, args=(["ZREM", POOL, "p:other:0"],))
    leaving.start()
    assert (
        match.work(MATCH, saying("x"), pace=Pace(seat_wait=5, seat_poll=0.05)).outcome
        == "succeeded"
    )
    leaving.join()


def test_a_seat_is_given_back_whatever_happens(match: Run) -> None:
    for failure in (StepFailed(FailureCode.PROVIDER_ERROR, retriable=True), ZeroDivisionError()):
        match.work(MATCH, raising(failure), dispatch=match.row(MATCH)["dispatch_no"])
        assert match.ctx.redis.execute(["ZCARD", POOL]) == 0


def test_waiting_for_a_seat_ends_with_the_deadline(match: Run) -> None:
    fill_pool(match)
    match.execute(
        "UPDATE executions SET deadline_at = now() - interval '1 s' WHERE session_id = %s",
        match.session,
    )
    report = match.work(MATCH, saying("x"))
    assert (report.outcome, report.error) == ("failed", "WAIT_TIMEOUT")
    assert match.told()[-1] == "error"
    assert match.balance() == 8


def test_work_that_goes_on_in_the_next_delivery_counts_no_failure_and_ends_with_the_deadline(
    match: Run,
) -> None:
    assert match.work(MATCH, raising(Unfinished())).outcome == "deferred"
    row = match.row(MATCH)
    assert (row["status"], row["failures"], row["defers"]) == ("queued", 0, 1)
    match.execute(
        "UPDATE executions SET deadline_at = now() - interval '1 s' WHERE session_id = %s",
        match.session,
    )
    report = match.work(MATCH, raising(Unfinished()), dispatch=2)
    assert (report.outcome, report.error, match.balance()) == ("failed", "WAIT_TIMEOUT", 8)


# ---- failures


def test_a_second_delivery_while_the_first_works_is_told_to_wait(match: Run) -> None:
    inside, go = threading.Event(), threading.Event()

    def slow(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        inside.set()
        go.wait(5)
        return scenes.result_by(attempt)

    first = threading.Thread(target=match.work, args=(MATCH, slow))
    first.start()
    inside.wait(5)
    with pytest.raises(StillRunning) as busy:
        match.work(MATCH, saying("x"))
    go.set()
    first.join()
    assert 50 < busy.value.wait_s <= 60
    assert match.state()[0] == "MATCH_COMPLETED"


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (StepFailed(FailureCode.PROVIDER_ERROR, retriable=True), "PROVIDER_ERROR"),
        (ZeroDivisionError("surprise"), "INTERNAL_ERROR"),
    ],
)
def test_three_failures_end_the_run_and_give_the_coins_back(
    match: Run, failure: Exception, code: str
) -> None:
    outcomes = [
        match.work(MATCH, raising(failure, "half a sen"), dispatch).outcome
        for dispatch in (1, 2, 3)
    ]
    assert outcomes == ["requeued", "requeued", "failed"]
    assert match.row(MATCH)["failures"] == 3
    assert match.state() == ("MATCH_FAILED", code)
    assert match.told()[-1] == "error"
    assert match.balance() == 8
    assert match.tracked() == [("TASK_FAILED", "job_match")]


def test_a_new_attempt_voids_the_text_of_the_one_before(match: Run) -> None:
    match.work(MATCH, raising(StepFailed(FailureCode.PROVIDER_ERROR, retriable=True), "half a sen"))
    match.work(MATCH, saying("all of it"), dispatch=2)
    texts = [event.data["text"] for event in match.events() if event.name == "token"]
    assert texts == ["all of it"]
    assert match.state()[0] == "MATCH_COMPLETED"


def test_a_final_failure_is_final_at_once(match: Run) -> None:
    report = match.work(MATCH, raising(StepFailed(FailureCode.JSON_PARSE_FAILED)))
    assert (report.outcome, report.error) == ("failed", "JSON_PARSE_FAILED")
    assert match.row(MATCH)["failures"] == 1
    assert match.balance() == 8


def test_the_provider_decides_how_long_to_wait(match: Run) -> None:
    busy = StepFailed(FailureCode.RATE_LIMITED, retriable=True, delay_s=40)
    match.work(MATCH, raising(busy), pace=PACE)
    with pytest.raises(StillRunning) as early:
        match.work(MATCH, saying("x"), dispatch=2)
    assert 35 < early.value.wait_s <= 40


def test_a_failed_commit_is_nobodys_success(match: Run) -> None:
    def spoil(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        match.execute("DELETE FROM matches WHERE service_id = %s", match.service.id)
        return scenes.result_by(attempt)

    with pytest.raises(psycopg.errors.RaiseException, match="no result row"):
        match.work(MATCH, spoil)
    assert (
        match.row(MATCH)["status"] == "running"
    )  # the lease runs out, the next delivery takes over
    match.execute("INSERT INTO matches (service_id) VALUES (%s)", match.service.id)
    match.execute("UPDATE tasks SET lease_until = now() - interval '1 s' WHERE status = 'running'")
    assert match.work(MATCH, saying("x")).outcome == "succeeded"


def test_a_run_whose_attempts_all_died_is_ended_by_the_claim(match: Run) -> None:
    match.execute("UPDATE tasks SET claims = 6 WHERE task_id = %s", match.task(MATCH))
    report = match.work(MATCH, saying("x"))
    assert (report.outcome, report.error) == ("failed", "WORKER_DIED")
    assert match.told() == ["error"]
    assert match.balance() == 8


def test_an_input_that_is_not_there_is_waited_for_without_a_failure(match: Run) -> None:
    assert match.work(MATCH, raising(InputMissing("summary"))).outcome == "deferred"
    assert match.told() == ["reset", "stage"]
    row = match.row(MATCH)
    assert (row["failures"], row["defers"]) == (0, 1)


# ---- ended from outside


def test_a_cancel_stops_the_model_within_one_flush(match: Run) -> None:
    said: list[int] = []
    announce_viewer(match.ctx.redis, match.session)

    def talk(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        for number in range(400):
            screen.token(f"{number} ")
            said.append(number)
            time.sleep(0.01)
            if number == 20:
                cancel(match)
        raise AssertionError("the model was not stopped")

    assert match.work(MATCH, talk, pace=PACE).outcome == "fenced"
    assert len(said) < 60
    assert match.told()[-1] == "cancelled"
    assert match.state() == ("MATCH_FAILED", "USER_CANCELLED")
    assert match.balance() == 8


def test_a_model_that_thinks_in_silence_is_stopped_by_the_heart(
    match: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    noticed: list[bool] = []

    def think(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        cancel(match)
        until(lambda: not screen.alive())
        noticed.append(True)
        raise RuntimeError("the provider closed the line")

    assert match.work(MATCH, think).outcome == "fenced"
    assert noticed
    assert match.state() == ("MATCH_FAILED", "USER_CANCELLED")
    assert "RuntimeError" not in capsys.readouterr().out  # stopping is no bug


def test_a_heart_keeps_the_lease_of_a_long_answer(match: Run) -> None:
    def think(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        for _ in range(2):
            before = match.row(MATCH)["lease_until"]
            until(lambda lease=before: match.row(MATCH)["lease_until"] > lease, within_s=20)
        return scenes.result_by(attempt)

    assert match.work(MATCH, think).outcome == "succeeded"
    assert match.row(MATCH)["claims"] == 1


def test_a_heart_keeps_the_seat_of_a_long_answer(match: Run) -> None:
    def think(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        seat = ["ZSCORE", POOL, f"p:{attempt.session_id}:{attempt.epoch}"]
        before = float(ctx.redis.execute(seat))
        until(lambda: float(ctx.redis.execute(seat)) > before, within_s=20)
        return scenes.result_by(attempt)

    assert match.work(MATCH, think).outcome == "succeeded"


def test_an_attempt_that_overslept_can_write_no_more(match: Run) -> None:
    def oversleep(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        screen.token("zombie")
        match.execute(
            "UPDATE tasks SET lease_until = now() - interval '1 s' WHERE status = 'running'"
        )
        assert match.work(MATCH, saying("the living")).outcome == "succeeded"
        return {"session": str(attempt.session_id), "epoch": attempt.epoch}

    assert match.work(MATCH, oversleep, pace=PACE).outcome == "fenced"
    assert match.told()[-1] == "done"
    texts = [event.data["text"] for event in match.events() if event.name == "token"]
    assert texts == ["the living"]
    assert match.balance() == 6


def test_a_callback_never_ends_a_living_attempt(match: Run) -> None:
    def judged(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        assert not on_delivery_failed(ctx, match.letter(MATCH))
        return scenes.result_by(attempt)

    assert match.work(MATCH, judged).outcome == "succeeded"


# ---- without Redis


def test_the_work_goes_on_without_redis(match: Run) -> None:
    letter = match.letter(MATCH)
    alive, match.ctx.redis = match.ctx.redis, NOBODY
    report = work(match.ctx, letter, always(saying("nobody sees this")), FAST)
    match.ctx.redis = alive
    assert report.outcome == "succeeded"
    assert match.told() == []
    assert match.state()[0] == "MATCH_COMPLETED"


def test_every_method_of_a_screen_stops_a_lost_attempt(match: Run) -> None:
    def lost(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        cancel(match)
        for word in ("a", "b"):
            with pytest.raises(StaleAttempt):
                screen.token(word)
        with pytest.raises(StaleAttempt):
            screen.restart()
        with pytest.raises(StaleAttempt):
            screen.stage("x")
        return {}

    assert match.work(MATCH, lost).outcome == "fenced"
