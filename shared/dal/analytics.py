"""Analytics events: one row each. That a failure here fails nothing else is the use case's matter."""

from typing import Any

from psycopg.types.json import Jsonb

from shared.dal.connect import Tx


def insert(conn: Tx, user_id: str | None, event_name: str, payload: dict[str, Any]) -> None:
    """Record an event; without a user it is anonymous."""
    conn.execute(
        "INSERT INTO analytics_events (user_id, event_name, payload) VALUES (%s, %s, %s)",
        (user_id, event_name, Jsonb(payload)),
    )
