"""Fingerprints: a step whose inputs did not change is skipped."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path]) -> str:
    """A digest over names and contents."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def is_fresh(stamp: Path, value: str) -> bool:
    """Whether the step was done for exactly these inputs."""
    return stamp.is_file() and stamp.read_text() == value


def mark(stamp: Path, value: str) -> None:
    """Remember that the step is done."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value)
