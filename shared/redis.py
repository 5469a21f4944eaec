"""Upstash Redis behind one method: no hidden retry, no call that hangs until the function's time is over.

Tokens are many and small, so the stream's own two commands take a lean line: one request of theirs over the vendor's
client costs five times the CPU.
"""

import json
import threading
from collections import deque
from collections.abc import Sequence
from functools import cached_property
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Protocol
from urllib.parse import urlsplit

from shared.errors import RedisAway, RedisRefused

STREAM_COMMANDS = frozenset({"XADD", "XRANGE"})

Command = Sequence[str | int]


class Redis(Protocol):
    """What locks and streams ask of Redis: one command, which must be safe to send twice."""

    def execute(self, command: Command) -> Any:
        """Run one command; RedisAway = it may or may not have run, RedisRefused = Redis said no."""
        ...


class UpstashRedis:
    """`execute` over REST with one client a thread, because the client keeps a sync token per call."""

    def __init__(self, url: str, token: str, timeout_s: float = 3) -> None:
        self._url, self._token, self._timeout_s = url, token, timeout_s
        self._local = threading.local()
        self._clients: list[Any] = []
        self._stream_line = LeanLine(url, token, timeout_s)

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
            client._http._client.close()
            client._http._client = httpx.Client(
                timeout=httpx.Timeout(self._timeout_s, connect=self._timeout_s / 2)
            )
            self._local.client = client
            self._clients.append(client)
        return self._local.client

    def execute(self, command: Command) -> Any:
        """Run one command."""
        if command[0] in STREAM_COMMANDS:
            return self._stream_line.execute(command)
        httpx, _, upstash_error = self._vendor
        try:
            return self._client().execute([str(part) for part in command])
        except upstash_error as error:
            raise RedisRefused(str(error)) from error
        except (httpx.HTTPError, ValueError, KeyError, AttributeError, TypeError) as error:
            raise RedisAway(repr(error)) from error

    def close(self) -> None:
        """Let go of every connection."""
        self._stream_line.close()
        while self._clients:
            self._clients.pop().close()


class LeanLine:
    """`execute` over kept connections of the standard library, each used by one caller at a time."""

    def __init__(self, url: str, token: str, timeout_s: float) -> None:
        self._address, self._timeout_s = urlsplit(url), timeout_s
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self._idle: deque[HTTPConnection] = deque()

    def execute(self, command: Command) -> Any:
        """Run one command; a connection that failed once is never used again."""
        body = json.dumps([str(part) for part in command]).encode()
        line = self._take()
        try:
            line.request("POST", self._address.path or "/", body, self._headers)
            answer: dict[str, Any] = json.loads(line.getresponse().read())
            refusal = answer.get("error")
            result = None if refusal else answer["result"]
        except (OSError, HTTPException, ValueError, KeyError, AttributeError) as error:
            line.close()
            raise RedisAway(repr(error)) from error
        self._idle.append(line)
        if refusal:
            raise RedisRefused(str(refusal))
        return result

    def close(self) -> None:
        """Let go of the connections nobody uses."""
        while self._idle:
            self._idle.pop().close()

    def _take(self) -> HTTPConnection:
        try:
            return self._idle.pop()
        except IndexError:
            kind = HTTPSConnection if self._address.scheme == "https" else HTTPConnection
            return kind(self._address.netloc, timeout=self._timeout_s)
