"""Upstash Redis behind one method: no hidden retry, no call that hangs until the function's time is over."""

import threading
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol

from shared.errors import RedisAway, RedisRefused


class Redis(Protocol):
    """What locks and streams ask of Redis: one command, which must be safe to send twice."""

    def execute(self, command: Sequence[str | int]) -> Any:
        """Run one command; RedisAway = it may or may not have run, RedisRefused = Redis said no."""
        ...


class UpstashRedis:
    """`execute` over REST with one client a thread, because the client keeps a sync token per call."""

    def __init__(self, url: str, token: str, timeout_s: float = 3) -> None:
        self._url, self._token, self._timeout_s = url, token, timeout_s
        self._local = threading.local()

    @cached_property
    def _vendor(self) -> Any:
        import httpx
        import upstash_redis
        from upstash_redis.errors import UpstashError

        return httpx, upstash_redis, UpstashError

    def _client(self) -> Any:
        httpx, upstash_redis, _ = self._vendor
        if not hasattr(self._local, "client"):
            client = upstash_redis.Redis(
                self._url, self._token, rest_retries=0, allow_telemetry=False
            )
            client._http._client.timeout = httpx.Timeout(
                self._timeout_s, connect=self._timeout_s / 2
            )
            self._local.client = client
        return self._local.client

    def execute(self, command: Sequence[str | int]) -> Any:
        """Run one command."""
        httpx, _, upstash_error = self._vendor
        try:
            return self._client().execute([str(part) for part in command])
        except upstash_error as error:
            raise RedisRefused(str(error)) from error
        except (httpx.HTTPError, ValueError) as error:
            raise RedisAway(repr(error)) from error
