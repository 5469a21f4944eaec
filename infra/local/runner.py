"""Starts the stack in order, keeps it together, stops it cleanly: python -m infra.local.runner."""

import argparse
import asyncio
import fcntl
import json
import os
import signal
import sys
import time
from collections.abc import Coroutine
from typing import IO

from infra.local import environment, postgres, provision, services
from infra.local.child import Child, StartFailed
from infra.local.layout import NAMES, Layout, find_layout
from infra.local.probes import port_is_free
from infra.local.screen import COLORS, say
from infra.local.service import Service

KNOWLEDGE_TRIES = 5
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stack:
    """The running services of one checkout."""

    def __init__(self, layout: Layout, table: list[list[Service]]) -> None:
        self._layout, self._began = layout, time.monotonic()
        colors = iter(COLORS * len(NAMES))
        self._groups = [[Child(row, layout, next(colors)) for row in group] for group in table]

    async def run(self) -> int:
        """Start, serve until a signal or the end of a service, stop; the exit code."""
        stop = asyncio.Event()
        for number in STOP_SIGNALS:
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        try:
            if await _first(self._start(), stop.wait()):
                return 0
            return await self._serve(stop)
        except StartFailed as failure:
            say("up", f"{failure}; its log is in {self._layout.logs}")
            return 1
        finally:
            await self._stop()

    async def _start(self) -> None:
        self._tell(ready=False)
        for group in self._groups:
            await _start_together(group)
            self._tell(ready=False)
            await asyncio.to_thread(self._prepare, {child.service.name for child in group})
        environment.write_exports(self._layout)
        self._tell(ready=True)
        say("up", f"all up in {time.monotonic() - self._began:.1f} s")
        if self._groups[-1]:
            say("up", f"CareerShaper is at {self._layout.url('gateway', 'localhost')}")

    def _prepare(self, started: set[str]) -> None:
        if "postgres" in started:
            provision.provision_database(self._layout)
        if "s3" in started:
            provision.provision_bucket(self._layout)

    async def _store_knowledge(self) -> None:
        """In the background: until it is done, answers come without know-how."""
        started = {child.service.name for child in self._children()}
        wanted = os.environ.get("LOCAL_KNOWLEDGE") != "off"  # embedding it takes a while
        if not wanted or not {"postgres", "models"} <= started:
            return
        words = ""
        for _ in range(KNOWLEDGE_TRIES):  # what one try stored, the next one need not embed
            stored, words = await provision.provision_knowledge(self._layout)
            if stored:
                return say("up", f"know-how: {words}")
        say("up", f"know-how is not complete, the next start goes on: {words}")

    async def _serve(self, stop: asyncio.Event) -> int:
        storing = asyncio.create_task(self._store_knowledge())
        try:
            return await self._until_the_end(stop)
        finally:
            storing.cancel()
            await asyncio.wait([storing])

    async def _until_the_end(self, stop: asyncio.Event) -> int:
        ends = [asyncio.create_task(child.ended()) for child in self._children() if child.pid]
        stopped = asyncio.create_task(stop.wait())
        done, _ = await asyncio.wait([stopped, *ends], return_when=asyncio.FIRST_COMPLETED)
        dead = [task.result() for task in ends if task in done]
        if dead and stopped not in done:
            say("up", f"{', '.join(dead)} ended by itself, so the stack stops")
            return 1
        return 0

    async def _stop(self) -> None:
        began = time.monotonic()
        for group in reversed(self._groups):
            await asyncio.gather(*(child.stop() for child in group))
        self._layout.status.unlink(missing_ok=True)
        say("up", f"all stopped in {time.monotonic() - began:.1f} s")

    def _children(self) -> list[Child]:
        return [child for group in self._groups for child in group]

    def _tell(self, ready: bool) -> None:
        """Write who runs where; `status`, `stop` and `--detach` read it."""
        pids = {child.service.name: child.pid for child in self._children() if child.pid}
        status = {
            "pid": os.getpid(), "base": self._layout.base, "ready": ready, "services": pids,
        }  # fmt: skip
        draft = self._layout.status.with_suffix(".new")
        draft.write_text(json.dumps(status))
        draft.replace(self._layout.status)


async def _start_together(group: list[Child]) -> None:
    """Several services may fail together; the first one says what is wrong."""
    try:
        async with asyncio.TaskGroup() as starting:
            for child in group:
                starting.create_task(child.start())
    except* StartFailed as failures:
        raise StartFailed(*failures.exceptions[0].args) from None


async def _first(work: Coroutine[None, None, None], stop: Coroutine[None, None, bool]) -> bool:
    """Do the work unless we are told to stop before it is done; whether we were."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop)
    await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
    if working.done():
        stopping.cancel()
        working.result()
        return False
    working.cancel()
    await asyncio.wait([working])
    return True


def take_lock(layout: Layout) -> IO[str]:
    """One stack a data folder; the kernel lets go of the lock when we are gone."""
    handle = layout.lock.open("w")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise SystemExit(
            "the stack of this checkout runs already: ./dev status shows it, ./dev stop ends it"
        ) from None
    os.set_inheritable(handle.fileno(), False)
    return handle


def check_ports(table: list[list[Service]]) -> None:
    """Refuse to start beside somebody else's server."""
    for row in (row for group in table for row in group):
        if not port_is_free(row.port):
            raise SystemExit(
                f"port {row.port} ({row.name}) is taken by another program; end it, or use other "
                f"ports: LOCAL_PORT_BASE=4400 ./dev up"
            )


def main() -> int:
    """Command line: names of services (none = all) and --reload."""
    parser = argparse.ArgumentParser(prog="./dev up")
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], metavar="service")
    parser.add_argument("--reload", action="store_true", help="restart handlers on a change")
    wanted = parser.parse_args()
    layout = find_layout()
    layout.make_folders()
    with take_lock(layout):
        table = services.only(set(wanted.names), services.groups(layout, wanted.reload))
        check_ports(table)
        if not wanted.names or "postgres" in wanted.names:
            postgres.ensure_cluster(layout.state / "pg", postgres.choose_account())
        return asyncio.run(Stack(layout, table).run())


if __name__ == "__main__":
    sys.exit(main())
