"""The Lua scripts beside this file, each one atomic step in Redis."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from shared.redis import Redis


@lru_cache
def _source(name: str) -> str:
    return (Path(__file__).parent / "lua" / f"{name}.lua").read_text()


def run_script(redis: Redis, name: str, keys: Sequence[str], *args: str | int) -> Any:
    """Run `lua/<name>.lua`; every script here may be sent twice."""
    return redis.execute(["EVAL", _source(name), len(keys), *keys, *args])
