"""Results of a service's steps, and the user's edits of the tailored resume."""

from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from shared.dal.connect import Tx
from shared.dal.rows import first, value
from shared.errors import NotFound
from shared.models.stored import StoredResults


def get(conn: Tx, service_id: UUID) -> StoredResults:
    """Whatever the steps of a service have produced; `version` is the newest edit's number, 0 without one."""
    results = first(
        conn,
        StoredResults,
        """
        SELECT m.status AS match_status, m.match_summary_json AS match,
               c.status AS customized_status, c.markdown_text, c.markdown_content, c.ops_json AS ops,
               c.degrade_reason,
               (SELECT COALESCE(max(version), 0) FROM customized_resume_versions v
                 WHERE v.service_id = s.id) AS version,
               i.status AS interview_status, i.interview_tips_json AS interview
          FROM services s
          LEFT JOIN matches m ON m.service_id = s.id
          LEFT JOIN customized_resumes c ON c.service_id = s.id
          LEFT JOIN interviews i ON i.service_id = s.id
         WHERE s.id = %s
        """,
        (service_id,),
    )
    if results is None:
        raise NotFound("service")
    return results


def lock_edits(tx: Tx, service_id: UUID) -> int:
    """Hold the tailored resume of a service until the transaction ends; gives its newest version."""
    held = value(
        tx,
        """
        SELECT 1 FROM customized_resumes
         WHERE service_id = %s AND status = 'COMPLETED' FOR NO KEY UPDATE
        """,
        (service_id,),
    )
    if held is None:
        raise NotFound("customized resume")
    return value(
        tx,
        "SELECT COALESCE(max(version), 0) FROM customized_resume_versions WHERE service_id = %s",
        (service_id,),
    )


def save_edit(tx: Tx, service_id: UUID, markdown: str, ops: dict[str, Any] | None = None) -> int:
    """Keep an edit as a new version, with the ops if their states changed; call `lock_edits` first."""
    tx.execute(
        """
        UPDATE customized_resumes
           SET markdown_content = %s, ops_json = COALESCE(%s, ops_json), updated_at = now()
         WHERE service_id = %s
        """,
        (markdown, None if ops is None else Jsonb(ops), service_id),
    )
    return value(
        tx,
        """
        INSERT INTO customized_resume_versions (service_id, version, markdown_content)
        SELECT %(id)s, COALESCE(max(version), 0) + 1, %(text)s
          FROM customized_resume_versions WHERE service_id = %(id)s
        RETURNING version
        """,
        {"id": service_id, "text": markdown},
    )
