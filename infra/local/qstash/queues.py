"""Queues: first in, first out, so many at a time; a slot is free when everything about a message is over."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

Start = Callable[[str], asyncio.Task[None] | None]


class Queue:
    """Message ids that wait for their turn."""

    def __init__(self, name: str, now_ms: int, start: Start) -> None:
        self.name, self._start = name, start
        self.parallelism = 1
        self.paused = False
        self.created_at = self.updated_at = now_ms
        self._waiting: deque[str] = deque()
        self._active: set[asyncio.Task[None]] = set()

    def add(self, message_id: str) -> None:
        """Join at the tail."""
        self._waiting.append(message_id)
        self.pump()

    def pump(self) -> None:
        """Start what may start; an unknown id was cancelled while it waited."""
        while not self.paused and self._waiting and len(self._active) < self.parallelism:
            task = self._start(self._waiting.popleft())
            if task is not None:
                self._active.add(task)
                task.add_done_callback(self._finished)

    def record(self) -> dict[str, Any]:
        """What the store keeps; the messages are kept by themselves."""
        return {
            "parallelism": self.parallelism,
            "paused": self.paused,
            "created_at": self.created_at,
            "updated_at": self.updated_at,
        }

    def restore(self, record: dict[str, Any]) -> None:
        """From the store."""
        self.parallelism, self.paused = record["parallelism"], record["paused"]
        self.created_at, self.updated_at = record["created_at"], record["updated_at"]

    def view(self) -> dict[str, Any]:
        """As the REST API shows it."""
        return {
            "name": self.name,
            "parallelism": self.parallelism,
            "paused": self.paused,
            "createdAt": self.created_at,
            "updatedAt": self.updated_at,
            "lag": len(self._waiting),
        }

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._active.discard(task)
        self.pump()
