"""A service that runs: started, watched, its words copied, stopped with its own signal."""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

from infra.local.bounded_log import BoundedLog
from infra.local.layout import Layout
from infra.local.screen import say
from infra.local.service import Service

STOP_SECONDS = 10
PR_SET_PDEATHSIG = 1
LINE_LIMIT = 1 << 20


class StartFailed(Exception):
    """A service ended or stayed silent while the stack was starting."""


class Child:
    """The process of one service."""

    def __init__(self, service: Service, layout: Layout, color: int) -> None:
        self.service, self._layout, self._color = service, layout, color
        self.process: asyncio.subprocess.Process | None = None
        self._copying: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        return self.process.pid if self.process and self.process.returncode is None else None

    async def start(self) -> None:
        """Spawn it and wait until its probe says yes."""
        began = time.monotonic()
        self.process = await self._spawn()
        self._copying = asyncio.create_task(self._copy_log(self._layout.logs))
        while not await self.service.ready():
            if self.process.returncode is not None:
                raise StartFailed(f"{self.service.name} ended: code {self.process.returncode}")
            if time.monotonic() - began > self.service.ready_seconds:
                raise StartFailed(
                    f"{self.service.name} is not ready after {self.service.ready_seconds:.0f} s"
                )
            await asyncio.sleep(0.02)
        say("up", f"{self.service.name} ready in {time.monotonic() - began:.1f} s")

    async def ended(self) -> str:
        """Wait for the end of the process; the answer is the name of the service."""
        if self.process:
            await self.process.wait()
        return self.service.name

    async def stop(self) -> None:
        """Ask it to end, then end what is left of its process group."""
        if self.process is None:
            return
        if self.process.returncode is None:
            await self._ask_to_end(self.process)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        await self.process.wait()
        if self._copying:
            await self._copying

    async def _ask_to_end(self, process: asyncio.subprocess.Process) -> None:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(self.service.stop_signal)
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            say("up", f"{self.service.name} did not stop in {STOP_SECONDS} s and is killed")

    async def _spawn(self) -> asyncio.subprocess.Process:
        runner, last = os.getpid(), self.service.orphan_signal or self.service.stop_signal
        return await asyncio.create_subprocess_exec(
            *self.service.command,
            env={**os.environ, "PYTHONUNBUFFERED": "1", **self.service.env},
            cwd=self._layout.root,
            preexec_fn=lambda: tie_to(runner, last),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=LINE_LIMIT,
            **self.service.account.options(),
        )

    async def _copy_log(self, folder: Path) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        log = BoundedLog(folder / f"{self.service.name}.log")
        try:
            async for line in _lines(self.process.stdout):
                log.write(line)
                text = line.decode(errors="replace").rstrip()
                if not any(word in text for word in self.service.quiet):
                    say(self.service.name, text, self._color)
        finally:
            log.close()


async def _lines(stream: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """Lines as they come; one beyond the limit is dropped instead of ending the copying."""
    while True:
        try:
            line = await stream.readline()
        except ValueError:
            continue
        if not line:
            return
        yield line


def tie_to(runner: int, last: signal.Signals) -> None:
    """Own session, so Ctrl-C reaches only the runner; ended by the kernel when the runner is gone."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(last))
        if os.getppid() != runner:  # it was gone before the kernel knew of our wish
            os._exit(1)
