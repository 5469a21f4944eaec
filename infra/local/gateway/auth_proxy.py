"""Passes /neondb/auth/* on to the identity server, so that its cookie belongs to our own origin."""

import httpx
from starlette.types import Receive, Scope, Send

from infra.local.gateway.events import RawHeaders
from infra.local.gateway.replies import read_body, refuse, respond

PREFIX = "/neondb/auth/"
SECONDS = 30
# About the connection, not about the message; lengths are set again on the way.
HOP = frozenset(
    b"connection keep-alive transfer-encoding content-length content-encoding host".split()
)


class AuthProxy:
    """A small reverse proxy for short answers."""

    def __init__(self, target: str) -> None:
        self._target = target.rstrip("/")
        self._http = httpx.AsyncClient(timeout=SECONDS, trust_env=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        query = scope["query_string"].decode("latin1")
        url = self._target + scope["path"] + (f"?{query}" if query else "")
        headers: RawHeaders = [pair for pair in scope["headers"] if pair[0] not in HOP]
        headers.append((b"x-forwarded-host", dict(scope["headers"]).get(b"host", b"localhost")))
        try:
            answer = await self._http.request(
                scope["method"], url, content=await read_body(receive), headers=headers
            )
        except httpx.HTTPError:
            return await refuse(send, 502, "the identity server does not answer")
        kept = [(name.lower(), value) for name, value in answer.headers.raw]
        head = [pair for pair in kept if pair[0] not in HOP]
        await respond(send, answer.status_code, head, answer.content)

    async def close(self) -> None:
        """Let go of connections."""
        await self._http.aclose()
