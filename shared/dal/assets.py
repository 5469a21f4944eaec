"""The two assets of a person: the newest upload of each kind, with its summary."""

from typing import Any, LiteralString

from psycopg.types.json import Jsonb

from shared.dal.connect import Tx
from shared.dal.rows import first, one
from shared.models.run import Subject
from shared.models.stored import StoredAsset
from shared.models.words import SubjectKind

UPSERT: dict[SubjectKind, LiteralString] = {
    SubjectKind.RESUME: """
        INSERT INTO resumes (user_id, file_name, object_key, original_text, text_version, notes)
        VALUES (%(user)s, %(name)s, %(key)s, %(text)s, %(version)s, %(notes)s)
        ON CONFLICT (user_id) DO UPDATE
           SET file_name = excluded.file_name, object_key = excluded.object_key,
               original_text = excluded.original_text, text_version = excluded.text_version,
               notes = excluded.notes
        RETURNING id
        """,
    SubjectKind.DETAILED_RESUME: """
        INSERT INTO detailed_resumes (user_id, file_name, object_key, original_text, text_version, notes)
        VALUES (%(user)s, %(name)s, %(key)s, %(text)s, %(version)s, %(notes)s)
        ON CONFLICT (user_id) DO UPDATE
           SET file_name = excluded.file_name, object_key = excluded.object_key,
               original_text = excluded.original_text, text_version = excluded.text_version,
               notes = excluded.notes
        RETURNING id
        """,
}
GET: dict[SubjectKind, LiteralString] = {
    SubjectKind.RESUME: """
        SELECT 'resume' AS kind, a.*, a.resume_summary_json AS summary, e.tier
          FROM resumes a LEFT JOIN executions e ON e.session_id = a.execution_session_id
         WHERE a.user_id = %s
        """,
    SubjectKind.DETAILED_RESUME: """
        SELECT 'detailed_resume' AS kind, a.*, a.detailed_summary_json AS summary, e.tier
          FROM detailed_resumes a LEFT JOIN executions e ON e.session_id = a.execution_session_id
         WHERE a.user_id = %s
        """,
}


def upsert(
    tx: Tx,
    kind: SubjectKind,
    user_id: str,
    *,
    file_name: str | None,
    object_key: str | None,
    text: bytes | None,
    text_version: int = 0,
    notes: list[dict[str, Any]] | None = None,
) -> Subject:
    """Put the newest upload in place of the one before; the summary stays until the run has a new one.

    Without a `text` the run has to read it first.
    """
    row = one(
        tx,
        UPSERT[kind],
        {
            "user": user_id,
            "name": file_name,
            "key": object_key,
            "text": text,
            "version": text_version,
            "notes": Jsonb(notes or []),
        },
    )
    assert row is not None  # an upsert without condition always gives its row
    return Subject(kind=kind, id=row["id"])


def get(conn: Tx, kind: SubjectKind, user_id: str) -> StoredAsset | None:
    """The asset of a user, if there is one."""
    return first(conn, StoredAsset, GET[kind], (user_id,))
