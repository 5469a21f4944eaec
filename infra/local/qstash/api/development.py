"""What the managed service does not have: health, chaos, reset, the clock. And what we do not have."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.qstash.api.guard import Guard
from infra.local.qstash.courier import Courier
from infra.local.qstash.schedules import Schedules

ALL_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class DevelopmentApi:
    """For tests and for the person at the keyboard."""

    def __init__(self, courier: Courier, schedules: Schedules) -> None:
        self._courier, self._schedules, self._state = courier, schedules, courier.state

    def routes(self, guard: Guard) -> list[Route]:
        """Under /dev; the token keeps web pages from turning the knobs."""
        return [
            Route("/healthz", self.health),
            guard.route("/dev/chaos", self.chaos, "GET", "POST"),
            guard.route("/dev/reset", self.reset, "POST"),
            guard.route("/dev/clock", self.clock, "GET", "POST"),
            guard.route("/v2/topics", self.topics, *ALL_METHODS),
            guard.route("/v2/topics/{rest:path}", self.topics, *ALL_METHODS),
        ]

    async def health(self, _: Request) -> Response:
        """GET /healthz."""
        return JSONResponse({"messages": len(self._state.messages), "dlq": len(self._state.dead)})

    async def chaos(self, request: Request) -> dict[str, float]:
        """GET shows the knobs, POST turns them."""
        wishes: dict[str, float] = await request.json() if request.method == "POST" else {}
        return self._state.chaos.turn(wishes)

    async def reset(self, _: Request) -> dict[str, Any]:
        """POST /dev/reset: an empty emulator."""
        self._schedules.clear()
        self._courier.reset()
        return {}

    async def clock(self, request: Request) -> dict[str, int]:
        """POST /dev/clock {"advance": seconds}."""
        if request.method == "POST":
            self._state.clock.advance(float((await request.json())["advance"]))
        return {"now": self._state.clock.now_ms()}

    async def topics(self, _: Request) -> tuple[dict[str, str], int]:
        """URL groups: the product does not use them."""
        return {"error": "not implemented: URL groups"}, 501
