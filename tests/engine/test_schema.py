"""The database says the same words as the code, and the plans of its queries are the intended ones."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import UUID

from infra.db.migrate import ENGINE
from shared.dal import knowledge, runs, services
from shared.dal.connect import Tx
from shared.dal.rows import value
from shared.flow.plans import PLANS
from shared.flow.states import diagram, edges
from shared.models import words
from shared.models.words import FailureCode, Step
from tests.engine.scenes import Run, claim, person

ENUMS = {
    "async_task_status": words.AssetStatus,
    "service_step": words.ServiceStep,
    "service_status": words.ServiceStatus,
    "failure_code": words.FailureCode,
}
CHECKS = {
    ("executions", "tier"): words.Tier,
    ("executions", "locale"): words.Locale,
    ("executions", "status"): words.RunStatus,
    ("tasks", "status"): words.TaskStatus,
    ("knowledge_entries", "lang"): words.Locale,
}
TABLES = {
    "analytics_events", "customized_resume_versions", "customized_resumes", "data_keys", "detailed_resumes",
    "executions", "inbox", "interviews", "jobs", "judgement_cache", "knowledge_entries", "ledger_entry",
    "ledger_txn", "llm_usage_log", "matches", "migrations", "outbox", "payment_orders", "payment_waitlist",
    "quotas", "resumes", "services", "state_edges", "status_events", "tasks",
}  # fmt: skip


def test_the_tables_are_there(conn: Tx) -> None:
    rows = conn.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert {row["tablename"] for row in rows} == TABLES


def test_every_enum_holds_the_words_of_the_code_in_their_order(conn: Tx) -> None:
    rows = conn.execute(
        """
        SELECT typname, array_agg(enumlabel::text ORDER BY enumsortorder) AS labels
          FROM pg_enum JOIN pg_type t ON t.oid = enumtypid GROUP BY typname
        """
    )
    found = {row["typname"]: row["labels"] for row in rows}
    assert found.keys() == ENUMS.keys()
    for name, enum in ENUMS.items():
        assert set(found[name]) == {str(word) for word in enum}, name
    assert found["service_step"] == [str(word) for word in words.ServiceStep]


def test_every_check_of_words_holds_those_of_the_code(conn: Tx) -> None:
    for (table, column), enum in CHECKS.items():
        definition = value(
            conn,
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s",
            (f"{table}_{column}_check",),
        )
        assert set(re.findall(r"'(\w+)'", definition)) == {str(word) for word in enum}, column


def test_the_edges_are_those_of_the_code_and_use_every_word(conn: Tx) -> None:
    rows = conn.execute(
        "SELECT family, from_status, to_status, new_run FROM state_edges"
    ).fetchall()
    assert {tuple(row.values()) for row in rows} == edges()
    used = {word for family, *pair, _ in edges() if family == "service" for word in pair}
    assert used == {str(word) for word in words.ServiceStatus}


def test_every_plan_drives_states_that_exist() -> None:
    known = {str(word) for word in (*words.ServiceStatus, *words.AssetStatus)}
    for plan in PLANS.values():
        driven = {plan.pending, plan.done, plan.failed, plan.streaming or plan.pending}
        assert {str(word) for word in driven} <= known


def test_only_work_moves_within_a_run_and_only_rest_begins_one() -> None:
    at_work, stages = ("PENDING", "STREAMING"), ("OCR_COMPLETED", "SUMMARY_COMPLETED")
    for family, source, target, new_run in edges():
        if new_run:
            assert target.endswith("PENDING")
            assert family == "asset" or not source.endswith(at_work)
            assert source not in stages
        else:
            assert source.endswith(at_work) or source in stages


def test_the_diagram_in_the_architecture_page_is_current() -> None:
    page = (Path(__file__).parents[2] / "docs" / "architecture.md").read_text()
    shown = page.split("<!-- states -->")[1].split("<!-- /states -->")[0].strip()
    assert shown == f"```mermaid\n{diagram()}\n```"


def test_the_engine_has_one_clock() -> None:
    text = "".join(
        path.read_text() for path in ENGINE.glob("*.sql") if path.name != "00_schema.sql"
    )
    code = re.sub(r"--.*", "", text)
    assert not re.search(r"(?<!engine\.)\bnow\(\)|clock_timestamp|current_timestamp", code)


def test_who_replaces_the_clock_owns_the_time(conn: Tx, run: Run) -> None:
    epoch = claim(conn, run.task).epoch
    with conn.transaction(force_rollback=True):
        conn.execute(
            """
            CREATE OR REPLACE FUNCTION engine.now() RETURNS timestamptz LANGUAGE sql
            AS $$ SELECT clock_timestamp() + interval '76 s' $$
            """
        )
        assert [overdue.code for overdue in runs.reap(conn)] == [FailureCode.WORKER_DIED]
        assert claim(conn, run.task).epoch == epoch + 1


def test_every_step_of_the_code_has_a_place_for_its_result() -> None:
    text = (ENGINE / "results.sql").read_text()
    written = text.split("write_result")[1].split("END CASE")[0]
    assert set(re.findall(r"WHEN '(\w+)'", written)) == {str(step) for step in Step}


def plan_of(conn: Tx, query: str, params: dict[str, Any] | None = None) -> str:
    row = conn.execute(b"EXPLAIN (FORMAT JSON) " + query.encode(), params).fetchone()
    assert row is not None
    return json.dumps(row["QUERY PLAN"])


def test_the_list_of_services_reads_its_index_in_order(conn: Tx) -> None:
    user = person(conn)
    conn.execute(
        """
        INSERT INTO services (user_id, resume_id, created_at)
        SELECT r.user_id, r.id, now() - make_interval(secs => n)
          FROM resumes r, generate_series(1, 2000) AS n WHERE r.user_id = %s
        """,
        (user,),
    )
    conn.execute("ANALYZE services")
    page = {"user": user, "at": None, "id": None, "limit": 30}
    plan = plan_of(conn, services.NEWEST, page)
    assert "services_newest" in plan
    assert '"Sort"' not in plan


def test_the_nearest_knowledge_is_found_by_the_vector_index(conn: Tx) -> None:
    conn.execute(
        """
        INSERT INTO knowledge_entries
          (source, chunk_index, title, content, content_hash, embedding, embedding_model, lang, category)
        SELECT 'doc', n, 't', 'c', 'h', v.embedding, 'm', 'en', 'match'
          FROM generate_series(1, 100) AS n
         CROSS JOIN LATERAL (
           SELECT array_agg(sin(n * i))::vector FROM generate_series(1, 2048) AS i) AS v (embedding)
        """
    )
    conn.execute("ANALYZE knowledge_entries")
    question = {
        "vector": str([1.0] * 2048), "model": "m", "lang": "en", "categories": ["match"], "limit": 3,
    }  # fmt: skip
    with conn.transaction():
        conn.execute(
            "SET LOCAL enable_sort = off"
        )  # a hundred rows are sorted faster than searched
        plan = plan_of(conn, knowledge.NEAREST, question)
    assert "knowledge_nearest" in plan
    assert '"Sort"' not in plan


def test_the_relay_and_the_place_in_the_queue_read_their_partial_indexes(
    conn: Tx, run: Run
) -> None:
    with conn.transaction(force_rollback=True):
        fill_as_after_a_while(conn, run.session)
        conn.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        todo = (
            "SELECT id FROM outbox WHERE sent_at IS NULL AND dead_at IS NULL ORDER BY id LIMIT 20"
        )
        assert "outbox_todo" in plan_of(conn, todo)
        ahead = """
            SELECT count(*) FROM tasks WHERE flow_key = 'x' AND status = 'queued' AND queued_at < now()
            """
        assert "tasks_live" in plan_of(conn, ahead)


def fill_as_after_a_while(conn: Tx, session: UUID) -> None:
    """Many runs, many of their steps waiting in other queues, nearly every letter sent."""
    conn.execute(
        """
        WITH copies AS (
          INSERT INTO executions (session_id, user_id, service_id, tier, locale, status, deadline_at, ended_at)
          SELECT gen_random_uuid(), user_id, service_id, tier, locale, 'succeeded', deadline_at, now()
            FROM executions, generate_series(1, 2000) WHERE session_id = %(session)s
          RETURNING session_id)
        INSERT INTO tasks (task_id, session_id, seq, step, queue, model, flow_key, cost, pending_status,
                           done_status, failed_status, status, queued_at)
        SELECT session_id::text, session_id, 0, 'job_match', 'q', 'm', 'other', 0, 'P', 'D', 'F', 'queued', now()
          FROM copies
        """,
        {"session": session},
    )
    conn.execute(
        """
        INSERT INTO outbox (topic, ref, turn, session_id, sent_at)
        SELECT 'task', 'old_' || n, 1, %(session)s, now() FROM generate_series(1, 2000) AS n
        """,
        {"session": session},
    )
    conn.execute("ANALYZE tasks; ANALYZE outbox")
