"""Passes for the event stream."""

from uuid import UUID

from shared.context import Context
from shared.dal import status
from shared.models.account import Person, StreamTicket


def open_stream(ctx: Context, person: Person, session_id: UUID) -> StreamTicket:
    """A ticket for a run of this user; anyone else's is not found."""
    with ctx.db.connect() as conn:
        status.of_session(conn, session_id, person.user_id)
    return StreamTicket(ticket=ctx.tickets.issue(person.user_id, session_id))
