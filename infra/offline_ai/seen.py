"""The last requests, in memory only: for tests that look at what would have left the machine."""

from collections import deque
from threading import Lock
from typing import Any

KEPT = 200


class Seen:
    """A short memory of request texts."""

    def __init__(self) -> None:
        self._last: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._lock = Lock()

    def add(self, **request: Any) -> None:
        """Remember one request."""
        with self._lock:
            self._last.append(request)

    def all(self) -> list[dict[str, Any]]:
        """What is remembered, oldest first."""
        with self._lock:
            return list(self._last)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._last.clear()
