"""Analytics: one row an event. Whatever goes wrong with it never reaches the action it observes."""

from typing import Any

from shared.context import Context
from shared.dal import analytics
from shared.dal.connect import DatabaseError
from shared.observability import log_failure


def track(ctx: Context, user_id: str | None, name: str, **payload: Any) -> None:
    """Record that something happened; ids, names and numbers only, never what a person wrote."""
    try:
        with ctx.db.connect() as conn:
            analytics.insert(conn, user_id, name, payload)
    except DatabaseError as failure:
        log_failure(failure)
