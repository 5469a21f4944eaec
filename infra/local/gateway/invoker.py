"""Calls the real handlers, within the limits that AWS sets."""

import asyncio
import importlib
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from starlette.types import Send

from infra.local.gateway.events import LambdaContext, RawHeaders, http_answer, schedule_event
from infra.local.gateway.replies import refuse, respond
from infra.local.gateway.template import Function, Schedule

PAYLOAD_LIMIT = 6 * 1024 * 1024  # of a synchronous call, request and answer alike
THREADS = 48
log = logging.getLogger("gateway")
Handler = Callable[[dict[str, Any], LambdaContext], Any]


@cache
def load_handler(path: str) -> Handler:
    """'api.create_service.handler', imported at its first call, like a cold start."""
    module, name = path.rsplit(".", 1)
    return getattr(importlib.import_module(module), name)


class Invoker:
    """A pool of threads in place of Lambda's environments."""

    def __init__(self) -> None:
        # Mangum asks for the event loop of its thread, so every thread needs one.
        self._threads = ThreadPoolExecutor(
            THREADS, initializer=lambda: asyncio.set_event_loop(asyncio.new_event_loop())
        )

    async def answer(
        self,
        send: Send,
        function: Function,
        event: dict[str, Any],
        limits: tuple[int, int],
        extra: RawHeaders,
    ) -> None:
        """Call and answer; `limits` are the seconds it may take and the status when it is late."""
        seconds, late = limits
        try:
            result = await asyncio.wait_for(self.call(function, event), seconds)
            status, headers, body = http_answer(result)
        except TimeoutError:  # its thread runs on; Lambda would freeze it
            return await refuse(send, late, "Service Unavailable", extra)
        except Exception:
            log.exception("%s failed", function.name)
            return await refuse(send, 500, "Internal Server Error", extra)
        if len(body) > PAYLOAD_LIMIT:
            return await refuse(send, 500, "Internal Server Error", extra)
        await respond(send, status, headers + extra, body)

    async def call(self, function: Function, event: dict[str, Any]) -> Any:
        """Run a handler to its end."""

        def run() -> Any:
            return load_handler(function.properties["Handler"])(event, LambdaContext(function))

        return await asyncio.get_running_loop().run_in_executor(self._threads, run)

    async def repeat(self, schedule: Schedule, seconds: float) -> None:
        """Wake a function again and again."""
        while True:
            await asyncio.sleep(seconds)
            try:
                await self.call(schedule.function, schedule_event())
            except Exception:
                log.exception("%s failed", schedule.function.name)
