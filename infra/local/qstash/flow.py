"""Flow control: a strict first-come wait list in front of parallelism and rate."""

import asyncio
from collections import deque
from typing import Any

from infra.local.qstash.clock import Clock
from infra.local.qstash.durations import seconds
from infra.local.qstash.message import Headers

PINNABLE = {"parallelism", "rate"}


class FlowKey:
    """Active means called and not answered; the rate counts starts in a fixed window."""

    def __init__(self, name: str, clock: Clock, parallelism: int | None = None) -> None:
        self.name, self._clock = name, clock
        self.parallelism = parallelism
        self.rate: int | None = None
        self.period = 1.0
        self.active = 0
        self.paused = False
        self.pinned: set[str] = set()
        self._window_start, self._window_count = 0.0, 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._wake: asyncio.TimerHandle | None = None

    def configure(self, value: Headers) -> None:
        """The latest message's settings win, except for what is pinned."""
        if "parallelism" in value and "parallelism" not in self.pinned:
            self.parallelism = int(value["parallelism"])
        if "rate" in value and "rate" not in self.pinned:
            self.rate = int(value["rate"])
            self.period = seconds(value.get("period", "1"))

    def pin(self, value: Headers) -> None:
        """Fix settings against those of messages."""
        self.pinned -= set(value)
        self.configure(value)
        self.pinned |= set(value) & PINNABLE

    def unpin(self, value: Headers) -> None:
        """Let messages decide again about what is named `true`."""
        self.pinned -= {name for name, wish in value.items() if wish == "true"}

    def reset_rate(self) -> None:
        """End the current window."""
        self._window_start, self._window_count = 0.0, 0

    async def acquire(self) -> None:
        """Wait for one's turn."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        self.pump()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.release()
            raise

    def release(self) -> None:
        """The call was answered."""
        self.active -= 1
        self.pump()

    def pump(self) -> None:
        """Let in whoever may go."""
        while self._waiting and not self.paused and self._has_room():
            turn = self._waiting.popleft()
            if not turn.done():
                self.active += 1
                self._window_count += 1
                turn.set_result(None)

    def record(self) -> dict[str, Any]:
        """What the store keeps: decisions of a person, not those of messages."""
        return {
            "paused": self.paused,
            "pinned": sorted(self.pinned),
            "parallelism": self.parallelism,
            "rate": self.rate,
            "period": self.period,
        }

    def restore(self, record: dict[str, Any]) -> None:
        """From the store."""
        self.paused, self.pinned = record["paused"], set(record["pinned"])
        self.parallelism, self.rate = record["parallelism"], record["rate"]
        self.period = record["period"]

    def view(self) -> dict[str, Any]:
        """As the REST API shows it."""
        return {
            "flowControlKey": self.name,
            "waitListSize": sum(not turn.done() for turn in self._waiting),
            "parallelismMax": self.parallelism or 0,
            "parallelismCount": self.active,
            "rateMax": self.rate or 0,
            "rateCount": self._window_count,
            "ratePeriod": int(self.period),
            "ratePeriodStart": int(self._window_start),
            "isPaused": self.paused,
            "isPinnedParallelism": "parallelism" in self.pinned,
            "isPinnedRate": "rate" in self.pinned,
        }

    def _has_room(self) -> bool:
        if self.parallelism and self.active >= self.parallelism:
            return False
        return not self.rate or self._window_has_room(self.rate)

    def _window_has_room(self, rate: int) -> bool:
        now, length = self._clock.now(), self.period / self._clock.scale
        if now - self._window_start >= length:
            self._window_start, self._window_count = now, 0
        if self._window_count < rate:
            return True
        if self._wake:
            self._wake.cancel()
        wait = self._window_start + length - now
        self._wake = asyncio.get_running_loop().call_later(wait, self.pump)
        return False
