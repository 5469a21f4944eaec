"""Services: made once, listed newest first, deleted with everything that hangs on them."""

from datetime import datetime
from typing import Any, LiteralString
from uuid import UUID

from psycopg.types.json import Jsonb

from shared.dal.connect import Tx
from shared.dal.rows import every, first, one
from shared.errors import NotFound
from shared.models.stored import ServiceLine, StoredService

NEWEST: LiteralString = """
    SELECT s.id, s.current_step, s.current_status, s.failure_code, s.created_at, s.last_updated_at,
           j.job_summary_json ->> 'title' AS title, j.job_summary_json ->> 'company' AS company,
           (m.match_summary_json ->> 'score')::integer AS score, e.tier
      FROM services s
      LEFT JOIN jobs j ON j.service_id = s.id
      LEFT JOIN matches m ON m.service_id = s.id
      LEFT JOIN executions e ON e.session_id = s.execution_session_id
     WHERE s.user_id = %(user)s
       AND (s.created_at, s.id) < (COALESCE(%(at)s::timestamptz, 'infinity'),
                                   COALESCE(%(id)s::uuid, '00000000-0000-0000-0000-000000000000'))
     ORDER BY s.created_at DESC, s.id DESC LIMIT %(limit)s
    """


def insert(
    tx: Tx,
    *,
    service_id: UUID,
    user_id: str,
    resume_id: UUID,
    detailed_resume_id: UUID | None,
    snapshot: dict[str, Any],
    inputs_text: bytes | None = None,
) -> bool:
    """Make a service; False = it exists already, because the same request came before."""
    row = one(
        tx,
        """
        INSERT INTO services (id, user_id, resume_id, detailed_resume_id, inputs_snapshot, inputs_text)
        VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (id) DO NOTHING RETURNING id
        """,
        (service_id, user_id, resume_id, detailed_resume_id, Jsonb(snapshot), inputs_text),
    )
    return row is not None


def get(conn: Tx, service_id: UUID, user_id: str | None = None) -> StoredService:
    """A service, of this user if one is named; NotFound otherwise."""
    service = first(
        conn,
        StoredService,
        """
        SELECT s.*, j.job_summary_json ->> 'title' AS title, e.tier,
               COALESCE(e.status = 'running', false) AS live
          FROM services s
          LEFT JOIN jobs j ON j.service_id = s.id
          LEFT JOIN executions e ON e.session_id = s.execution_session_id
         WHERE s.id = %(id)s AND (%(user)s::text IS NULL OR s.user_id = %(user)s)
        """,
        {"id": service_id, "user": user_id},
    )
    if service is None:
        raise NotFound("service")
    return service


def newest(
    conn: Tx, user_id: str, *, before: tuple[datetime, UUID] | None = None, limit: int = 30
) -> list[ServiceLine]:
    """A user's services, newest first; the next page is before the last line's (created_at, id)."""
    at, service_id = before or (None, None)
    return every(
        conn,
        ServiceLine,
        NEWEST,
        {"user": user_id, "at": at, "id": service_id, "limit": limit},
    )


def delete(tx: Tx, service_id: UUID, user_id: str) -> None:
    """Delete a service that has no live run; cancel first, or its coins are only settled by the sweep."""
    row = one(
        tx,
        """
        DELETE FROM services s WHERE id = %(id)s AND user_id = %(user)s AND NOT EXISTS (
          SELECT FROM executions e WHERE e.service_id = s.id AND e.status = 'running')
        RETURNING id
        """,
        {"id": service_id, "user": user_id},
    )
    if row is None:
        raise NotFound("service")
    tx.execute("DELETE FROM status_events WHERE subject_id = %s", (service_id,))
