"""The queue's door: one signed message in, one step worked on, one answer the queue understands."""

import math
import time
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response
from pydantic import ValidationError

from shared.context import Context
from shared.entry.http import Ctx
from shared.errors import StillRunning
from shared.models.run import Message
from shared.models.words import Lane, Step
from shared.observability import log_event
from shared.usecases.screen import StepRunner
from shared.usecases.work import work

NEVER_AGAIN = {"Upstash-NonRetryable-Error": "true"}


async def raw_body(request: Request) -> bytes:
    """The bytes as they were signed; reading a body is async in FastAPI."""
    return await request.body()


RawBody = Annotated[bytes, Depends(raw_body)]
Signature = Annotated[str, Header(alias="upstash-signature")]


def worker(lane: Lane, steps: Mapping[Step, StepRunner]) -> APIRouter:
    """A route that works on one step for each message of a lane.

    200 = the outcome is committed, whatever it is. 503 = another attempt is alive, 489 = nobody can read this.
    Everything else is delivered again.
    """
    router = APIRouter()

    @router.post("/{path:path}")
    def deliver(
        body: RawBody,
        ctx: Ctx,
        signature: Signature = "",
        message_id: Annotated[str, Header(alias="upstash-message-id")] = "",
    ) -> Response:
        ctx.queue.verify(signature, body, getattr(ctx.settings.worker_urls, lane))
        try:
            message = Message.model_validate_json(body)
        except ValidationError:
            return Response(status_code=489, headers=NEVER_AGAIN)
        return _deliver(ctx, message, message_id, steps)

    return router


def _deliver(
    ctx: Context, message: Message, message_id: str, steps: Mapping[Step, StepRunner]
) -> Response:
    begun = time.monotonic()
    try:
        report = work(ctx, message, steps)
    except StillRunning as busy:
        return Response(status_code=503, headers={"Retry-After": str(math.ceil(busy.wait_s))})
    took_ms = round((time.monotonic() - begun) * 1000)
    log_event("step", messageId=message_id, latencyMs=took_ms, **report.fields())
    return Response(status_code=200)
