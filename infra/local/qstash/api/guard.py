"""What all endpoints share: the token, errors as JSON, the caller's address."""

import hmac
from collections.abc import Awaitable, Callable
from typing import Any, cast
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Endpoint = Callable[[Request], Awaitable[Any]]


class Guard:
    """Turns functions that return JSON into routes that ask for the token."""

    def __init__(self, token: str) -> None:
        self._token = token

    def route(self, path: str, endpoint: Endpoint, *methods: str) -> Route:
        """A route; the endpoint returns a body, or a body and a status, or a Response."""

        async def answer(request: Request) -> Response:
            if not self._knows(request):
                return JSONResponse({"error": "unauthorized"}, 401)
            try:
                result = await endpoint(request)
            except KeyError as error:
                return JSONResponse({"error": f"not found: {error.args[0]}"}, 404)
            except ValueError as error:  # malformed JSON is one of them
                return JSONResponse({"error": str(error)}, 400)
            if isinstance(result, Response):
                return result
            if isinstance(result, tuple):
                body, status = cast(tuple[Any, int], result)
                return JSONResponse(body, status)
            return JSONResponse(result)

        return Route(path, answer, methods=list(methods) or ["GET"])

    def _knows(self, request: Request) -> bool:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(token.encode(), self._token.encode())


def caller_ip(request: Request) -> str:
    """Where the request came from."""
    return request.client.host if request.client else "127.0.0.1"


def destination(request: Request, prefix: str) -> str:
    """The raw rest of the path: escapes and the query belong to the destination, byte for byte."""
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    url = raw.decode("latin1").split("?", 1)[0].removeprefix(prefix)
    if not url.startswith(("http://", "https://")):
        url = unquote(url)  # the whole address came escaped
    return url + (f"?{request.url.query}" if request.url.query else "")


def page_size(request: Request, most: int) -> int:
    """`count`, within bounds."""
    return min(most, max(1, int(request.query_params.get("count", str(most)))))
