"""What screens ask: the state of a run, places in the queue, the coin history, the nearest knowledge."""

import uuid

import pytest

from shared.dal import knowledge, ledger, runs, status
from shared.dal.connect import Tx
from shared.errors import NotFound
from shared.models.stored import Chunk
from shared.models.words import FailureCode, RunStatus, Step, Tier
from tests.engine.scenes import (
    IMAGE,
    TEXT,
    claim,
    finish,
    person,
    resume_of,
    service_of,
    start,
    task_of,
)
from tests.engine.world import expire_lease


def test_the_state_of_a_run_is_its_subjects_until_a_newer_run_begins(conn: Tx) -> None:
    user = person(conn)
    service = service_of(conn, user)
    session = start(conn, user, service, *TEXT).session_id
    state = status.of_session(conn, session, user)
    assert (state.status, state.state_version, state.over) == ("SUMMARY_PENDING", 1, False)
    assert (state.tier, state.epoch, state.failure_code, state.overdue) == (
        Tier.PAID,
        0,
        None,
        False,
    )
    runs.cancel_run(conn, service, user)
    again = start(conn, user, service, *TEXT).session_id
    old = status.of_session(conn, session, user)
    assert (old.status, old.failure_code, old.run_status) == (
        "SUMMARY_FAILED", FailureCode.USER_CANCELLED, RunStatus.CANCELLED,
    )  # fmt: skip
    assert old.over
    assert old.state_version == 2
    assert status.of_session(conn, again, user).status == "SUMMARY_PENDING"


def test_a_replaced_upload_is_over_for_its_viewer(conn: Tx) -> None:
    user = person(conn)
    resume = resume_of(conn, user)
    session = start(conn, user, resume, Step.RESUME_SUMMARY, supersede=True).session_id
    start(conn, user, resume, Step.RESUME_SUMMARY, supersede=True)
    state = status.of_session(conn, session, user)
    assert (state.over, state.failure_code) == (True, FailureCode.SUPERSEDED)


def test_the_run_of_somebody_else_is_not_found(conn: Tx) -> None:
    user = person(conn)
    service = service_of(conn, user)
    session = start(conn, user, service, *TEXT).session_id
    stranger = person(conn)
    for call in (
        lambda: status.of_session(conn, session, stranger),
        lambda: status.of_session(conn, uuid.uuid4(), user),
        lambda: status.of_subject(conn, service, stranger),
    ):
        with pytest.raises(NotFound):
            call()


def test_a_run_with_a_dead_worker_is_overdue(conn: Tx) -> None:
    user = person(conn)
    service = service_of(conn, user)
    session = start(conn, user, service, *TEXT).session_id
    name = task_of(service, session, Step.JOB_SUMMARY)
    claim(conn, name)
    assert not status.of_session(conn, session, user).overdue
    expire_lease(conn, name)
    assert status.of_session(conn, session, user).overdue
    assert status.of_subject(conn, service, user).overdue


def test_the_state_of_a_subject_before_during_and_after_a_run(conn: Tx) -> None:
    user = person(conn)
    service = service_of(conn, user)
    before = status.of_subject(conn, service, user)
    assert (before.status, before.session_id, before.live) == ("IDLE", None, False)
    session = start(conn, user, service, *TEXT).session_id
    during = status.of_subject(conn, service, user)
    assert (during.status, during.session_id, during.live) == ("SUMMARY_PENDING", session, True)
    for step in TEXT:
        finish(conn, service, session, step)
    after = status.of_subject(conn, service, user)
    assert (after.status, after.live, after.state_version) == ("MATCH_COMPLETED", False, 5)
    assert status.of_subject(conn, resume_of(conn, user), user).status == "COMPLETED"


def test_the_place_in_the_queue_counts_who_came_before(conn: Tx) -> None:
    sessions = []
    for _ in range(3):
        user = person(conn)
        service = service_of(conn, user)
        sessions.append((user, start(conn, user, service, *TEXT).session_id, service))
    places = [status.of_session(conn, session, user).position for user, session, _ in sessions]
    assert places == [0, 1, 2]
    _, session, service = sessions[0]
    claim(conn, task_of(service, session, Step.JOB_SUMMARY))
    places = [status.of_session(conn, session, user).position for user, session, _ in sessions]
    assert places == [None, 0, 1]


