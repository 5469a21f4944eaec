"""The door for messages that are no work: the queue's failure callbacks and the watchdogs of runs."""

import base64
import binascii
import json
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field, ValidationError

from shared.context import Context
from shared.entry.http import Ctx
from shared.entry.worker import NEVER_AGAIN, RawBody, Signature
from shared.models.run import Message, WatchMessage
from shared.observability import log_event


class _Callback(BaseModel):
    """What a failure callback says, as far as it matters; empty in a watchdog."""

    source_body: Annotated[str, Field(alias="sourceBody")] = ""


def queue_hook(
    on_failure: Callable[[Context, Message], bool], on_watch: Callable[[Context, WatchMessage], int]
) -> APIRouter:
    """A route for both kinds; a callback is the one that carries the body of the message it is about."""
    router = APIRouter()

    @router.post("/{path:path}")
    def receive(body: RawBody, ctx: Ctx, signature: Signature = "") -> Response:
        ctx.queue.verify(signature, body, ctx.settings.worker_urls.hook)
        try:
            message = read_hook(body)
        except (ValidationError, ValueError, binascii.Error):
            return Response(status_code=489, headers=NEVER_AGAIN)
        if isinstance(message, Message):
            judged = on_failure(ctx, message)
            outcome = "judged" if judged else "stale"
            log_event("delivery_failed", taskId=message.context.task_id, outcome=outcome)
        else:
            on_watch(ctx, message)
        return Response(status_code=200)

    return router


def read_hook(body: bytes) -> Message | WatchMessage:
    """The failed message, or the watchdog's own."""
    content: Any = json.loads(body)
    if source := _Callback.model_validate(content).source_body:
        return Message.model_validate_json(base64.b64decode(source, validate=True))
    return WatchMessage.model_validate(content)
