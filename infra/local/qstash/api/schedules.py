"""Schedules."""

import base64
import uuid
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from infra.local.qstash.api.guard import Guard, caller_ip, destination
from infra.local.qstash.cron import parse_cron
from infra.local.qstash.publishing import read_message
from infra.local.qstash.schedules import Schedule, Schedules
from infra.local.qstash.state import State


class ScheduleApi:
    """Make, show, pause and remove schedules."""

    def __init__(self, schedules: Schedules, state: State) -> None:
        self._schedules, self._state = schedules, state

    def routes(self, guard: Guard) -> list[Route]:
        """Under /v2/schedules; the actions come before the catch-all of POST."""
        return [
            guard.route("/v2/schedules", self.list, "GET"),
            guard.route("/v2/schedules/{id}/{action}", self.switch, "PATCH"),
            guard.route("/v2/schedules/{url:path}", self.create, "POST"),
            guard.route("/v2/schedules/{id}", self.get, "GET"),
            guard.route("/v2/schedules/{id}", self.delete, "DELETE"),
        ]

    async def create(self, request: Request) -> dict[str, str]:
        """POST /v2/schedules/<url>: a known Upstash-Schedule-Id replaces that schedule."""
        headers, body = dict(request.headers), await request.body()
        url, now = destination(request, "/v2/schedules/"), self._state.clock
        cron = headers.get("upstash-cron", "")
        next_at = parse_cron(cron).after(now.now())
        read_message(url, headers, body, caller_ip(request), now.now_ms())  # refuse it now
        schedule = Schedule(
            destination=url,
            cron=cron,
            headers=headers,
            body=base64.b64encode(body).decode(),
            caller_ip=caller_ip(request),
            created_at=now.now_ms(),
            next_at=next_at,
            schedule_id=headers.get("upstash-schedule-id") or "scd_" + uuid.uuid4().hex,
            queue=headers.get("upstash-queue-name"),
        )
        self._schedules.put(schedule)
        return {"scheduleId": schedule.schedule_id}

    async def list(self, _: Request) -> "list[dict[str, Any]]":
        """GET /v2/schedules."""
        return [self._view(schedule) for schedule in self._schedules.known.values()]

    async def get(self, request: Request) -> dict[str, Any]:
        """GET /v2/schedules/<id>."""
        return self._view(self._schedules.known[request.path_params["id"]])

    async def delete(self, request: Request) -> dict[str, Any]:
        """DELETE /v2/schedules/<id>."""
        self._schedules.remove(request.path_params["id"])
        return {}

    async def switch(self, request: Request) -> dict[str, Any]:
        """PATCH /v2/schedules/<id>/pause or /resume."""
        action = request.path_params["action"]
        if action not in ("pause", "resume"):
            raise KeyError(action)
        self._schedules.pause(request.path_params["id"], action == "pause")
        return {}

    def _view(self, schedule: Schedule) -> dict[str, Any]:
        return schedule.view(self._state.clock.now_ms())
