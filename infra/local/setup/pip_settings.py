"""Where packages come from: pip's own configuration, translated for uv, which does not read it."""

import os
import re
import subprocess
import sys

LINE = re.compile(r"^(:env:|[\w-]+)\.([\w-]+)='(.*)'$")


def uv_environment(environment: dict[str, str], main_index_only: bool = False) -> dict[str, str]:
    """The environment plus what pip is told; an explicit UV_ variable wins.

    A lock is made from the main index alone: an additional one may hold only some files of a version.
    """
    settings = _pip_settings(environment)
    if main_index_only:
        settings = {k: v for k, v in settings.items() if k not in ("extra-index-url", "find-links")}
    wishes = {
        "UV_DEFAULT_INDEX": settings.get("index-url", ""),
        "UV_INDEX": " ".join(settings.get("extra-index-url", "").split()),
        "UV_FIND_LINKS": ",".join(settings.get("find-links", "").split()),
        "UV_INSECURE_HOST": " ".join(settings.get("trusted-host", "").split()),
        "SSL_CERT_FILE": settings.get("cert", ""),
        # pip looks everywhere for the best version; uv by default stops at the first index.
        "UV_INDEX_STRATEGY": "unsafe-best-match" if settings.get("extra-index-url") else "",
        "UV_LINK_MODE": "copy",
        "UV_NO_PROGRESS": "1",
    }
    chosen = {k: v for k, v in wishes.items() if v and k not in environment}
    return {**environment, **chosen}


def _pip_settings(environment: dict[str, str]) -> dict[str, str]:
    """The result of `pip config list`; variables come after files, so they win."""
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"],
        env={**environment, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    found = [LINE.match(line) for line in listed.stdout.splitlines()]
    rows = [row.groups() for row in found if row]
    files = {name: value for origin, name, value in rows if origin != ":env:"}
    variables = {name: value for origin, name, value in rows if origin == ":env:"}
    texts = {name: value.replace("\\n", " ") for name, value in {**files, **variables}.items()}
    return {name: value for name, value in texts.items() if value}


def plain_environment() -> dict[str, str]:
    """Our environment without what `./dev` added for itself."""
    own = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
    return {name: value for name, value in os.environ.items() if name not in own}
