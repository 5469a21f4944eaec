"""`./dev COMMAND`: set up what it needs, then hand over to infra.local.cli."""

import fcntl
import os
import sys
from collections.abc import Callable
from pathlib import Path

from infra.local.setup import commands
from infra.local.setup.browser import ensure_browser
from infra.local.setup.console import SetupFailed
from infra.local.setup.node_packages import ensure_node, ensure_packages, ensure_pages
from infra.local.setup.python_packages import ensure_python, ensure_sam, venv_python

ROOT = Path(__file__).resolve().parents[3]
STEPS: dict[str, Callable[[], None]] = {
    commands.PYTHON: lambda: (ensure_python(ROOT), ensure_node(ROOT))[0],
    commands.AUTH: lambda: ensure_packages(ROOT, ROOT / "infra/local/auth", "identity server"),
    commands.WEB: lambda: ensure_packages(ROOT, ROOT / "web", "packages of the web app"),
    commands.PAGES: lambda: ensure_pages(ROOT),
    commands.SAM: lambda: ensure_sam(ROOT),
    commands.BROWSER: lambda: ensure_browser(ROOT),
}


def main(arguments: list[str]) -> int:
    """Exit code of a wrong command or a failed set-up; otherwise this process becomes the command."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        sys.stdout.write(commands.usage() + "\n")
        return 0
    name, *rest = arguments
    if name not in commands.COMMANDS:
        sys.stderr.write(f"there is no command {name}\n\n{commands.usage()}\n")
        return 2
    try:
        _set_up(commands.needs_of(name, rest))
    except SetupFailed as failure:
        sys.stderr.write(f"\n{failure}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    own = venv_python(ROOT)
    python = str(own) if own.exists() else sys.executable
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.stdout.flush()
    os.execv(python, [python, "-m", "infra.local.cli", name, *rest])


def _set_up(needs: tuple[str, ...]) -> None:
    """One set-up at a time in a checkout; the second one finds everything done."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        for need in needs:
            STEPS[need]()
    finally:
        os.close(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
