"""The clock's door."""

from collections.abc import Callable
from typing import Any

from shared.context import Context, get_context
from shared.observability import log_event

ScheduledHandler = Callable[[dict[str, Any], Any], dict[str, int]]


def scheduled(name: str, run: Callable[[Context], dict[str, int]]) -> ScheduledHandler:
    """A handler that runs one use case and says how much there was to do."""

    def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
        counts = run(get_context())
        if any(counts.values()):
            log_event(name, counts=counts)
        return counts

    return handler
