"""Publish, enqueue, batch, look up, cancel."""

import asyncio
import json
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.qstash.api.guard import Guard, caller_ip, destination
from infra.local.qstash.courier import Courier
from infra.local.qstash.message import Headers
from infra.local.qstash.publishing import deduplication_key, read_message

HANG_SECONDS = 60
POLL_SECONDS = 0.2
Answer = tuple[dict[str, Any], int]


class MessageApi:
    """Everything about single messages."""

    def __init__(self, courier: Courier) -> None:
        self._courier, self._state = courier, courier.state

    def routes(self, guard: Guard) -> list[Route]:
        """Under /v2."""
        return [
            guard.route("/v2/publish/{url:path}", self.publish, "POST"),
            guard.route("/v2/enqueue/{queue}/{url:path}", self.publish, "POST"),
            guard.route("/v2/batch", self.batch, "POST"),
            guard.route("/v2/messages", self.cancel_many, "DELETE"),
            guard.route("/v2/messages/{id}", self.get, "GET"),
            guard.route("/v2/messages/{id}", self.cancel, "DELETE"),
        ]

    def accept(
        self, url: str, headers: Headers, body: bytes, ip: str, queue: str | None = None
    ) -> Answer:
        """Take one message in."""
        message = read_message(url, headers, body, ip, self._state.clock.now_ms(), queue)
        key = deduplication_key(url, headers, body, message)
        message_id, duplicate = self._courier.submit(message, key)
        if duplicate:
            return {"messageId": message_id, "deduplicated": True}, 202
        return {"messageId": message_id}, 200

    async def publish(self, request: Request) -> Answer | Response:
        """POST /v2/publish/<url> and /v2/enqueue/<queue>/<url>."""
        queue: str | None = request.path_params.get("queue")
        prefix = f"/v2/enqueue/{queue}/" if queue else "/v2/publish/"
        url, headers = destination(request, prefix), dict(request.headers)
        body, ip, chaos = await request.body(), caller_ip(request), self._state.chaos
        for share, fail in ((chaos.publish_503, _unavailable), (chaos.publish_hang, _hang)):
            if chaos.hits(share):
                if chaos.hits(0.5):
                    self.accept(url, headers, body, ip, queue)
                return await fail(request)
        return self.accept(url, headers, body, ip, queue)

    async def batch(self, request: Request) -> list[dict[str, Any]]:
        """POST /v2/batch: an error stays in its own place, inside a 200."""
        return [self._one_of_batch(item, caller_ip(request)) for item in await request.json()]

    async def get(self, request: Request) -> dict[str, Any]:
        """GET /v2/messages/<id>: only while it waits or travels."""
        return self._state.messages[request.path_params["id"]].view()

    async def cancel(self, request: Request) -> dict[str, int]:
        """DELETE /v2/messages/<id>."""
        if not self._courier.cancel(request.path_params["id"]):
            raise KeyError(request.path_params["id"])
        return {"cancelled": 1}

    async def cancel_many(self, request: Request) -> dict[str, int]:
        """DELETE /v2/messages: the named ones, or all."""
        body = await request.body()
        ids: list[str] = json.loads(body)["messageIds"] if body else list(self._state.messages)
        return {"cancelled": sum(self._courier.cancel(message_id) for message_id in ids)}

    def _one_of_batch(self, item: dict[str, Any], ip: str) -> dict[str, Any]:
        given = cast(Headers, item.get("headers") or {})
        headers = {name.lower(): value for name, value in given.items()}
        body = (item.get("body") or "").encode()
        try:
            return self.accept(item["destination"], headers, body, ip, item.get("queue"))[0]
        except ValueError as error:
            return {"error": str(error)}


async def _unavailable(_: Request) -> Response:
    return JSONResponse({"error": "service unavailable"}, 503)


async def _hang(request: Request) -> Response:
    """Say nothing until the caller gives up."""
    for _ in range(int(HANG_SECONDS / POLL_SECONDS)):
        if await request.is_disconnected():
            break
        await asyncio.sleep(POLL_SECONDS)
    return JSONResponse({"error": "gateway timeout"}, 504)
