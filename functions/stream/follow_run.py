"""GET /stream/{execution_session_id}: a run's states and tokens, as server-sent events or by long poll (?wait=)."""

from fastapi import APIRouter, Response

from shared.entry.stream import Opened, answer, stream_app

router = APIRouter()


@router.get("/stream/{execution_session_id}")
async def follow_run(view: Opened) -> Response:
    """Everything after `Last-Event-ID` or `?after=`, until the run is over."""
    return await answer(view)


app = stream_app(router)
