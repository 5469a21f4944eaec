"""The environment of the product on this computer: the names it has in the cloud, local values."""

import base64
import json
import os
import secrets
import shlex
from collections.abc import Callable
from pathlib import Path

from infra.local.layout import Layout

PROVIDER_KEYS = ("DEEPSEEK_API_KEY", "ZHIPU_API_KEY")
PASSED_ON = (*PROVIDER_KEYS, "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "FIRST_COINS")
# The vendor publishes these values for its own development server, so that one can stand in for ours.
QSTASH = {
    "QSTASH_TOKEN": "eyJVc2VySUQiOiJkZWZhdWx0VXNlciIsIlBhc3N3b3JkIjoiZGVmYXVsdFBhc3N3b3JkIn0=",
    "QSTASH_CURRENT_SIGNING_KEY": "sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r",
    "QSTASH_NEXT_SIGNING_KEY": "sig_5ZB6DVzB1wjE8S6rZ7eenA8Pdnhs",
}
AWS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_REGION": "us-east-1",
}
POWERTOOLS = {"POWERTOOLS_TRACE_DISABLED": "true", "POWERTOOLS_METRICS_NAMESPACE": "CareerShaper"}


def application(layout: Layout) -> dict[str, str]:
    """All variables that handlers, tests and scripts need; what `.env` sets wins."""
    own = read_dotenv(layout.root / ".env")
    passed = {name: os.environ[name] for name in PASSED_ON if os.environ.get(name)}
    chosen = {**own, **passed}
    offline = {} if has_provider(chosen) else {"MODELS_BASE_URL": f"{layout.url('models')}/v1"}
    return {**_stack(layout), **_keys(layout), **offline, **chosen}


def has_provider(variables: dict[str, str]) -> bool:
    """Whether the key of a real model provider is set, so that no offline server is wanted."""
    return any(variables.get(name) for name in PROVIDER_KEYS)


def write_exports(layout: Layout) -> None:
    """`. .local/env` gives a shell or a script the same values."""
    lines = [f"export {k}={shlex.quote(v)}\n" for k, v in application(layout).items()]
    path = layout.state / "env"
    path.touch(mode=0o600)
    path.write_text("".join(lines))


def read_dotenv(path: Path) -> dict[str, str]:
    """NAME=value lines; quotes, comments and a leading `export` are understood."""
    if not path.is_file():
        return {}
    words = (shlex.split(line, comments=True) for line in path.read_text().splitlines())
    pairs = (word.split("=", 1) for line in words for word in line if "=" in word)
    return {name: value for name, value in pairs if value}


def made_once(path: Path, make: Callable[[], str]) -> str:
    """A secret of this checkout, kept beside the data that depends on it."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(make())
    return path.read_text()


def auth_secret(layout: Layout) -> str:
    """Encrypts the identity server's private key in the database."""
    return made_once(layout.state / "auth-secret", lambda: secrets.token_hex(32))


def _data_key() -> str:
    return "local:" + base64.b64encode(secrets.token_bytes(32)).decode()


def _keys(layout: Layout) -> dict[str, str]:
    return {
        "TICKET_KEY": made_once(layout.state / "ticket-key", lambda: secrets.token_urlsafe(48)),
        "DATA_KEY": made_once(layout.state / "data-key", _data_key),
    }


def _stack(layout: Layout) -> dict[str, str]:
    page = layout.url("gateway", "localhost")
    return {
        "STAGE": "local",
        "DATABASE_URL": layout.dsn(),
        "UPSTASH_REDIS_REST_URL": layout.url("rest"),
        "UPSTASH_REDIS_REST_TOKEN": "local-token",
        "QSTASH_URL": layout.url("qstash"),
        **QSTASH,
        # The issuer of tokens is the origin of this address, so it must be the one browsers see.
        "AUTH_BASE_URL": f"{layout.url('auth', 'localhost')}/neondb/auth",
        "AWS_ENDPOINT_URL": layout.url("s3"),
        **AWS,
        "UPLOADS_BUCKET": "careershaper-uploads",
        "WORKER_URLS": json.dumps(_workers(layout)),
        "WEB_ORIGINS": f"{page},http://localhost:5173",
        **POWERTOOLS,
    }


def _workers(layout: Layout) -> dict[str, str]:
    functions = {
        "batch": "RunBatch",
        "stream": "RunStream",
        "vision": "RunVision",
        "hook": "OnQueueFailure",
    }
    return {lane: f"{layout.url('gateway')}/fn/{name}/" for lane, name in functions.items()}
