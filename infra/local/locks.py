"""Compiles requirements/*.lock: every version with its hashes, no host names, for every platform."""

import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from infra.local.setup.pip_settings import plain_environment, uv_environment

OLDEST_PYTHON = "3.11"
INSTALLER = ["uv==0.13.9"]
SAM = ["aws-sam-cli==1.170.0"]
FORM = ["--universal", "--generate-hashes", "--no-header", "--no-annotate"]
NO_HOSTS = ["--no-emit-index-url", "--no-emit-find-links"]


@dataclass(frozen=True)
class Lock:
    """A lock file, what is wanted in it, and the lock whose versions it shares."""

    name: str
    wanted: list[str]
    like: str | None = None


def compile_locks(root: Path) -> int:
    """Write all lock files; versions that still fit stay as they are."""
    for lock in _locks(root):
        target = root / "requirements" / f"{lock.name}.lock"
        sys.stdout.write(f"requirements/{lock.name}.lock\n")
        if (code := _compile(root, lock, target)) != 0:
            return code
    return 0


def _locks(root: Path) -> list[Lock]:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    extras: dict[str, list[str]] = project["optional-dependencies"]
    everything = [*project["dependencies"], *(line for extra in extras.values() for line in extra)]
    return [
        Lock("dev", everything),
        Lock("runtime", project["dependencies"], like="dev"),
        Lock("pdf", extras["pdf"], like="dev"),
        Lock("installer", INSTALLER),
        Lock("sam", SAM),
    ]


def _compile(root: Path, lock: Lock, target: Path) -> int:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as versions:
        versions.write(_versions(root / "requirements" / f"{lock.like}.lock") if lock.like else "")
        versions.flush()
        return _run_uv(root, lock, target, versions.name)


def _versions(lock: Path) -> str:
    """The lines of a lock file without their hashes, to be used as constraints."""
    lines = (line.rstrip(" \\") for line in lock.read_text().splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(" "))


def _run_uv(root: Path, lock: Lock, target: Path, constraints: str) -> int:
    command = [str(root / ".venv/bin/uv"), "pip", "compile", "--quiet", "-", *FORM, *NO_HOSTS]
    command += ["--python-version", OLDEST_PYTHON, "--output-file", str(target)]
    command += ["--constraint", constraints]
    done = subprocess.run(
        command, input="\n".join(lock.wanted), text=True, cwd=root, check=False,
        stdout=subprocess.DEVNULL, env=uv_environment(plain_environment(), main_index_only=True),
    )  # fmt: skip
    return done.returncode
