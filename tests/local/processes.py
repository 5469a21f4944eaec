"""Servers of the local stack as processes of a test: started, waited for, ended whatever happens."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
WAIT_SECONDS = 20


def free_port() -> int:
    """A TCP port nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def eventually(look: Callable[[], Any], seconds: float = WAIT_SECONDS) -> Any:
    """Wait until `look` gives something true, and give it."""
    give_up = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < give_up, f"it did not happen within {seconds} s"
        time.sleep(0.02)
    return found


def answers(url: str) -> bool:
    """Whether the address answers 200."""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return response.status == 200
    except OSError:
        return False


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be buried does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


class Server:
    """One uvicorn process."""

    def __init__(self, app: str, env: dict[str, str]) -> None:
        self.port, self._app, self._env = free_port(), app, env
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "uvicorn",
            "--factory",
            self._app,
            "--port",
            str(self.port),
        ]
        command += ["--log-level", "warning", "--timeout-graceful-shutdown", "1"]
        env = {**os.environ, **self._env}
        self._process = subprocess.Popen(command, cwd=ROOT, env=env)
        eventually(lambda: answers(self.url + "/healthz"))

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process:
            self._process.send_signal(how)
            self._process.wait(10)
            self._process = None


@contextlib.contextmanager
def serving(app: str, **env: str) -> Iterator[Server]:
    """A server for the length of a block."""
    server = Server(app, env)
    try:
        server.start()
        yield server
    finally:
        server.stop()
