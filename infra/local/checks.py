"""Everything a tool can judge about the sources: ./dev check."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from infra.local.setup.node_packages import node_environment
from infra.local.setup.python_packages import venv_python


@dataclass(frozen=True)
class Check:
    """One tool."""

    name: str
    command: list[str]
    folder: Path
    env: dict[str, str] = field(default_factory=dict[str, str])


def run_checks(root: Path) -> int:
    """Run all of them, so that one run shows everything; the exit code."""
    failed = [check.name for check in _checks(root) if not _passes(root, check)]
    if failed:
        sys.stdout.write(f"checks failed: {', '.join(failed)}\n")
    return 1 if failed else 0


def _checks(root: Path) -> Iterator[Check]:
    tools, sam = root / ".venv/bin", venv_python(root, ".venv-sam").with_name("sam")
    yield Check("ruff", [str(tools / "ruff"), "check"], root)
    yield Check("ruff format", [str(tools / "ruff"), "format", "--check"], root)
    yield Check("basedpyright", [str(tools / "basedpyright")], root)
    path = {"PYTHONPATH": f"{root}:{root / 'functions'}"}
    yield Check("import rules", [str(tools / "lint-imports")], root, path)
    if (root / "web/package.json").is_file():
        yield Check("tsc", ["node_modules/.bin/tsc", "-b"], root / "web")
        yield Check("oxlint", ["npm", "run", "--silent", "lint"], root / "web")
    if (root / "template.yaml").is_file():
        quiet = {"SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "us-east-1"}
        yield Check("template", [str(sam), "validate", "--lint"], root, quiet)


def _passes(root: Path, check: Check) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        check.command, cwd=check.folder, env={**node_environment(root), **check.env}, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    good = done.returncode == 0
    sys.stdout.write(f"{'ok' if good else 'FAILED':>9} | {check.name} ")
    sys.stdout.write(f"({time.monotonic() - began:.1f} s)\n")
    if not good:
        sys.stdout.write(done.stdout + "\n")
    sys.stdout.flush()
    return good
