"""What set-up says while it works."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

TAIL_LINES = 25


class SetupFailed(Exception):
    """Something is missing; the text says what, and what to do about it."""


def step(text: str, work: Callable[[], None]) -> None:
    """Do a part of the set-up under one progress line."""
    sys.stdout.write(f"   set-up | {text} ... ")
    sys.stdout.flush()
    began = time.monotonic()
    try:
        work()
    except BaseException:
        sys.stdout.write("failed\n")
        raise
    sys.stdout.write(f"{time.monotonic() - began:.0f} s\n")
    sys.stdout.flush()


def note(text: str) -> None:
    """One line of explanation."""
    sys.stdout.write(f"   set-up | {text}\n")
    sys.stdout.flush()


def run(command: list[str], cwd: Path, env: dict[str, str], hint: str) -> None:
    """Run a tool silently; when it fails, show the end of what it said and a hint."""
    done = subprocess.run(
        command, cwd=cwd, env=env, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        tail = "\n".join(done.stdout.splitlines()[-TAIL_LINES:])
        raise SetupFailed(
            f"{' '.join(command[:4])} ended with code {done.returncode}:\n{tail}\n\n{hint}"
        )
