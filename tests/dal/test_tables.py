"""Each table through its file: what is written is read, what is not ours is not found."""

import uuid

import psycopg
import pytest

from shared.dal import (
    analytics,
    assets,
    data_keys,
    inbox,
    jobs,
    ledger,
    results,
    usage,
)
from shared.dal.connect import Tx
from shared.errors import NotFound
from shared.models.run import Attempt
from shared.models.usage import Usage
from shared.models.words import AssetStatus, FailureCode, Step, SubjectKind, Tier
from tests.engine.scenes import (
    ENTRY,
    TEXT,
    claim,
    finish,
    person,
    resume_of,
    service_of,
    start,
    task_of,
)

BOTH = (SubjectKind.RESUME, SubjectKind.DETAILED_RESUME)


def test_an_upload_replaces_the_one_before_and_keeps_its_id(conn: Tx) -> None:
    conn.execute("INSERT INTO neon_auth.users_sync (id) VALUES ('ann')")
    for kind in BOTH:
        assert assets.get(conn, kind, "ann") is None
        first = assets.upsert(
            conn, kind, "ann", file_name="a.pdf", object_key="k1", text=b"one", text_version=1
        )
        second = assets.upsert(
            conn, kind, "ann", file_name="b.pdf", object_key="k2", text=b"two",
            text_version=2, notes=[{"kind": "hidden_text", "count": 1}],
        )  # fmt: skip
        assert first == second
        stored = assets.get(conn, kind, "ann")
        assert stored is not None
        assert (stored.original_text, stored.file_name, stored.object_key) == (
            b"two",
            "b.pdf",
            "k2",
        )
        assert (stored.text_version, stored.notes[0]["kind"]) == (2, "hidden_text")
        assert (stored.status, stored.tier, stored.summary) == (AssetStatus.PENDING, None, None)


def test_an_asset_tells_the_tier_of_its_run(conn: Tx) -> None:
    user = person(conn, 0)
    start(conn, user, resume_of(conn, user), Step.RESUME_SUMMARY)
    stored = assets.get(conn, SubjectKind.RESUME, user)
    assert stored is not None
    assert stored.tier is Tier.FREE


def test_a_job_is_text_or_image_and_the_newest_counts(conn: Tx) -> None:
    service = service_of(conn, person(conn))
    assert jobs.get(conn, service.id) is None
    jobs.put(conn, service.id, image="k1")
    jobs.put(conn, service.id, text=b"pasted", notes=[{"kind": "hidden_text"}])
    stored = jobs.get(conn, service.id)
    assert stored is not None
    assert (stored.original_text, stored.original_image) == (b"pasted", None)
    assert stored.notes == [{"kind": "hidden_text"}]


def test_the_results_of_a_service_come_as_they_are_made(conn: Tx) -> None:
    user = person(conn, 20)
    service = service_of(conn, user)
    assert results.get(conn, service.id).match_status is None
    for steps in (TEXT, ENTRY["customize"], ENTRY["prepare_interview"]):
        session = start(conn, user, service, *steps).session_id
        for step in steps:
            finish(conn, service, session, step)
    stored = results.get(conn, service.id)
    assert stored.match is not None
    assert stored.interview is not None
    assert (stored.markdown_text, stored.markdown_content, stored.version) == ("# me", None, 0)
    with pytest.raises(NotFound):
        results.get(conn, uuid.uuid4())


def test_each_saved_edit_is_a_version_and_none_is_lost(conn: Tx) -> None:
    user = person(conn, 20)
    service = service_of(conn, user)
    with pytest.raises(NotFound):
        results.lock_edits(conn, service.id)
    for steps in (TEXT, ENTRY["customize"]):
        session = start(conn, user, service, *steps).session_id
        for step in steps:
            finish(conn, service, session, step)
    coins = ledger.balance(conn, user)
    with conn.transaction():
        assert results.lock_edits(conn, service.id) == 0
        assert results.save_edit(conn, service.id, "mine") == 1
        assert results.save_edit(conn, service.id, "mine, better", {"v": 1}) == 2
    stored = results.get(conn, service.id)
    assert (stored.markdown_content, stored.version, stored.ops) == ("mine, better", 2, {"v": 1})
    assert stored.markdown_text == "# me"
    assert ledger.balance(conn, user) == coins
    versions = conn.execute(
        "SELECT markdown_content FROM customized_resume_versions ORDER BY version"
    )
    assert [row["markdown_content"] for row in versions] == ["mine", "mine, better"]


def test_the_first_key_of_a_person_is_the_one_that_counts(conn: Tx) -> None:
    user = person(conn)
    assert data_keys.get(conn, user) is None
    assert data_keys.keep(conn, user, b"first") == b"first"
    assert data_keys.keep(conn, user, b"second") == b"first"


def test_a_message_is_received_once(conn: Tx) -> None:
    assert inbox.receive(conn, "stripe", "evt_1")
    assert not inbox.receive(conn, "stripe", "evt_1")
    assert inbox.receive(conn, "other", "evt_1")


def test_events_may_be_anonymous(conn: Tx) -> None:
    analytics.insert(conn, None, "LANDING_SEEN", {"locale": "zh"})
    analytics.insert(conn, person(conn), "USER_SIGNED_UP", {})
    rows = conn.execute("SELECT event_name, payload FROM analytics_events ORDER BY id").fetchall()
    assert rows[0] == {"event_name": "LANDING_SEEN", "payload": {"locale": "zh"}}
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        analytics.insert(conn, "nobody", "X", {})


def test_every_call_of_a_model_leaves_a_row(conn: Tx) -> None:
    user = person(conn)
    service = service_of(conn, user)
    session = start(conn, user, service, *TEXT).session_id
    attempt: Attempt = claim(conn, task_of(service, session, Step.JOB_SUMMARY))
    call = Usage(
        step=Step.JOB_SUMMARY, model="deepseek-chat", real_model="deepseek/x", prompt_version="abc",
        tokens_hit=10, tokens_miss=90, tokens_out=7, cost_micros=123, latency_ms=50,
    )  # fmt: skip
    usage.insert(conn, attempt, call)
    failed = call.model_copy(
        update={"step": None, "error_code": FailureCode.RATE_LIMITED, "error_message": "429"}
    )
    usage.insert(conn, attempt, failed)
    rows = conn.execute(
        "SELECT step, token_input, token_hit, token_output, cost_micros, tier, error_code, error_message"
        " FROM llm_usage_log ORDER BY id"
    ).fetchall()
    assert rows[0] == {
        "step": "job_summary", "token_input": 100, "token_hit": 10, "token_output": 7,
        "cost_micros": 123, "tier": "paid", "error_code": None, "error_message": None,
    }  # fmt: skip
    assert (rows[1]["step"], rows[1]["error_code"], rows[1]["error_message"]) == (
        None, "RATE_LIMITED", "429",
    )  # fmt: skip
