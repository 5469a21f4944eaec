"""Queues."""

from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from infra.local.qstash.api.guard import Guard
from infra.local.qstash.courier import Courier
from infra.local.qstash.queues import Queue


class QueueApi:
    """Make, show, pause and remove queues."""

    def __init__(self, courier: Courier) -> None:
        self._courier = courier

    def routes(self, guard: Guard) -> list[Route]:
        """Under /v2/queues."""
        return [
            guard.route("/v2/queues", self.list, "GET"),
            guard.route("/v2/queues", self.put, "POST"),
            guard.route("/v2/queues/{name}", self.get, "GET"),
            guard.route("/v2/queues/{name}", self.delete, "DELETE"),
            guard.route("/v2/queues/{name}/{action}", self.switch, "POST"),
        ]

    async def list(self, _: Request) -> list[dict[str, Any]]:
        """GET /v2/queues."""
        return [queue.view() for queue in self._courier.queues.values()]

    async def put(self, request: Request) -> dict[str, Any]:
        """POST /v2/queues: make one, or change it."""
        wish = await request.json()
        queue = self._courier.queue(wish["queueName"])
        queue.parallelism = wish.get("parallelism", 1)
        queue.paused = wish.get("paused", False)
        return self._changed(queue)

    async def get(self, request: Request) -> dict[str, Any]:
        """GET /v2/queues/<name>."""
        return self._named(request).view()

    async def delete(self, request: Request) -> dict[str, Any]:
        """DELETE /v2/queues/<name>."""
        name = self._named(request).name
        del self._courier.queues[name]
        self._courier.state.store.drop("queue", name)
        return {}

    async def switch(self, request: Request) -> dict[str, Any]:
        """POST /v2/queues/<name>/pause or /resume."""
        action = request.path_params["action"]
        if action not in ("pause", "resume"):
            raise KeyError(action)
        queue = self._named(request)
        queue.paused = action == "pause"
        return self._changed(queue)

    def _named(self, request: Request) -> Queue:
        return self._courier.queues[request.path_params["name"]]

    def _changed(self, queue: Queue) -> dict[str, Any]:
        queue.updated_at = self._courier.state.clock.now_ms()
        self._courier.keep_queue(queue.name)
        queue.pump()
        return {}
