"""One port for everything a browser or the queue calls: uvicorn --factory infra.local.gateway.app:create."""

import asyncio
import importlib
import os
import sys
from pathlib import Path

from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from infra.local.gateway.auth_proxy import PREFIX as AUTH_PREFIX
from infra.local.gateway.auth_proxy import AuthProxy
from infra.local.gateway.developer import PREFIX as DEVELOPER_PREFIX
from infra.local.gateway.developer import Developer
from infra.local.gateway.events import RawHeaders, http_event
from infra.local.gateway.invoker import PAYLOAD_LIMIT, Invoker
from infra.local.gateway.replies import read_body, refuse, reply, respond, with_headers
from infra.local.gateway.template import Function, load_template
from infra.local.gateway.web import WebApp

HTTP_API_SECONDS = 30
FUNCTION_PREFIX = "/fn/"
# Where a missing route is a JSON 404 and never a page.
API_PREFIXES = ("/api/", "/fn/", "/stream/", "/dev/")
ALLOWED_HEADERS = b"authorization,content-type,idempotency-key,if-none-match,last-event-id"


class Gateway:
    """The ASGI application."""

    def __init__(self, root: Path, variables: dict[str, str]) -> None:
        self._template = load_template(root / "template.yaml")
        self._variables = variables
        functions = self._template.functions
        self._urls = {function.name: function for function in functions if function.has_url}
        self._streams = [
            (f.metadata["LocalPath"], f) for f in functions if "LocalApp" in f.metadata
        ]
        self._origins = variables.get("WEB_ORIGINS", "").split(",")
        self._invoker = Invoker()
        self._auth = AuthProxy(variables.get("AUTH_PROXY", "http://127.0.0.1:4306"))
        self._developer = Developer(variables)
        self._web = WebApp(root / "web/dist", variables.get("AWS_ENDPOINT_URL", ""))
        self._schedules: list[asyncio.Task[None]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            event = await receive()
            if event["type"] == "lifespan.startup":
                self._start_schedules()
                await send({"type": "lifespan.startup.complete"})
            else:
                for task in self._schedules:
                    task.cancel()
                await self._auth.close()
                await self._developer.close()
                return await send({"type": "lifespan.shutdown.complete"})

    def _start_schedules(self) -> None:
        override = self._variables.get("GATEWAY_SCHEDULE_SECONDS")
        for schedule in self._template.schedules:
            seconds = float(override) if override else schedule.seconds
            self._schedules.append(asyncio.create_task(self._invoker.repeat(schedule, seconds)))

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, cors = scope["path"], self._cors(scope)
        if path == "/healthz":
            return await reply(send, 200, {"functions": len(self._template.functions)}, [])
        if path.startswith(AUTH_PREFIX):
            return await self._auth(scope, receive, send)
        if path.startswith(DEVELOPER_PREFIX):
            return await self._developer(scope, receive, send)
        if scope["method"] == "OPTIONS":
            return await respond(send, 204 if cors else 403, cors, b"")
        for prefix, function in self._streams:
            if path.startswith(prefix + "/"):
                return await _stream(function, scope, receive, with_headers(send, cors))
        if scope["method"] in ("GET", "HEAD") and not path.startswith(API_PREFIXES):
            return await self._page(scope, receive, send)
        await self._function(scope, await read_body(receive), send, cors)

    async def _function(self, scope: Scope, body: bytes, send: Send, cors: RawHeaders) -> None:
        path: str = scope["path"]
        if len(body) > PAYLOAD_LIMIT:
            return await refuse(send, 413, "Request Entity Too Large", cors)
        if path.startswith(FUNCTION_PREFIX):
            return await self._function_url(scope, body, send)
        for route in self._template.routes:
            variables = route.match(scope["method"], path)
            if variables is not None:
                event = http_event(scope, body, path, route.key, variables)
                limits = (min(route.function.timeout, HTTP_API_SECONDS), 503)
                return await self._invoker.answer(send, route.function, event, limits, cors)
        await refuse(send, 404, "Not Found", cors)

    async def _function_url(self, scope: Scope, body: bytes, send: Send) -> None:
        name, _, rest = scope["path"].removeprefix(FUNCTION_PREFIX).partition("/")
        function = self._urls.get(name)
        if function is None:
            return await refuse(send, 404, "Not Found")
        event = http_event(scope, body, "/" + rest, "$default", {})
        await self._invoker.answer(send, function, event, (function.timeout, 502), [])

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        accepted = request.headers.get("accept-language", "")
        response = self._web.respond(scope["path"], request.cookies, accepted)
        await GZipMiddleware(response, minimum_size=1_000, compresslevel=5)(scope, receive, send)

    def _cors(self, scope: Scope) -> RawHeaders:
        origin = dict(scope["headers"]).get(b"origin", b"")
        if origin.decode("latin1") not in self._origins:
            return []
        return [
            (b"access-control-allow-origin", origin),
            (b"access-control-allow-headers", ALLOWED_HEADERS),
            (b"access-control-allow-methods", b"GET,POST,PUT,PATCH,DELETE,OPTIONS"),
            (b"access-control-expose-headers", b"etag,retry-after,x-missing-glyphs"),
            (b"access-control-max-age", b"600"),
            (b"vary", b"origin"),
        ]


async def _stream(function: Function, scope: Scope, receive: Receive, send: Send) -> None:
    """The app itself answers, so every piece leaves as it comes."""
    module, name = function.metadata["LocalApp"].split(":")
    await getattr(importlib.import_module(module), name)(scope, receive, send)


def create() -> Gateway:
    """The application of this process: PROJECT_ROOT and the environment of the product."""
    root = Path(os.environ.get("PROJECT_ROOT", ".")).resolve()
    # The order of Lambda's search path: the functions' own code, then the layers.
    sys.path[:0] = [str(root / "functions"), str(root)]
    gateway = Gateway(root, dict(os.environ))
    for name, value in load_template(root / "template.yaml").variables.items():
        os.environ.setdefault(name, value)
    return gateway
