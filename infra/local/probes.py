"""Is a service ready? An open port is not always the answer."""

import asyncio
import contextlib
import socket
import urllib.request
from collections.abc import Awaitable, Callable

import psycopg

Probe = Callable[[], Awaitable[bool]]
PROBE_SECONDS = 2


def http_ok(url: str) -> Probe:
    """The address answers 200."""
    return lambda: asyncio.to_thread(_fetch, url)


def tcp_open(port: int) -> Probe:
    """Somebody listens on the port."""

    async def probe() -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            return False
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
        return True

    return probe


def session_opens(dsn: str) -> Probe:
    """Postgres accepts a session; while it recovers its port is open and sessions are refused."""
    return lambda: asyncio.to_thread(_connect, dsn)


def port_is_free(port: int) -> bool:
    """Whether we could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _fetch(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=PROBE_SECONDS) as response:
            return response.status == 200
    except OSError:
        return False


def _connect(dsn: str) -> bool:
    try:
        psycopg.connect(dsn, connect_timeout=PROBE_SECONDS).close()
    except psycopg.OperationalError:
        return False
    return True
