"""Where a run or its subject stands, for screens: the event stream, task-status, the gauges."""

from uuid import UUID

from shared.dal.connect import Tx
from shared.dal.rows import every, first, one, value
from shared.errors import NotFound
from shared.flow.plans import GRACE_S, LOST_AFTER_S
from shared.models.run import Started, Subject
from shared.models.stored import LivePlace, SessionState, SubjectState


def of_session(conn: Tx, session_id: UUID, user_id: str) -> SessionState:
    """A run of this user; one that is no longer its subject's newest shows the last state it reached."""
    state = first(
        conn,
        SessionState,
        """
        SELECT e.session_id, e.user_id, e.tier, e.epoch, e.status AS run_status,
               jsonb_build_object('kind', e.subject_kind, 'id', e.subject_id) AS subject,
               COALESCE(past.to_status, main.status) AS status,
               COALESCE(past.version, main.state_version) AS state_version,
               COALESCE(past.at, main.last_updated_at) AS last_updated_at,
               e.failure_code, step.flow_key,
               CASE WHEN step.status = 'queued' THEN (
                 SELECT count(*) FROM tasks ahead
                  WHERE ahead.flow_key = step.flow_key AND ahead.status = 'queued'
                    AND ahead.queued_at < step.queued_at) END AS position,
               e.status = 'running' AND EXISTS (
                 SELECT FROM engine.reap(e.session_id, %(grace)s, %(lost)s, 1)) AS overdue
          FROM executions e
          JOIN main_states main ON main.kind = e.subject_kind AND main.id = e.subject_id
          LEFT JOIN tasks step ON step.session_id = e.session_id AND step.status IN ('queued', 'running')
          LEFT JOIN LATERAL (
            SELECT to_status, version, at FROM status_events
             WHERE subject_id = e.subject_id AND session_id = e.session_id
               AND main.execution_session_id <> e.session_id
             ORDER BY version DESC LIMIT 1) AS past ON true
         WHERE e.session_id = %(session)s AND e.user_id = %(user)s
        """,
        {"session": session_id, "user": user_id, "grace": GRACE_S, "lost": LOST_AFTER_S},
    )
    if state is None:
        raise NotFound("run")
    return state


def of_subject(conn: Tx, subject: Subject, user_id: str) -> SubjectState:
    """The main state of a subject of this user."""
    state = first(
        conn,
        SubjectState,
        """
        SELECT jsonb_build_object('kind', main.kind, 'id', main.id) AS subject, main.user_id,
               main.status, main.failure_code, main.execution_session_id AS session_id,
               main.state_version, main.last_updated_at,
               COALESCE(e.status = 'running', false) AS live,
               COALESCE(e.status = 'running' AND EXISTS (
                 SELECT FROM engine.reap(e.session_id, %(grace)s, %(lost)s, 1)), false) AS overdue
          FROM main_states main
          LEFT JOIN executions e ON e.session_id = main.execution_session_id
         WHERE main.kind = %(kind)s AND main.id = %(id)s AND main.user_id = %(user)s
        """,
        {
            "kind": subject.kind,
            "id": subject.id,
            "user": user_id,
            "grace": GRACE_S,
            "lost": LOST_AFTER_S,
        },
    )
    if state is None:
        raise NotFound(subject.kind)
    return state


def live_places(conn: Tx) -> list[LivePlace]:
    """Every place that live runs hold in the queues: a gauge that differs is healed to this."""
    return every(
        conn,
        LivePlace,
        """
        SELECT DISTINCT t.queue, e.session_id, e.user_id, e.service_id IS NOT NULL AS is_service
          FROM executions e JOIN tasks t USING (session_id)
         WHERE e.status = 'running' AND t.status IN ('pending', 'queued', 'running')
         ORDER BY t.queue, e.session_id
        """,
    )


def queues_left(conn: Tx, session_id: UUID) -> list[str]:
    """The queues that unfinished steps of a run still use; none once it is over."""
    rows = conn.execute(
        """
        SELECT DISTINCT t.queue FROM executions e JOIN tasks t USING (session_id)
         WHERE e.session_id = %s AND e.status = 'running'
           AND t.status IN ('pending', 'queued', 'running') ORDER BY t.queue
        """,
        (session_id,),
    )
    return [row["queue"] for row in rows]


def live_services(conn: Tx, user_id: str) -> int:
    """How many services of a user run now."""
    return value(
        conn,
        """
        SELECT count(*) FROM executions
         WHERE user_id = %s AND status = 'running' AND service_id IS NOT NULL
        """,
        (user_id,),
    )


def owner_of(conn: Tx, session_id: UUID) -> str | None:
    """Whose run it is; null when its rows are gone."""
    return value(conn, "SELECT user_id FROM executions WHERE session_id = %s", (session_id,))


def known_run(conn: Tx, user_id: str, idem_key: str, request_hash: str) -> Started | None:
    """The run an identical request began, if there is one."""
    row = one(
        conn,
        """
        SELECT session_id, tier FROM executions
         WHERE user_id = %s AND idem_key = %s AND request_hash = %s
        """,
        (user_id, idem_key, request_hash),
    )
    return Started.model_validate({**row, "existing": True}) if row else None
