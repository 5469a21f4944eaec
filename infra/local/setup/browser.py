"""Chromium for the tests in a browser; without it those tests are skipped, and say so."""

import os
import shutil
from pathlib import Path

from infra.local.setup.console import SetupFailed, note, run, step
from infra.local.setup.machine import can_apt

PACKAGES = ["chromium", "fonts-wqy-microhei"]
APT = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]


def ensure_browser(root: Path) -> None:
    """Debian's Chromium and a Chinese font, where we may install them."""
    if shutil.which("chromium"):
        return
    if not can_apt():
        return note(f"no Chromium: tests/e2e is skipped (apt-get install {' '.join(PACKAGES)})")
    try:
        step("Chromium for the browser tests, once", lambda: _install(root))
    except SetupFailed as failure:
        note(f"Chromium could not be installed, so tests/e2e is skipped: {failure}")


def _install(root: Path) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run([*APT, "update"], root, env, "apt-get update failed")
    install = [*APT, "install", "-y", "--no-install-recommends", *PACKAGES]
    run(install, root, env, "apt-get install failed")
