"""The streaming door: server-sent events and the long poll. The only async code that waits."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI, Header, Query, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, StreamingResponse

from shared.context import Context
from shared.entry.http import Ctx, web_app
from shared.flow.cursor import Cursor, place_in
from shared.models.account import StreamPass
from shared.stream.door import Outside, first_events, rounds, sse
from shared.stream.reader import announce_viewer, read_after
from shared.usecases.follow import admit_viewer, look

RECONNECT = "retry: 200\n\n"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@dataclass(frozen=True, slots=True)
class View:
    """A viewer who may see a run, and where it was in it."""

    ctx: Context
    viewer: StreamPass
    last: str
    wait_s: float | None

    def cursor(self) -> Cursor:
        """Where to go on."""
        return Cursor(self.last, str(self.viewer.session_id))

    def outside(self) -> Outside:
        """The world, with every blocking call in a thread."""
        redis, session_id = self.ctx.redis, self.viewer.session_id
        return Outside(
            read=lambda last: run_in_threadpool(read_after, redis, session_id, last),
            look=lambda: run_in_threadpool(look, self.ctx, self.viewer),
            announce=lambda: run_in_threadpool(announce_viewer, redis, session_id),
            sleep=asyncio.sleep,
        )


def opened(
    execution_session_id: UUID,
    ticket: str,
    ctx: Ctx,
    after: Annotated[str | None, Query()] = None,
    wait: Annotated[float | None, Query(ge=0, le=25)] = None,
    last_event_id: Annotated[str | None, Header()] = None,
) -> View:
    """Whoever holds a ticket for this run. Read once here, where a plain 401 or 404 is still possible.

    A ticket opens one event stream. Polls may share one until its minute is over: each is a request of its own,
    and a ticket for each would double their number.
    """
    viewer = ctx.tickets.read(ticket, execution_session_id)
    look(ctx, viewer)
    if wait is None:
        admit_viewer(ctx, viewer)
    return View(ctx, viewer, place_in(last_event_id or after), wait)


Opened = Annotated[View, Depends(opened)]


async def answer(view: View) -> Response:
    """The run's events, in the way the viewer asked for."""
    if view.wait_s is None:
        kind = "text/event-stream"
        return StreamingResponse(_lines(view), media_type=kind, headers=HEADERS)
    events = await first_events(view.cursor(), view.outside(), view.wait_s)
    told: list[dict[str, Any]] = [
        {"id": event.id, "event": event.name, "data": event.data} for event in events
    ]
    return JSONResponse({"events": told}, headers=HEADERS)


async def _lines(view: View) -> AsyncIterator[str]:
    yield RECONNECT
    async for events in rounds(view.cursor(), view.outside()):
        if text := "".join(map(sse, events)):
            yield text


def stream_app(router: APIRouter) -> FastAPI:
    """The application uvicorn runs behind the Lambda Web Adapter, with its readiness page."""
    ready = APIRouter()
    ready.get("/healthz")(_healthy)
    return web_app(ready, router)


def _healthy() -> dict[str, str]:
    return {"status": "ok"}
