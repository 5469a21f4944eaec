"""Schedules: a message published again and again, by the minute."""

import asyncio
import base64
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from infra.local.qstash.cron import parse_cron
from infra.local.qstash.message import Headers
from infra.local.qstash.publishing import read_message
from infra.local.qstash.state import State

Publish = Callable[["Schedule"], str]


@dataclass
class Schedule:
    """What to publish, and when."""

    destination: str
    cron: str
    headers: Headers
    body: str  # base64
    caller_ip: str
    created_at: int
    next_at: float
    schedule_id: str = field(default_factory=lambda: "scd_" + uuid.uuid4().hex)
    queue: str | None = None
    paused: bool = False
    last_at: float | None = None
    last_message: str | None = None

    def view(self, now_ms: int) -> dict[str, Any]:
        """As the REST API shows it."""
        body = base64.b64decode(self.body)
        message = read_message(self.destination, self.headers, body, self.caller_ip, now_ms)
        shown = message.view()
        for name in ("messageId", "notBefore", "maxRetries"):
            shown.pop(name, None)
        return {
            **shown,
            "scheduleId": self.schedule_id,
            "destination": self.destination,
            "cron": self.cron,
            "createdAt": self.created_at,
            "retries": message.max_retries,
            "isPaused": self.paused,
            "nextScheduleTime": int(self.next_at * 1000),
            **({"queueName": self.queue} if self.queue else {}),
            **self._last(),
        }

    def _last(self) -> dict[str, Any]:
        if self.last_at is None:
            return {}
        states = {self.last_message: "SUCCESS"} if self.last_message else {}
        return {"lastScheduleTime": int(self.last_at * 1000), "lastScheduleStates": states}


class Schedules:
    """One sleeping task a schedule."""

    def __init__(self, state: State, publish: Publish) -> None:
        self._state, self._publish = state, publish
        self.known: dict[str, Schedule] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def resume(self) -> None:
        """Pick up after a restart; a time that passed meanwhile is made up for once."""
        for record in self._state.store.all("schedule").values():
            self._watch(Schedule(**record))

    def put(self, schedule: Schedule) -> None:
        """Add one, or replace the one with the same id."""
        self._watch(schedule)
        self._keep(schedule)

    def remove(self, schedule_id: str) -> None:
        """Forget one; KeyError when it is unknown."""
        del self.known[schedule_id]
        self._tasks.pop(schedule_id).cancel()
        self._state.store.drop("schedule", schedule_id)

    def pause(self, schedule_id: str, paused: bool) -> None:
        """Let its times pass, or no longer."""
        schedule = self.known[schedule_id]
        schedule.paused = paused
        self._keep(schedule)

    def close(self) -> None:
        """Stop waiting."""
        for task in self._tasks.values():
            task.cancel()

    def clear(self) -> None:
        """Forget all."""
        for schedule_id in list(self.known):
            self.remove(schedule_id)

    def _keep(self, schedule: Schedule) -> None:
        self._state.store.put("schedule", schedule.schedule_id, asdict(schedule))

    def _watch(self, schedule: Schedule) -> None:
        if before := self._tasks.get(schedule.schedule_id):
            before.cancel()
        self.known[schedule.schedule_id] = schedule
        self._tasks[schedule.schedule_id] = asyncio.create_task(self._repeat(schedule))

    async def _repeat(self, schedule: Schedule) -> None:
        times = parse_cron(schedule.cron)
        while True:
            await self._state.clock.sleep_until(schedule.next_at)
            due = max(schedule.next_at, self._state.clock.now())
            if not schedule.paused:
                schedule.last_at, schedule.last_message = due, self._publish(schedule)
            schedule.next_at = times.after(due)
            self._keep(schedule)
