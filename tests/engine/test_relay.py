"""Promised messages, the reaper and the watchdog."""

from uuid import UUID

from shared.dal import outbox, runs
from shared.dal.connect import Tx
from shared.dal.rows import value
from shared.models.words import FailureCode, Step
from tests.engine.scenes import Run, claim, finish
from tests.engine.world import at_once, expire_deadline, expire_lease, second


def sent_ago(conn: Tx, session: UUID, seconds: float) -> None:
    """The relay sent all letters of a run a while ago."""
    conn.execute(
        "UPDATE outbox SET sent_at = now() - make_interval(secs => %s) WHERE session_id = %s",
        (float(seconds), session),
    )


def held_until_now(conn: Tx) -> None:
    """Whoever took letters has held them for too long."""
    conn.execute("UPDATE outbox SET claimed_until = now() - interval '1 s'")


def codes(conn: Tx, session: UUID) -> list[str]:
    return [str(overdue.code) for overdue in runs.reap(conn, session)]


def test_four_relays_never_take_the_same_letter(conn: Tx, run: Run) -> None:
    calls = [lambda other: outbox.claim(other, run.session) for _ in range(4)]
    letters = [letter for batch in at_once(conn, *calls) for letter in batch]
    assert sorted((letter.topic, letter.ref) for letter in letters) == [
        ("task", run.task), ("watch", str(run.session)),
    ]  # fmt: skip
    assert not any(letter.moot for letter in letters)


def test_a_relay_passes_over_letters_another_one_is_taking(conn: Tx, run: Run) -> None:
    with second(conn) as other, other.transaction():
        assert len(outbox.claim(other, run.session, limit=1)) == 1
        assert [letter.topic for letter in outbox.claim(conn, run.session)] == ["watch"]


def test_a_relay_that_died_leaves_its_letters_to_the_next(conn: Tx, run: Run) -> None:
    assert len(outbox.claim(conn, run.session)) == 2
    assert outbox.claim(conn, run.session) == []
    held_until_now(conn)
    assert [letter.tries for letter in outbox.claim(conn)] == [2, 2]


def test_a_letter_that_was_sent_is_not_sent_again(conn: Tx, run: Run) -> None:
    for letter in outbox.claim(conn, run.session):
        outbox.done(conn, letter.id, "msg_1")
    held_until_now(conn)
    assert outbox.claim(conn, run.session) == []
    assert value(conn, "SELECT count(*) FROM outbox WHERE provider_id = 'msg_1'") == 2


def test_a_letter_the_queue_did_not_take_waits_for_its_turn(conn: Tx, run: Run) -> None:
    for letter in outbox.claim(conn, run.session):
        outbox.postpone(conn, letter.id, "503", 20)
    assert outbox.claim(conn, run.session) == []
    held_until_now(conn)
    assert len(outbox.claim(conn, run.session)) == 2
    assert value(conn, "SELECT last_error FROM outbox LIMIT 1") == "503"


def test_letters_of_a_run_that_is_over_are_moot(conn: Tx, run: Run) -> None:
    runs.cancel_run(conn, run.service, run.user)
    letters = outbox.claim(conn, run.session)
    assert [letter.moot for letter in letters] == [True, True]
    for letter in letters:
        outbox.drop(conn, letter.id, "moot")
    held_until_now(conn)
    assert outbox.claim(conn) == []


def test_a_letter_of_an_older_dispatch_is_moot_and_the_new_one_carries_its_delay(
    conn: Tx, run: Run
) -> None:
    runs.defer(conn, run.task, claim(conn, run.task).epoch, 30)
    letters = {(letter.ref, letter.turn): letter for letter in outbox.claim(conn, run.session)}
    assert letters[run.task, 1].moot
    new = letters[run.task, 2]
    assert not new.moot
    assert 28 < new.delay_s <= 30
    assert (new.step, new.queue, new.flow_key) == (
        Step.JOB_SUMMARY, "q_paid_batch", "deepseek-chat.paid",
    )  # fmt: skip


def test_the_next_step_has_its_letter_at_once(conn: Tx, run: Run) -> None:
    finish(conn, run.service, run.session, Step.JOB_SUMMARY)
    letters = outbox.claim(conn, run.session)
    assert [letter.step for letter in letters if not letter.moot and letter.topic == "task"] == [
        Step.JOB_MATCH
    ]


