"""Small ASGI answers."""

import json

from starlette.types import Message, Receive, Send

from infra.local.gateway.events import RawHeaders


async def read_body(receive: Receive) -> bytes:
    """The whole body of a request."""
    chunks: list[bytes] = []
    while True:
        part = await receive()
        chunks.append(part.get("body", b""))
        if not part.get("more_body"):
            return b"".join(chunks)


async def respond(send: Send, status: int, headers: RawHeaders, body: bytes) -> None:
    """A whole answer."""
    head = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})


async def reply(send: Send, status: int, payload: object, extra: RawHeaders) -> None:
    """A JSON answer."""
    head = [(b"content-type", b"application/json"), *extra]
    await respond(send, status, head, json.dumps(payload).encode())


async def refuse(send: Send, status: int, text: str, extra: RawHeaders | None = None) -> None:
    """An error in API Gateway's words."""
    await reply(send, status, {"message": text}, extra or [])


def with_headers(send: Send, extra: RawHeaders) -> Send:
    """The same answer with more headers, piece by piece as it comes."""

    async def wrapped(part: Message) -> None:
        if part["type"] == "http.response.start":
            part = {**part, "headers": [*part.get("headers", []), *extra]}
        await send(part)

    return wrapped
