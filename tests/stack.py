"""A local stack of a test's own: free ports, its own data folder, the services it asks for."""

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from infra.local.environment import application
from infra.local.layout import NAMES, Layout
from tests.local.processes import ROOT, eventually, is_alive

READY_SECONDS = 90


def free_base() -> int:
    """A base whose whole range of ports is free."""
    while True:
        base = random.SystemRandom().randrange(20_000, 30_000, 10)
        if all(_is_free(base + place) for place in range(len(NAMES))):
            return base


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


class LocalStack:
    """The runner in a process; `names` are the services, none means all."""

    def __init__(self, state: Path, *names: str, prefix: tuple[str, ...] = ()) -> None:
        self.layout = Layout(ROOT, state, free_base())
        self._names, self._prefix = names, prefix
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What the product needs to use this stack."""
        return application(self.layout)

    @property
    def runner(self) -> subprocess.Popen[bytes]:
        assert self.process
        return self.process

    def pids(self) -> dict[str, int]:
        """Processes of the services."""
        return self.status()["services"]

    def status(self) -> dict[str, Any]:
        """What the runner says; a killed one leaves its last words behind, which do not count."""
        with contextlib.suppress(OSError):
            said = json.loads(self.layout.status.read_text())
            if self.process and said["pid"] == self.process.pid:
                return said
        return {"ready": False, "services": {}}

    def start(self) -> None:
        """Start and wait until everything is ready."""
        env = {
            **os.environ,
            "LOCAL_STATE_DIR": str(self.layout.state),
            "LOCAL_PORT_BASE": str(self.layout.base),
            "LOCAL_KNOWLEDGE": "off",
        }
        output = self.layout.state.with_suffix(".out")
        command = [*self._prefix, sys.executable, "-m", "infra.local.runner", *self._names]
        with output.open("wb") as file:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=env, stdout=file, stderr=subprocess.STDOUT
            )

        def up() -> bool:
            assert self.runner.poll() is None, output.read_text()
            return self.status()["ready"]

        eventually(up, READY_SECONDS)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Stop and wait; the exit code of the runner."""
        if self.process is None:
            return 0
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(how)
        return self.process.wait(40)

    def kill(self) -> None:
        """End the runner without giving it a chance, and wait until its services are gone."""
        pids = self.pids().values()
        self.runner.kill()
        self.runner.wait()
        eventually(lambda: not any(is_alive(pid) for pid in pids))


@contextlib.contextmanager
def running_stack(state: Path, *names: str) -> Iterator[LocalStack]:
    """A stack for the length of a block."""
    stack = LocalStack(state, *names)
    try:
        stack.start()
        yield stack
    finally:
        stack.stop()
