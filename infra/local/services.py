"""The table of services: groups start one after another, members of a group together."""

import os
import signal
import sys
from dataclasses import replace

from infra.local import environment, packages, postgres
from infra.local.layout import HOST, Layout
from infra.local.probes import Probe, http_ok, session_opens, tcp_open
from infra.local.service import Service

FIRST_MODEL_SECONDS = 120  # the offline models are read from disk on first use
SCHEDULE_SECONDS = "2"


def groups(layout: Layout, reload: bool = False) -> list[list[Service]]:
    """All services that this checkout can run, in the order they start."""
    env = environment.application(layout)
    engines = [_postgres(layout), _redis(layout), _s3(layout)]
    fronts = [_rest(layout, env), _qstash(layout, env), *_auth(layout, env), *_models(layout, env)]
    return [engines, fronts, _gateway(layout, env, reload)]


def only(wanted: set[str], table: list[list[Service]]) -> list[list[Service]]:
    """The same order, with the named services alone; no name means all."""
    return [[s for s in group if not wanted or s.name in wanted] for group in table]


def _postgres(layout: Layout) -> Service:
    account, port = postgres.choose_account(), layout.ports["postgres"]
    # SIGINT is Postgres' fast shutdown; SIGTERM would wait until every client has left.
    return Service(
        "postgres",
        port,
        postgres.server_command(layout.state / "pg", port, account),
        session_opens(layout.dsn("postgres")),
        stop_signal=signal.SIGINT,
        account=replace(account, prefix=()),  # the prefix is part of the command
        quiet=(" LOG:  ", "the database system is starting up"),
    )


def _redis(layout: Layout) -> Service:
    port = layout.ports["redis"]
    command = [packages.redis_server(), "--bind", HOST, "--port", str(port)]
    command += ["--dir", str(layout.state / "redis"), "--appendonly", "yes", "--save", ""]
    command += ["--loglevel", "warning"]
    quiet = ("Memory overcommit", "signal-handler", "ready to exit")
    return Service("redis", port, command, tcp_open(port), quiet=quiet)


def _s3(layout: Layout) -> Service:
    port = layout.ports["s3"]
    env = {
        "AUTH": "true",  # without it bad signatures pass and any origin may read
        "BIND_HOST": HOST,  # its own default is every interface
        "GATEWAY_PORT": str(port),
        "PERSIST_STATE": "1",
        "STATE_DIR": str(layout.state / "aws"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(layout.state / "s3"),
        "IOT_MTLS_ENABLED": "0",  # else it opens another port, on every interface
        "LOG_LEVEL": "WARNING",
    }
    return Service("s3", port, [sys.executable, "-m", "ministack"], tcp_open(port), env=env)


def _rest(layout: Layout, env: dict[str, str]) -> Service:
    redis_url = f"redis://{HOST}:{layout.ports['redis']}/0"
    return _server(
        layout, "rest", "infra.local.redis_rest.app:create", {**env, "REDIS_URL": redis_url}
    )


def _qstash(layout: Layout, env: dict[str, str]) -> Service:
    database = str(layout.state / "qstash" / "qstash.db")
    return _server(
        layout, "qstash", "infra.local.qstash.app:create", {**env, "QSTASH_DATABASE": database}
    )


def _auth(layout: Layout, env: dict[str, str]) -> list[Service]:
    folder, port = layout.root / "infra/local/auth", layout.ports["auth"]
    if not (folder / "node_modules").is_dir():
        return []
    own = {
        **env,
        "AUTH_PORT": str(port),
        "AUTH_SECRET": environment.auth_secret(layout),
        "AUTH_MAIL_FILE": str(layout.state / "mail.jsonl"),
    }
    command = [packages.node(), str(folder / "auth_server.mjs")]
    return [Service("auth", port, command, _health(layout, "auth"), env=own)]


def _models(layout: Layout, env: dict[str, str]) -> list[Service]:
    module = "infra.offline_ai.server"
    if environment.has_provider(env) or not packages.has_module(module):
        return []
    row = _server(layout, "models", f"{module}:app", env, factory=False)
    # It holds no data, and a computation that runs would outlast a gentle end.
    return [replace(row, ready_seconds=FIRST_MODEL_SECONDS, orphan_signal=signal.SIGKILL)]


def _gateway(layout: Layout, env: dict[str, str], reload: bool) -> list[Service]:
    if not (layout.root / "template.yaml").is_file():
        return []
    own = {
        **env,
        "PROJECT_ROOT": str(layout.root),
        "AUTH_PROXY": layout.url("auth"),
        "DEMO_ACCOUNT_FILE": str(layout.state / "demo-account"),
        "MODELS_SERVER": layout.url("models") if _models(layout, env) else "",
        "GATEWAY_SCHEDULE_SECONDS": os.environ.get("GATEWAY_SCHEDULE_SECONDS", SCHEDULE_SECONDS),
    }
    row = _server(layout, "gateway", "infra.local.gateway.app:create", own)
    watched = [f"--reload-dir={name}" for name in ("functions", "shared", "prompts")]
    return [replace(row, command=[*row.command, "--reload", *watched])] if reload else [row]


def _server(
    layout: Layout, name: str, app: str, env: dict[str, str], factory: bool = True
) -> Service:
    port = layout.ports[name]
    command = [sys.executable, "-m", "uvicorn", app, "--host", HOST, "--port", str(port)]
    # Without a limit an open event stream would keep the server from stopping.
    command += ["--no-access-log", "--log-level", "warning", "--timeout-graceful-shutdown", "3"]
    extra = ["--factory"] if factory else []
    return Service(name, port, [*command, *extra], _health(layout, name), env=env)


def _health(layout: Layout, name: str) -> Probe:
    return http_ok(f"{layout.url(name)}/healthz")
