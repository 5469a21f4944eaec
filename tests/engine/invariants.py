"""What must hold whatever happened: statements that count violations, 0 everywhere or the engine is wrong."""

from shared.dal.connect import Tx

RESULTS = """
WITH result AS (
  SELECT 'job_summary' AS step, service_id AS subject_id, status, result_session_id, result_epoch,
         job_summary_json AS payload FROM jobs
  UNION ALL
  SELECT 'job_match', service_id, status, result_session_id, result_epoch, match_summary_json FROM matches
  UNION ALL
  SELECT 'resume_customize', service_id, status, result_session_id, result_epoch, ops_json
    FROM customized_resumes
  UNION ALL
  SELECT 'interview_prep', service_id, status, result_session_id, result_epoch, interview_tips_json
    FROM interviews
  UNION ALL
  SELECT 'resume_summary', id, status, result_session_id, result_epoch, resume_summary_json FROM resumes
   WHERE result_session_id IS NOT NULL
  UNION ALL
  SELECT 'detailed_resume_summary', id, status, result_session_id, result_epoch, detailed_summary_json
    FROM detailed_resumes WHERE result_session_id IS NOT NULL
)
"""

STEPS: dict[str, str] = {
    "a queued step without a letter for its dispatch": """
        SELECT count(*) FROM tasks t WHERE t.status = 'queued' AND NOT EXISTS (
          SELECT FROM outbox o WHERE o.topic = 'task' AND o.ref = t.task_id AND o.turn = t.dispatch_no)""",
    "a queued step whose letter is older than its place in the queue": """
        SELECT count(*) FROM tasks t JOIN outbox o
            ON o.topic = 'task' AND o.ref = t.task_id AND o.turn = t.dispatch_no
         WHERE t.status = 'queued' AND o.created_at < t.updated_at""",
    "a live step whose main state is that of another": """
        SELECT count(*) FROM tasks t JOIN executions e USING (session_id)
          JOIN main_states main ON main.id = e.subject_id
         WHERE (t.status = 'queued' AND main.status <> t.pending_status)
            OR (t.status = 'running' AND main.status <> t.pending_status
                AND main.status IS DISTINCT FROM t.streaming_status)""",
    "more claims or failures than allowed": """
        SELECT count(*) FROM tasks WHERE claims - defers > 6 OR failures > max_failures""",
    "a live step in a run that is over": """
        SELECT count(*) FROM tasks t JOIN executions e USING (session_id)
         WHERE e.status <> 'running' AND t.status IN ('pending', 'queued', 'running')""",
    "a live run without exactly one live step": """
        SELECT count(*) FROM executions e WHERE e.status = 'running' AND 1 <> (
          SELECT count(*) FROM tasks t
           WHERE t.session_id = e.session_id AND t.status IN ('queued', 'running'))""",
    "a succeeded run with an unfinished step": """
        SELECT count(*) FROM executions e JOIN tasks t USING (session_id)
         WHERE e.status = 'succeeded' AND t.status <> 'succeeded'""",
    "a run whose steps all succeeded and which did not": """
        SELECT count(*) FROM executions e WHERE e.status <> 'succeeded' AND NOT EXISTS (
          SELECT FROM tasks t WHERE t.session_id = e.session_id AND t.status <> 'succeeded')""",
    "a step begun before the one before it had succeeded": """
        SELECT count(*) FROM tasks later JOIN tasks earlier
            ON earlier.session_id = later.session_id AND earlier.seq = later.seq - 1
         WHERE later.epoch IS NOT NULL
           AND (earlier.status <> 'succeeded' OR later.epoch <= earlier.epoch)""",
}

COINS: dict[str, str] = {
    "a debit of a finished run without exactly one settle": """
        SELECT count(*) FROM ledger_txn r JOIN executions e ON e.session_id = r.bundle_id
         WHERE r.phase = 'reserve' AND e.status <> 'running' AND 1 <> (
           SELECT count(*) FROM ledger_txn s WHERE s.debit_id = r.debit_id AND s.phase = 'settle')""",
    "a debit of a live run that is settled": """
        SELECT count(*) FROM ledger_txn s JOIN executions e ON e.session_id = s.bundle_id
         WHERE s.phase = 'settle' AND e.status = 'running'""",
    "a bundle half captured, half released": """
        SELECT count(*) FROM (
          SELECT FROM ledger_txn WHERE phase = 'settle'
           GROUP BY bundle_id HAVING count(DISTINCT kind) > 1) AS hal""",
    "captured without success, or success without capture": """
        SELECT count(*) FROM ledger_txn l JOIN executions e ON e.session_id = l.bundle_id
         WHERE l.phase = 'settle' AND (l.kind = 'capture') <> (e.status = 'succeeded')""",
    "a free run with money, or a paid one without a debit for each priced step": """
        SELECT count(*) FROM executions e WHERE
          (SELECT count(*) FROM ledger_txn l WHERE l.bundle_id = e.session_id AND l.phase = 'reserve')
          <> (SELECT count(*) FROM tasks t WHERE t.session_id = e.session_id AND t.cost > 0)
          OR (e.tier = 'free' AND EXISTS (SELECT FROM ledger_txn l WHERE l.bundle_id = e.session_id))
          OR (e.tier = 'paid' AND EXISTS (
            SELECT FROM tasks t WHERE t.session_id = e.session_id AND t.cost = 0))""",
    "an escrow that differs from the unsettled debits": """
        SELECT abs(COALESCE((SELECT sum(amount) FROM ledger_entry WHERE account = 'escrow'), 0)
                 - COALESCE((SELECT sum(t.cost) FROM tasks t JOIN executions e USING (session_id)
                              WHERE e.status = 'running'), 0))""",
    "books that do not add up to zero": "SELECT abs(COALESCE(sum(amount), 0)) FROM ledger_entry",
    "a transaction without entries": """
        SELECT count(*) FROM ledger_txn t WHERE NOT EXISTS (
          SELECT FROM ledger_entry e WHERE e.txn_id = t.id)""",
    "a balance that differs from its entries": """
        SELECT count(*) FROM quotas q WHERE balance <> COALESCE((
          SELECT sum(e.amount) FROM ledger_entry e JOIN ledger_txn t ON t.id = e.txn_id
           WHERE e.account = 'user' AND t.user_id = q.user_id), 0)""",
}

