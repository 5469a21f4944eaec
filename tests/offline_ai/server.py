"""The offline model server in a process of its own, for any test: `from tests.offline_ai.server import offline_ai`."""

import ctypes
import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PR_SET_PDEATHSIG = 1
PATIENCE_S = 30
_libc = ctypes.CDLL(None)


@dataclass(frozen=True)
class OfflineAi:
    """A running server: where it is, what it saw, and how to make it fail."""

    url: str
    pid: int

    @property
    def base_url(self) -> str:
        """What MODELS_BASE_URL is set to."""
        return f"{self.url}/v1"

    def fail(self, *faults: dict[str, Any]) -> None:
        """Spoil the next requests, one fault each."""
        self._call("POST", "/_offline/faults", list(faults))

    def waiting(self) -> list[dict[str, Any]]:
        """The faults that no request has met yet."""
        return self._call("GET", "/_offline/faults")

    def seen(self, task: str | None = None) -> list[dict[str, Any]]:
        """The last requests, all or those of one task."""
        return [r for r in self._call("GET", "/_offline/seen") if task in (None, r["task"])]

    def reset(self) -> None:
        """No faults, no memory."""
        self._call("DELETE", "/_offline/faults")
        self._call("DELETE", "/_offline/seen")

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        request = urllib.request.Request(
            self.url + path,
            None if body is None else json.dumps(body).encode(),
            {"content-type": "application/json"},
            method=method,
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)


@contextmanager
def running_server() -> Iterator[OfflineAi]:
    """The server on a free port; it dies with the test process, however that ends."""
    port = _free_port()
    command = [sys.executable, "-m", "uvicorn", "infra.offline_ai.server:app"]
    options = ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    process = subprocess.Popen([*command, *options], cwd=ROOT, preexec_fn=_die_with_parent)
    try:
        server = OfflineAi(f"http://127.0.0.1:{port}", process.pid)
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session")
def offline_ai_process() -> Iterator[OfflineAi]:
    """One server for the whole test run."""
    with running_server() as server:
        yield server


@pytest.fixture
def offline_ai(offline_ai_process: OfflineAi) -> OfflineAi:
    """The server, with no fault waiting and nothing remembered."""
    offline_ai_process.reset()
    return offline_ai_process


def _die_with_parent() -> None:
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(server: OfflineAi, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{server.url}/healthz", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the offline model server did not start")
