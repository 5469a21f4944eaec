"""The product's API as a script sees it: sign up, upload, ask, follow."""

import json
import mimetypes
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

ORIGIN = "http://localhost:{port}"
PATIENCE_S = 180


class Unexpected(Exception):
    """The product did not do what it promises."""


@dataclass
class Event:
    """One server-sent event."""

    id: str
    name: str
    data: dict[str, Any]


@dataclass
class Api:
    """A signed-in user of one stack."""

    origin: str
    http: httpx.Client = field(init=False)
    token: str = ""

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.origin, timeout=30, headers={"origin": self.origin})

    def sign_up(self) -> str:
        """Make a new account with a random address; gives the address."""
        email = f"demo-{secrets.token_hex(4)}@example.com"
        person = {"email": email, "password": secrets.token_urlsafe(12), "name": "Demo"}
        _ok(self.http.post("/neondb/auth/sign-up/email", json=person))
        self.token = _ok(self.http.get("/neondb/auth/token"))["token"]
        return email

    def call(self, method: str, path: str, body: Any = None, *, key: bool = False) -> Any:
        """One call of the API; `key` adds a fresh Idempotency-Key."""
        headers = {"authorization": f"Bearer {self.token}"}
        if key:
            headers["idempotency-key"] = uuid4().hex
        return _ok(self.http.request(method, path, json=body, headers=headers))

    def upload(self, kind: str, file: Path) -> str:
        """Send a file to the object store; gives its key."""
        content_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        data = file.read_bytes()
        form = self.call(
            "POST",
            "/api/uploads",
            {
                "kind": kind,
                "contentType": content_type,
                "size": len(data),
                "fileName": file.name,
            },
        )
        answer = httpx.post(
            form["url"], data=form["fields"], files={"file": (file.name, data, content_type)}
        )
        if answer.status_code not in (200, 201, 204):
            raise Unexpected(f"upload of {file.name}: {answer.status_code} {answer.text[:200]}")
        return form["key"]

    def wait_for(self, path: str, done: Any) -> Any:
        """Read `path` until `done(answer)`."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            answer = self.call("GET", path)
            if done(answer):
                return answer
            time.sleep(0.3)
        raise Unexpected(f"{path}: not done after {PATIENCE_S} s")

    def events(self, session_id: str, after: str = "") -> Iterator[Event]:
        """One connection to a run's stream, with a ticket of its own."""
        ticket = self.call("POST", "/api/stream-tickets", {"executionSessionId": session_id})
        headers = {"last-event-id": after} if after else {}
        path = f"/stream/{session_id}"
        with self.http.stream("GET", path, params=ticket, headers=headers, timeout=60) as answer:
            if answer.status_code != 200:
                answer.read()
                raise Unexpected(f"stream: {answer.status_code} {answer.text[:200]}")
            yield from read_events(answer.iter_lines())


def read_events(lines: Iterator[str]) -> Iterator[Event]:
    """Server-sent events out of lines; comments are skipped."""
    fields: dict[str, str] = {}
    for line in lines:
        if line and not line.startswith(":"):
            name, _, value = line.partition(": ")
            fields[name] = value
        elif not line and "data" in fields:
            yield Event(
                fields.get("id", ""), fields.get("event", "message"), json.loads(fields["data"])
            )
            fields = {}
        elif not line:
            fields = {}


def _ok(answer: httpx.Response) -> Any:
    if answer.is_error:
        raise Unexpected(
            f"{answer.request.method} {answer.request.url.path}: "
            f"{answer.status_code} {answer.text[:300]}"
        )
    return answer.json() if answer.content else None
