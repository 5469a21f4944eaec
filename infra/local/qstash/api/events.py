"""The event log and the signing keys."""

from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from infra.local.qstash.api.guard import Guard, page_size
from infra.local.qstash.state import State

PAGE = 1000


class EventApi:
    """Read-only, but for the rotation of keys."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self, guard: Guard) -> list[Route]:
        """Two names of one log."""
        return [
            guard.route("/v2/events", self.list, "GET"),
            guard.route("/v2/logs", self.list, "GET"),
            guard.route("/v2/keys", self.keys, "GET"),
            guard.route("/v2/keys/rotate", self.rotate, "POST"),
        ]

    async def list(self, request: Request) -> dict[str, Any]:
        """GET /v2/events."""
        wish = request.query_params
        cursor = int(wish["cursor"]) if "cursor" in wish else None
        page, more = self._state.journal.page(wish.multi_items(), page_size(request, PAGE), cursor)
        return {"events": page, "logs": page, **({"cursor": more} if more else {})}

    async def keys(self, _: Request) -> dict[str, str]:
        """GET /v2/keys."""
        return self._state.keys.view()

    async def rotate(self, _: Request) -> dict[str, str]:
        """POST /v2/keys/rotate."""
        self._state.keys.rotate()
        self._state.store.put("keys", "keys", self._state.keys.view())
        return self._state.keys.view()
