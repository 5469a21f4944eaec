"""The job of a service: what was pasted, or the image that was uploaded."""

from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from shared.dal.connect import Tx
from shared.dal.rows import first
from shared.models.stored import StoredJob


def put(
    tx: Tx,
    service_id: UUID,
    *,
    text: bytes | None = None,
    image: str | None = None,
    notes: list[dict[str, Any]] | None = None,
) -> None:
    """Set a service's job: its text, or the key of its image. Replaces what was there."""
    tx.execute(
        """
        INSERT INTO jobs (service_id, original_text, original_image, notes) VALUES (%s, %s, %s, %s)
        ON CONFLICT (service_id) DO UPDATE
           SET original_text = excluded.original_text, original_image = excluded.original_image,
               notes = excluded.notes, updated_at = now()
        """,
        (service_id, text, image, Jsonb(notes or [])),
    )


def get(conn: Tx, service_id: UUID) -> StoredJob | None:
    """The job of a service, if there is one."""
    return first(
        conn,
        StoredJob,
        """
        SELECT service_id, original_text, original_image, notes, status, job_summary_json AS summary
          FROM jobs WHERE service_id = %s
        """,
        (service_id,),
    )
