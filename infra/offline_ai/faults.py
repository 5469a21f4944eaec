"""Faults on request: each queued fault spoils one later request."""

from threading import Lock

from pydantic import BaseModel, ConfigDict


class Fault(BaseModel):
    """One way to go wrong. Fields combine; `match_task` waits for a request of that task."""

    model_config = ConfigDict(extra="forbid")

    status: int | None = None
    code: str | None = None
    retry_after: float | None = None
    delay: float = 0
    stall: float = 0
    token_delay: float | None = None
    blank: bool = False
    half: bool = False
    truncate_after: int | None = None
    corrupt_after: int | None = None
    reply: str | None = None
    finish: str | None = None
    obey: bool = False
    match_task: str | None = None

    def spoil(self, text: str) -> str:
        """The text that goes out: another one, spaces only as JSON modes sometimes answer, or half."""
        if self.reply is not None:
            return self.reply
        if self.blank:
            return " " * 40
        return text[: len(text) // 2] if self.half else text


WELL = Fault()


class FaultQueue:
    """First in, first out, but a fault for another task waits for its turn."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []
        self._lock = Lock()

    def add(self, faults: list[Fault]) -> int:
        """Queue faults; how many wait now."""
        with self._lock:
            self._waiting.extend(faults)
            return len(self._waiting)

    def take(self, task: str) -> Fault:
        """The fault for a request of this task, usually none. Embeddings only fail when named."""
        with self._lock:
            for place, fault in enumerate(self._waiting):
                if fault.match_task == task or (fault.match_task is None and task != "embedding"):
                    return self._waiting.pop(place)
        return WELL

    def waiting(self) -> list[Fault]:
        """What is still to come."""
        with self._lock:
            return list(self._waiting)

    def clear(self) -> None:
        """Forget them all."""
        with self._lock:
            self._waiting.clear()