STATES: dict[str, str] = {
    "a completed result whose writer is not the attempt that succeeded": """
        SELECT count(*) FROM result WHERE result.status = 'COMPLETED' AND NOT EXISTS (
          SELECT FROM tasks t JOIN executions e USING (session_id)
           WHERE t.session_id = result.result_session_id AND t.step = result.step
             AND t.status = 'succeeded' AND t.epoch = result.result_epoch
             AND e.subject_id = result.subject_id)""",
    "a payload of another attempt than its mark says": """
        SELECT count(*) FROM result WHERE result.status = 'COMPLETED' AND payload ? 'session' AND (
          (payload ->> 'session')::uuid IS DISTINCT FROM result_session_id
          OR (payload ->> 'epoch')::integer IS DISTINCT FROM result_epoch)""",
    "a result left PENDING although no live run will write it": """
        SELECT count(*) FROM result WHERE result.status = 'PENDING' AND NOT EXISTS (
          SELECT FROM executions e JOIN tasks t USING (session_id)
           WHERE e.subject_id = result.subject_id AND e.status = 'running' AND t.step = result.step
             AND t.status IN ('pending', 'queued', 'running'))""",
    "a main state that disagrees with its run": """
        SELECT count(*) FROM main_states main JOIN executions e ON e.session_id = main.execution_session_id
         WHERE (e.status = 'succeeded') <> (main.status LIKE '%COMPLETED')
            OR (e.status IN ('failed', 'cancelled')) <> (main.status LIKE '%FAILED')
            OR (e.status = 'running') <> (main.status LIKE '%PENDING' OR main.status LIKE '%STREAMING')""",
    "a failure code that disagrees with its run": """
        SELECT count(*) FROM main_states main JOIN executions e ON e.session_id = main.execution_session_id
         WHERE main.failure_code IS DISTINCT FROM e.failure_code""",
    "a subject that points past its live run": """
        SELECT count(*) FROM executions e JOIN main_states main ON main.id = e.subject_id
         WHERE e.status = 'running' AND main.execution_session_id IS DISTINCT FROM e.session_id""",
    "a stage state at rest": """
        SELECT count(*) FROM services WHERE current_status IN ('OCR_COMPLETED', 'SUMMARY_COMPLETED')""",
    "status events with a hole, or not ending at the main state": """
        SELECT count(*) FROM main_states main
         WHERE state_version <> (SELECT count(*) FROM status_events v WHERE v.subject_id = main.id)
            OR EXISTS (SELECT FROM status_events v WHERE v.subject_id = main.id
                        AND v.version = main.state_version AND v.to_status <> main.status)
            OR EXISTS (SELECT FROM status_events a JOIN status_events b
                           ON b.subject_id = a.subject_id AND b.version = a.version + 1
                        WHERE a.subject_id = main.id AND a.to_status <> b.from_status)""",
    "work that succeeded after its account was closed": """
        SELECT count(*) FROM executions e JOIN quotas q USING (user_id)
         WHERE e.status = 'succeeded' AND e.ended_at > q.closed_at""",
    "a run that started after its account was closed": """
        SELECT count(*) FROM executions e JOIN quotas q USING (user_id) WHERE e.created_at > q.closed_at""",
}

INVARIANTS: dict[str, str] = {**STEPS, **COINS, **STATES}


def violations(conn: Tx) -> dict[str, int]:
    """The invariants that do not hold, and how often; one statement for all of them."""
    row = conn.execute(_ALL).fetchone()
    assert row is not None
    return {
        name: int(row[f"n{number}"]) for number, name in enumerate(INVARIANTS) if row[f"n{number}"]
    }


_COUNTS = ",\n".join(f"({query}) AS n{n}" for n, query in enumerate(INVARIANTS.values()))
_ALL = f"{RESULTS} SELECT {_COUNTS}".encode()
