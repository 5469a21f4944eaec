"""The virtual environment and everything in it."""

import subprocess
import sys
from pathlib import Path

from infra.local.setup.console import SetupFailed, note, run, step
from infra.local.setup.machine import can_apt, check_disk, check_processor
from infra.local.setup.pip_settings import plain_environment, uv_environment
from infra.local.setup.stamps import fingerprint, is_fresh, mark

NETWORK = (
    "Is the package index reachable? A mirror can be named in pip's configuration or by "
    "PIP_INDEX_URL; behind a proxy set HTTPS_PROXY."
)
NO_VENV = (
    "This Python cannot make virtual environments. On Debian: apt-get install python3-venv "
    "(or python3-pip), then run the same command again."
)


def venv_python(root: Path, folder: str = ".venv") -> Path:
    """The interpreter of a virtual environment."""
    return root / folder / "bin" / "python"


def ensure_python(root: Path) -> None:
    """All packages of requirements/dev.lock, with their hashes checked."""
    lock, stamp = root / "requirements/dev.lock", root / ".venv/stamp-python"
    value = fingerprint([lock])
    if is_fresh(stamp, value) and _works(venv_python(root)):
        return
    check_disk(root)
    check_processor()
    ensure_venv(root, ".venv")
    step("Python packages", lambda: install(root, ".venv", lock))
    mark(stamp, value)


def ensure_sam(root: Path) -> None:
    """The SAM CLI; its pins contradict ours, so it lives by itself."""
    lock, stamp = root / "requirements/sam.lock", root / ".venv-sam/stamp-python"
    value = fingerprint([lock])
    if is_fresh(stamp, value) and _works(venv_python(root, ".venv-sam")):
        return
    check_disk(root)
    ensure_venv(root, ".venv-sam")
    step("SAM CLI, once", lambda: install(root, ".venv-sam", lock))
    mark(stamp, value)


def ensure_venv(root: Path, folder: str) -> None:
    """A working virtual environment with uv in it."""
    if not _works(venv_python(root, folder)):
        step(f"virtual environment {folder}", lambda: _make_venv(root, folder))
    if not _has_uv(root):
        _try_uv(root)


def install(root: Path, folder: str, lock: Path) -> None:
    """Install a lock file; with uv where there is one, else with pip, slower."""
    python, env = str(venv_python(root, folder)), plain_environment()
    if _has_uv(root):
        command = [str(root / ".venv/bin/uv"), "pip", "install", "--python", python]
        env = uv_environment(env)
    else:
        command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*command, "--require-hashes", "-r", str(lock)], root, env, NETWORK)


def _try_uv(root: Path) -> None:
    """Uv itself comes by pip; a computer without a build of it does with pip alone."""
    python, lock = str(venv_python(root)), str(root / "requirements/installer.lock")
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    command = [python, *pip, "-r", lock]
    if not _has_pip(venv_python(root)):
        command = [sys.executable, "-m", "pip", "--python", python, *pip[2:], "-r", lock]
    try:
        step("uv, the installer", lambda: run(command, root, plain_environment(), NETWORK))
    except SetupFailed:
        if not _has_pip(venv_python(root)):
            raise
        note("going on with pip, which is slower")


def _make_venv(root: Path, folder: str) -> None:
    target, env = str(root / folder), plain_environment()
    make = [sys.executable, "-m", "venv", "--clear", target]
    if _succeeds(make):
        return
    if _has_pip(Path(sys.executable)):  # Debian splits ensurepip off; pip can serve from outside
        return run([*make[:4], "--without-pip", target], root, env, NO_VENV)
    if not can_apt():
        raise SetupFailed(NO_VENV)
    run(["apt-get", "install", "-y", "python3-venv"], root, env, NO_VENV)
    run(make, root, env, NO_VENV)


def _has_uv(root: Path) -> bool:
    return (root / ".venv/bin/uv").exists()


def _has_pip(python: Path) -> bool:
    return _succeeds([str(python), "-m", "pip", "--version"])


def _works(python: Path) -> bool:
    return python.exists() and _succeeds([str(python), "-c", "pass"])


def _succeeds(command: list[str]) -> bool:
    done = subprocess.run(command, capture_output=True, check=False, env=plain_environment())
    return done.returncode == 0