def test_a_relay_of_one_run_leaves_other_runs_alone(conn: Tx, run: Run) -> None:
    assert outbox.claim(conn, UUID(int=0)) == []
    assert len(outbox.claim(conn, run.session, limit=1)) == 1


def test_an_unsent_letter_is_the_relays_business(conn: Tx, run: Run) -> None:
    assert codes(conn, run.session) == []


def test_a_message_that_never_came_is_lost_after_two_minutes(conn: Tx, run: Run) -> None:
    sent_ago(conn, run.session, 100)
    assert codes(conn, run.session) == []
    sent_ago(conn, run.session, 121)
    (overdue,) = runs.reap(conn)
    assert (overdue.task_id, overdue.session_id, overdue.dispatch_no, overdue.code) == (
        run.task, run.session, 1, FailureCode.MESSAGE_LOST,
    )  # fmt: skip
    claim(conn, run.task)
    assert codes(conn, run.session) == []


def test_a_dead_lease_is_found_after_the_grace(conn: Tx, run: Run) -> None:
    claim(conn, run.task)
    expire_lease(conn, run.task, 10)
    assert codes(conn, run.session) == []
    expire_lease(conn, run.task, 16)
    assert codes(conn, run.session) == ["WORKER_DIED"]


def test_a_delay_is_no_loss(conn: Tx, run: Run) -> None:
    runs.defer(conn, run.task, claim(conn, run.task).epoch, 600)
    sent_ago(conn, run.session, 300)
    assert codes(conn, run.session) == []


def test_a_delay_that_is_over_but_not_sent_is_no_loss(conn: Tx, run: Run) -> None:
    runs.defer(conn, run.task, claim(conn, run.task).epoch, 600)
    conn.execute("UPDATE tasks SET not_before = now() - interval '300 s'")
    assert codes(conn, run.session) == []


def test_a_deadline_that_passed_in_the_queue_is_found_and_at_work_it_is_not(
    conn: Tx, run: Run
) -> None:
    expire_deadline(conn, run.session)
    assert codes(conn, run.session) == ["WAIT_TIMEOUT"]
    claim(conn, run.task)
    assert codes(conn, run.session) == []
    expire_lease(conn, run.task)
    assert codes(conn, run.session) == ["WAIT_TIMEOUT"]


def test_a_letter_refused_for_good_is_found_and_gets_a_new_one(conn: Tx, run: Run) -> None:
    (letter,) = (x for x in outbox.claim(conn, run.session) if x.topic == "task")
    outbox.drop(conn, letter.id, "no such destination")
    (overdue,) = runs.reap(conn, run.session)
    assert (overdue.dispatch_no, overdue.code) == (1, FailureCode.DELIVERY_FAILED)
    assert runs.arbitrate(conn, run.task, 1, overdue.code) is None
    assert [x.turn for x in outbox.claim(conn, run.session) if x.topic == "task"] == [2]


def test_the_reaper_reads_and_changes_nothing(conn: Tx, run: Run) -> None:
    expire_deadline(conn, run.session)
    assert runs.reap(conn) == runs.reap(conn)
    assert value(conn, "SELECT status FROM executions") == "running"


def test_the_watchdog_arms_itself_once_until_the_run_is_over(conn: Tx, run: Run) -> None:
    claim(conn, run.task)
    expire_lease(conn, run.task)
    (overdue,) = runs.watch_run(conn, run.session, 1)
    assert (overdue.task_id, overdue.code) == (run.task, FailureCode.WORKER_DIED)
    assert runs.watch_run(conn, run.session, 1) == [overdue]  # delivered twice, armed once
    turns = conn.execute("SELECT turn FROM outbox WHERE topic = 'watch' ORDER BY turn").fetchall()
    assert [row["turn"] for row in turns] == [1, 2]
    runs.cancel_run(conn, run.service, run.user)
    assert runs.watch_run(conn, run.session, 2) == []
    assert value(conn, "SELECT count(*) FROM outbox WHERE topic = 'watch'") == 2


def test_old_letters_are_forgotten_and_those_of_live_runs_kept(conn: Tx, run: Run) -> None:
    sent_ago(conn, run.session, 8 * 86400)
    conn.execute("INSERT INTO inbox VALUES ('stripe', 'evt_1', now() - interval '31 days')")
    assert outbox.forget_old(conn) == 1
    runs.cancel_run(conn, run.service, run.user)
    assert outbox.forget_old(conn) == 2
