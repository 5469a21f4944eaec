"""Which tests belong to which group, and how each group runs."""

import shutil
import subprocess
import sys
from pathlib import Path

from infra.local.setup.node_packages import node_environment
from infra.local.setup.pip_settings import plain_environment

# Apart from the one pytest run of all other groups: they need a browser, npm, or quiet.
APART = ("e2e", "web", "bench")
Outcome = tuple[str, str]  # group, and passed, failed or skipped: why


def run_groups(root: Path, arguments: list[str]) -> int:
    """Run the named groups, or all; options go to pytest."""
    groups, options = split_arguments(arguments)
    known = known_groups(root)
    unknown = sorted(set(groups) - set(known))
    if unknown:
        sys.stderr.write(f"no such group: {' '.join(unknown)}; there are {' '.join(known)}\n")
        return 2
    chosen = groups or [name for name in known if name != "bench"]
    outcomes = [*_python(root, chosen, options), *_pages(root, chosen), *_web(root, chosen)]
    return _tell(outcomes)


def split_arguments(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Words before the first option are groups, the rest belongs to pytest."""
    first = next((n for n, word in enumerate(arguments) if word.startswith("-")), len(arguments))
    return arguments[:first], arguments[first:]


def known_groups(root: Path) -> list[str]:
    """Folders of tests/ with tests in them, and the web app's own tests."""
    folders = (root / "tests").iterdir()
    found = {
        folder.name for folder in folders if folder.is_dir() and list(folder.rglob("test_*.py"))
    }
    if (root / "web/package.json").is_file():
        found.add("web")
    return sorted(found)


def _python(root: Path, chosen: list[str], options: list[str]) -> list[Outcome]:
    folders = [name for name in chosen if name not in APART or name == "bench"]
    if not folders:
        return []
    return [("python", _pytest(root, folders, options))]


def _pages(root: Path, chosen: list[str]) -> list[Outcome]:
    if "e2e" not in chosen:
        return []
    if not shutil.which("chromium"):
        return [("e2e", "skipped: there is no chromium on this computer")]
    return [("e2e", _pytest(root, ["e2e"], []))]


def _web(root: Path, chosen: list[str]) -> list[Outcome]:
    if "web" not in chosen:
        return []
    done = subprocess.run(
        ["npm", "test", "--silent"], cwd=root / "web", env=node_environment(root), check=False
    )
    outcomes = [("web", "passed" if done.returncode == 0 else "failed")]
    if list((root / "tests/web").glob("test_*.py")):
        outcomes.append(("tests/web", _pytest(root, ["web"], [])))
    return outcomes


def _pytest(root: Path, folders: list[str], options: list[str]) -> str:
    command = [sys.executable, "-m", "pytest", *(f"tests/{name}" for name in folders), *options]
    done = subprocess.run(
        command, cwd=root, env=plain_environment(), stdin=subprocess.DEVNULL, check=False
    )
    return "passed" if done.returncode == 0 else "failed"


def _tell(outcomes: list[Outcome]) -> int:
    for group, outcome in outcomes:
        sys.stdout.write(f"   {group}: {outcome}\n")
    words = [outcome.split(":")[0] for _, outcome in outcomes]
    counts = [f"{words.count(word)} {word}" for word in ("passed", "failed", "skipped")]
    sys.stdout.write(f"groups: {', '.join(counts)}\n")
    return 1 if "failed" in words or "passed" not in words else 0
