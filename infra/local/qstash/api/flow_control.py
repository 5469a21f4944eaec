"""Flow control keys and the limit over all calls."""

from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from infra.local.qstash.api.guard import Guard
from infra.local.qstash.flow import FlowKey
from infra.local.qstash.state import State


class FlowControlApi:
    """Show, pause, pin and reset."""

    def __init__(self, state: State) -> None:
        self._state = state

    def routes(self, guard: Guard) -> list[Route]:
        """Under /v2/flowControl and /v2/globalParallelism."""
        return [
            guard.route("/v2/globalParallelism", self.overall, "GET"),
            guard.route("/v2/flowControl", self.list, "GET"),
            guard.route("/v2/flowControl/{key}", self.get, "GET"),
            guard.route("/v2/flowControl/{key}/{action}", self.act, "POST"),
        ]

    async def overall(self, _: Request) -> dict[str, Any]:
        """GET /v2/globalParallelism: open calls of all messages."""
        shown = self._state.overall.view()
        return {name: shown[name] for name in ("parallelismMax", "parallelismCount")}

    async def list(self, _: Request) -> "list[dict[str, Any]]":
        """GET /v2/flowControl."""
        return [key.view() for key in self._state.flow.values()]

    async def get(self, request: Request) -> dict[str, Any]:
        """GET /v2/flowControl/<key>."""
        return self._state.flow[request.path_params["key"]].view()

    async def act(self, request: Request) -> dict[str, Any]:
        """POST /v2/flowControl/<key>/<action>."""
        key = self._state.flow_key(request.path_params["key"])
        _act(key, request.path_params["action"], dict(request.query_params))
        self._state.keep_flow(key)
        key.pump()
        return {}


def _act(key: FlowKey, action: str, wish: dict[str, str]) -> None:
    match action:
        case "pause" | "resume":
            key.paused = action == "pause"
        case "pin":
            key.pin(wish)
        case "unpin":
            key.unpin(wish)
        case "resetRate":
            key.reset_rate()
        case other:
            raise KeyError(other)
