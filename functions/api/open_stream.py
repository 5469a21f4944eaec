"""POST /api/stream-tickets: a short pass for one connection to the event stream."""

from fastapi import APIRouter

from shared.entry.http import Ctx, User, lambda_http
from shared.models.account import StreamRequest, StreamTicket
from shared.usecases import tickets

router = APIRouter()


@router.post("/api/stream-tickets")
def open_stream(request: StreamRequest, user: User, ctx: Ctx) -> StreamTicket:
    """Only the owner of the run gets one; it opens GET /stream/{execution_session_id} for a minute."""
    return tickets.open_stream(ctx, user, request.execution_session_id)


handler = lambda_http(router)