def test_live_places_are_those_of_unfinished_steps(conn: Tx) -> None:
    user = person(conn)
    service = service_of(conn, user)
    session = start(conn, user, service, *IMAGE).session_id
    queues = ["q_paid_batch", "q_paid_stream", "q_paid_vision"]
    assert [place.queue for place in status.live_places(conn)] == queues
    assert status.queues_left(conn, session) == queues
    finish(conn, service, session, Step.JOB_VISION)
    assert status.queues_left(conn, session) == queues[:2]
    assert status.live_services(conn, user) == 1
    runs.cancel_run(conn, service, user)
    assert status.queues_left(conn, session) == []
    assert status.live_places(conn) == []
    assert status.live_services(conn, user) == 0


def test_the_history_has_one_line_a_bundle_with_its_outcome(conn: Tx) -> None:
    user = person(conn, 8)
    service = service_of(conn, user)
    session = start(conn, user, service, *TEXT).session_id
    for step in TEXT:
        finish(conn, service, session, step)
    other = service_of(conn, user)
    start(conn, user, other, *IMAGE)
    runs.cancel_run(conn, other, user)
    ledger.credit(conn, user, 10, "order-1")
    start(conn, user, resume_of(conn, user), Step.RESUME_SUMMARY)
    lines = ledger.history(conn, user)
    assert [(line.kind, line.coins, line.outcome) for line in lines] == [
        ("run", -1, "held"), ("purchase", 10, "received"), ("run", -3, "returned"),
        ("run", -2, "spent"), ("grant", 8, "received"),
    ]  # fmt: skip
    assert lines[2].steps == ["job_vision", "job_summary", "job_match"]
    assert (lines[2].service_id, lines[0].service_id) == (other.id, None)
    assert lines[1].steps == []


def test_the_history_comes_in_pages_without_gap_or_repeat(conn: Tx) -> None:
    user = person(conn, 8)
    for number in range(7):
        ledger.credit(conn, user, 1, f"order-{number}")
        ledger.credit(conn, person(conn), 1, f"other-{number}")
    whole = ledger.history(conn, user)
    assert len(whole) == 8
    pages, before = [], None
    while page := ledger.history(conn, user, before=before, limit=3):
        pages += page
        before = page[-1].id
    assert pages == whole


def chunk(number: int, **changes: object) -> Chunk:
    """A chunk that points along one axis."""
    vector = [0.0] * 2048
    vector[number] = 1.0
    fields = {
        "source": "guide.md", "chunk_index": number, "title": f"Title {number}", "content": f"Text {number}",
        "content_hash": f"h{number}", "embedding": vector, "embedding_model": "m",
        "lang": "en", "category": "match", **changes,
    }  # fmt: skip
    return Chunk.model_validate(fields)


def test_a_second_ingest_changes_nothing_and_a_new_text_replaces_the_old(conn: Tx) -> None:
    assert [knowledge.upsert(conn, chunk(n)) for n in range(3)] == [True] * 3
    assert [knowledge.upsert(conn, chunk(n)) for n in range(3)] == [False] * 3
    assert knowledge.upsert(conn, chunk(1, content="New", content_hash="h1b"))
    known = knowledge.known(conn, "m")
    assert known["guide.md", "en", "match", 1] == "h1b"
    assert len(known) == 3
    assert knowledge.prune(conn, "guide.md", "en", "match", "m", keep_below=1) == 2
    assert knowledge.prune(conn, "guide.md", "en", "match", "other", keep_below=0) == 0
    assert len(knowledge.known(conn, "m")) == 1


def test_the_nearest_chunks_come_first_and_only_of_the_same_kind(conn: Tx) -> None:
    for number in range(6):
        knowledge.upsert(conn, chunk(number))
    knowledge.upsert(conn, chunk(0, lang="zh"))
    knowledge.upsert(conn, chunk(0, category="interview"))
    knowledge.upsert(conn, chunk(0, embedding_model="other"))
    knowledge.upsert(conn, chunk(0, source="secret.md", is_public=False))
    question = [0.0] * 2048
    question[2], question[4] = 1.0, 0.5
    with conn.transaction():
        found = knowledge.nearest(
            conn, question, embedding_model="m", lang="en", categories=["match", "match_intent"]
        )
    assert [entry.title for entry in found[:2]] == ["Title 2", "Title 4"]
    assert len(found) == 3
    assert found[0].distance < found[1].distance < found[2].distance
    assert {entry.category for entry in found} == {"match"}
