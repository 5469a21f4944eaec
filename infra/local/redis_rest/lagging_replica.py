"""A real replica whose replication stream arrives late: reads from it are as old as we want."""

import asyncio
import contextlib
import ctypes
import os
import signal
import tempfile
from pathlib import Path

import redis.asyncio as aioredis

from infra.local import packages

PR_SET_PDEATHSIG = 1
CHUNK = 65536


class LaggingReplica:
    """redis-server in replica mode behind a proxy that holds every byte back for a while."""

    def __init__(self, primary_port: int, lag_seconds: float) -> None:
        self.lag_seconds = lag_seconds
        self._primary_port = primary_port
        self._folder = tempfile.TemporaryDirectory(prefix="careershaper-replica-")
        self._pumps: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._process: asyncio.subprocess.Process | None = None

    @property
    def socket(self) -> str:
        """Unix socket the replica answers on."""
        return str(Path(self._folder.name) / "replica.sock")

    async def start(self) -> None:
        """Start the proxy and the replica, and wait for the first full copy."""
        await self._let_copy_at_once()
        self._server = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        options = ["--port", "0", "--unixsocket", self.socket, "--dir", self._folder.name]
        options += ["--save", "", "--repl-diskless-load", "swapdb", "--loglevel", "warning"]
        self._process = await asyncio.create_subprocess_exec(
            packages.redis_server(), *options, "--replicaof", "127.0.0.1", str(port),
            preexec_fn=_die_with_parent, stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        await self._copied()

    async def stop(self) -> None:
        """End both."""
        if self._process and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        if self._server:
            self._server.close()
        for pump in self._pumps:
            pump.cancel()
        self._folder.cleanup()

    async def _let_copy_at_once(self) -> None:
        """A primary usually waits 5 s for more replicas before it sends a full copy."""
        async with aioredis.Redis(port=self._primary_port) as primary:
            await primary.config_set("repl-diskless-sync-delay", 0)

    async def _copied(self) -> None:
        async with asyncio.timeout(10):
            while not await self._link_is_up():
                await asyncio.sleep(0.05)

    async def _link_is_up(self) -> bool:
        client = aioredis.Redis(unix_socket_path=self.socket)
        try:
            return (await client.info("replication")).get("master_link_status") == "up"
        except (aioredis.RedisError, OSError):
            return False
        finally:
            await client.aclose()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._primary_port)
        for pump in (self._pump(reader, back, 0.0), self._pump(there, writer, self.lag_seconds)):
            task = asyncio.create_task(pump)
            self._pumps.add(task)
            task.add_done_callback(self._pumps.discard)

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, lag: float
    ) -> None:
        """Copy bytes in order, each `lag` seconds after it came."""
        loop, held = asyncio.get_running_loop(), asyncio.Queue[tuple[float, bytes]]()

        async def write_late() -> None:
            while True:
                due, chunk = await held.get()
                await asyncio.sleep(max(0.0, due - loop.time()))
                writer.write(chunk)
                if not chunk:
                    return writer.close()

        late = asyncio.create_task(write_late())
        try:
            while chunk := await reader.read(CHUNK):
                held.put_nowait((loop.time() + lag, chunk))
            held.put_nowait((loop.time() + lag, b""))
            with contextlib.suppress(OSError):
                await late
        finally:
            late.cancel()


def _die_with_parent() -> None:
    os.setsid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))
