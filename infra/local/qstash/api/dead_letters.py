"""The dead letter queue."""

import json
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from infra.local.qstash.api.guard import Guard, page_size
from infra.local.qstash.courier import Courier

PAGE = 100
FILTERS = {
    "messageId": "messageId",
    "url": "url",
    "queueName": "queueName",
    "label": "label",
    "responseStatus": "responseStatus",
    "callerIp": "callerIP",
    "scheduleId": "scheduleId",
    "topicName": "topicName",
}


class DeadLetterApi:
    """Show, drop and retry what could not be delivered."""

    def __init__(self, courier: Courier) -> None:
        self._courier, self._state = courier, courier.state

    def routes(self, guard: Guard) -> list[Route]:
        """Under /v2/dlq."""
        return [
            guard.route("/v2/dlq", self.list, "GET"),
            guard.route("/v2/dlq", self.delete_many, "DELETE"),
            guard.route("/v2/dlq/retry", self.retry_many, "POST"),
            guard.route("/v2/dlq/retry/{id}", self.retry, "POST"),
            guard.route("/v2/dlq/{id}", self.get, "GET"),
            guard.route("/v2/dlq/{id}", self.delete, "DELETE"),
        ]

    async def list(self, request: Request) -> dict[str, Any]:
        """GET /v2/dlq: filters, `count` and `cursor` (the last id of the page before)."""
        found = [(key, view) for key, view in self._views() if _fits(view, request)]
        cursor, count = request.query_params.get("cursor"), page_size(request, PAGE)
        keys = [key for key, _ in found]
        start = keys.index(cursor) + 1 if cursor in keys else 0
        page = found[start : start + count]
        more = {"cursor": page[-1][0]} if start + count < len(found) else {}
        return {"messages": [view for _, view in page], **more}

    async def get(self, request: Request) -> dict[str, Any]:
        """GET /v2/dlq/<id>."""
        return self._state.dead[request.path_params["id"]].view()

    async def delete(self, request: Request) -> dict[str, Any]:
        """DELETE /v2/dlq/<id>."""
        if self._state.unbury(request.path_params["id"]) is None:
            raise KeyError(request.path_params["id"])
        return {}

    async def delete_many(self, request: Request) -> dict[str, int]:
        """DELETE /v2/dlq with `dlqIds`."""
        ids = json.loads(await request.body())["dlqIds"]
        return {"deleted": sum(self._state.unbury(key) is not None for key in ids)}

    async def retry(self, request: Request) -> tuple[dict[str, Any], int]:
        """POST /v2/dlq/retry/<id>: the same body under a new message id."""
        return self._again(request.path_params["id"]), 201

    async def retry_many(self, request: Request) -> tuple[dict[str, Any], int]:
        """POST /v2/dlq/retry with `dlqIds`, or with nothing for all."""
        body = await request.body()
        wish: dict[str, list[str]] = json.loads(body) if body else {}
        asked = wish.get("dlqIds") or request.query_params.getlist("dlqIds")
        ids = asked or [*self._state.dead]
        known = [key for key in ids if key in self._state.dead]
        return {"responses": [self._again(key) for key in known]}, 201

    def _again(self, dlq_id: str) -> dict[str, Any]:
        buried = self._state.dead[dlq_id]
        message_id, _ = self._courier.submit(buried.again(self._state.clock.now_ms()))
        self._state.unbury(dlq_id)
        return {"messageId": message_id}

    def _views(self) -> "list[tuple[str, dict[str, Any]]]":
        return [(key, message.view()) for key, message in self._state.dead.items()]


def _fits(view: dict[str, Any], request: Request) -> bool:
    wish = request.query_params
    born = int(view["dlqId"].split("-")[0])
    if not int(wish.get("fromDate", "0")) <= born <= int(wish.get("toDate", str(born))):
        return False
    asked = {shown: wish[name] for name, shown in FILTERS.items() if name in wish}
    return all(str(view.get(name)) == value for name, value in asked.items())
