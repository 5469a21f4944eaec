"""Is this computer fit for it? Said before half an hour of downloads, not after."""

import os
import platform
import shutil
from pathlib import Path

from infra.local.setup.console import SetupFailed, note

NEEDED_GB = 3


def check_disk(root: Path, needed_gb: float = NEEDED_GB) -> None:
    """Refuse early when the packages cannot fit."""
    free = shutil.disk_usage(root).free / 1e9
    if free < needed_gb:
        raise SetupFailed(
            f"only {free:.1f} GB are free in {root}, the packages need {needed_gb} GB; "
            f"make room or move the checkout"
        )


def check_processor() -> None:
    """Say what works less well here."""
    system, machine = platform.system(), platform.machine()
    if system != "Linux":
        note(f"{system} is not tested: Linux on x86_64 is what this runs on every day")
    if system == "Linux" and machine == "x86_64" and not _has_avx2():
        note("this processor has no AVX2: the offline model server uses its slower embeddings")


def is_root() -> bool:
    """Whether we may install system packages."""
    return os.geteuid() == 0


def can_apt() -> bool:
    """Whether Debian's package manager is at our disposal."""
    return is_root() and shutil.which("apt-get") is not None


def _has_avx2() -> bool:
    try:
        return " avx2 " in Path("/proc/cpuinfo").read_text()
    except OSError:
        return True
