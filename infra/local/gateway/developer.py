"""/local/*: the demo account and the knobs that make the stack misbehave. Nothing of this exists in the cloud."""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
from starlette.types import Receive, Scope, Send

from infra.local.environment import made_once
from infra.local.gateway.replies import read_body, refuse, reply, respond

PREFIX = "/local/"
SECONDS = 15
HERE = ("localhost", "127.0.0.1")
JSON_TYPE = {"content-type": "application/json"}


class Developer:
    """Answers what the panel in the web app asks; a service that does not run has no knobs."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._origins = variables.get("WEB_ORIGINS", "").split(",")
        self._auth = variables.get("AUTH_PROXY", "")
        self._demo_file = variables.get("DEMO_ACCOUNT_FILE", "")
        self._knobs = _knobs(variables)
        self._http = httpx.AsyncClient(timeout=SECONDS, trust_env=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, unless a page from elsewhere sent it."""
        if not self._is_ours(dict(scope["headers"])):
            return await refuse(send, 403, "only the pages of this stack may ask")
        path, method = scope["path"].removeprefix(PREFIX), scope["method"]
        if (method, path) == ("GET", "info"):
            return await reply(send, 200, {"demo": await self._demo()}, [])
        if path not in self._knobs:
            return await refuse(send, 404, "Not Found")
        methods, url, headers = self._knobs[path]
        if method not in methods:
            return await refuse(send, 405, "Method Not Allowed")
        await self._pass_on(method, url, headers, await read_body(receive), send)

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.aclose()

    def _is_ours(self, headers: dict[bytes, bytes]) -> bool:
        """The name in the address too: a foreign name may be made to lead to this computer."""
        host = headers.get(b"host", b"").decode("latin1").rpartition(":")[0]
        origin = headers.get(b"origin", b"").decode("latin1")
        return host in HERE and (not origin or origin in self._origins)

    async def _pass_on(
        self, method: str, url: str, headers: dict[str, str], body: bytes, send: Send
    ) -> None:
        try:
            answer = await self._http.request(method, url, content=body, headers=headers)
        except httpx.HTTPError:
            return await refuse(send, 502, "the service does not answer")
        head = [(b"content-type", answer.headers.get("content-type", "").encode())]
        await respond(send, answer.status_code, head, answer.content)

    async def _demo(self) -> dict[str, str] | None:
        """The account of this checkout, signed up if the identity server has never seen it."""
        if not (self._auth and self._demo_file):
            return None
        person: dict[str, Any] = json.loads(made_once(Path(self._demo_file), _new_person))
        head = {"origin": self._origins[0]}
        url = f"{self._auth}/neondb/auth/sign-up/email"
        try:
            answer = await self._http.post(url, json={**person, "name": "Demo"}, headers=head)
        except httpx.HTTPError:
            return None
        # 422: it is there already, from an earlier call.
        return person if answer.status_code in (200, 422) else None


def _knobs(variables: Mapping[str, str]) -> dict[str, tuple[tuple[str, ...], str, dict[str, str]]]:
    """Path to methods, address and headers; with keys of real providers no models server runs."""
    knobs: dict[str, tuple[tuple[str, ...], str, dict[str, str]]] = {}
    if models := variables.get("MODELS_SERVER"):
        url = f"{models}/_offline/faults"
        knobs["models/faults"] = (("GET", "POST", "DELETE"), url, JSON_TYPE)
    if queue := variables.get("QSTASH_URL"):
        token = {"authorization": f"Bearer {variables.get('QSTASH_TOKEN', '')}"}
        knobs["queue/chaos"] = (("GET", "POST"), f"{queue}/dev/chaos", {**JSON_TYPE, **token})
    return knobs


def _new_person() -> str:
    """Address and password together: a new file beside an old database is a new account."""
    email = f"demo-{secrets.token_hex(3)}@example.com"
    return json.dumps({"email": email, "password": secrets.token_urlsafe(18)})
