"""The stack seen from outside: is it up, start it in the background, stop it, its logs, its data."""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

from infra.local.layout import NAMES, Layout

START_SECONDS = 180
STOP_SECONDS = 40
TAIL_LINES = 30


def is_running(layout: Layout) -> bool:
    """Whether a stack holds the lock of this data folder."""
    if not layout.lock.exists():
        return False
    with layout.lock.open() as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def read_status(layout: Layout) -> dict[str, Any]:
    """What the running stack says; empty when none runs or it has not spoken yet."""
    if is_running(layout):
        with contextlib.suppress(FileNotFoundError):
            return json.loads(layout.status.read_text())
    return {}


def start_detached(layout: Layout, arguments: list[str]) -> int:
    """Start the stack in the background and wait until it is ready; the exit code."""
    if is_running(layout):
        sys.stdout.write("the stack runs already\n")
        return 0
    layout.make_folders()
    log = layout.logs / "stack.log"
    with log.open("wb") as output:
        runner = subprocess.Popen(
            [sys.executable, "-m", "infra.local.runner", *arguments],
            cwd=layout.root, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    give_up = time.monotonic() + START_SECONDS
    while runner.poll() is None and time.monotonic() < give_up:
        status = read_status(layout)
        if status.get("pid") == runner.pid and status["ready"]:
            base = status["base"]
            sys.stdout.write(f"up on http://localhost:{base}; ./dev stop ends it\n")
            return 0
        time.sleep(0.1)
    runner.terminate()
    sys.stderr.write("".join(_tail(log, TAIL_LINES)))
    return 1


def stop(layout: Layout) -> int:
    """Stop the stack and wait until it is gone; the exit code."""
    status = read_status(layout)
    if not status:
        sys.stdout.write("nothing runs\n")
        return 0
    os.kill(status["pid"], signal.SIGTERM)
    give_up = time.monotonic() + STOP_SECONDS
    while is_running(layout):
        if time.monotonic() > give_up:
            sys.stderr.write(f"the stack (process {status['pid']}) does not stop\n")
            return 1
        time.sleep(0.05)
    sys.stdout.write("stopped\n")
    return 0


def reset(layout: Layout) -> int:
    """Stop the stack and remove its data."""
    code = stop(layout)
    if code == 0:
        shutil.rmtree(layout.state, ignore_errors=True)
        sys.stdout.write(f"removed {layout.state}\n")
    return code


def show_status(layout: Layout) -> int:
    """One line a service; exit code 3 when nothing runs, as init scripts do."""
    status = read_status(layout)
    if not status:
        sys.stdout.write("nothing runs\n")
        return 3
    state = "ready" if status["ready"] else "starting"
    sys.stdout.write(f"stack {state}, process {status['pid']}\n")
    for place, name in enumerate(NAMES):
        pid = status["services"].get(name)
        if pid:
            port, memory = status["base"] + place, _memory_mb(pid)
            sys.stdout.write(f"{name:>9}  port {port}  process {pid:<8} {memory} MB\n")
    return 0


def show_logs(layout: Layout, names: list[str], follow: bool) -> int:
    """The end of each log; with `follow` what comes after, too."""
    files = [layout.logs / f"{name}.log" for name in names or NAMES]
    known = [str(file) for file in files if file.exists()]
    if not known:
        sys.stdout.write("no logs yet\n")
        return 1
    command = ["tail", "-n", str(TAIL_LINES), *(["-F"] if follow else []), *known]
    with contextlib.suppress(KeyboardInterrupt):
        return subprocess.run(command, check=False).returncode
    return 0


@contextlib.contextmanager
def running_stack(layout: Layout) -> Generator[None]:
    """The stack that runs, or one that is started for this and stopped afterwards."""
    if is_running(layout):
        yield
        return
    if start_detached(layout, []) != 0:
        raise SystemExit(1)
    try:
        yield
    finally:
        stop(layout)


def _tail(file: Path, lines: int) -> list[str]:
    return file.read_text(errors="replace").splitlines(keepends=True)[-lines:]


def _memory_mb(pid: int) -> int:
    """Memory of a process and its children, as Linux counts it."""
    pages = 0
    with contextlib.suppress(OSError):
        for task in _family(pid):
            pages += int(Path(f"/proc/{task}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in _family(int(child)))]
