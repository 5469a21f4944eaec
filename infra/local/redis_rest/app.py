"""Serves the interface that `upstash-redis` speaks: uvicorn --factory infra.local.redis_rest.app:create."""

import asyncio
import contextlib
import hmac
import os
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from typing import Any

import redis.asyncio as aioredis
from redis.exceptions import RedisError, ResponseError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from infra.local.redis_rest.backend import Backend
from infra.local.redis_rest.codec import Command, error_text, parse_command, to_item
from infra.local.redis_rest.knobs import Knobs

PING_SECONDS = 15
Endpoint = Callable[[Request], Awaitable[Response]]


class RestFront:
    """The endpoints; one instance a process."""

    def __init__(self, backend: Backend, token: str, knobs: Knobs) -> None:
        self._backend, self._token, self._knobs = backend, token, knobs

    def routes(self) -> list[Route]:
        """The path form comes last, it matches everything."""
        paths = ["GET", "HEAD", "POST", "PUT"]
        return [
            Route("/healthz", self.healthz),
            Route("/", self._guarded(self.single), methods=["POST"]),
            Route("/pipeline", self._guarded(self.pipeline), methods=["POST"]),
            Route("/multi-exec", self._guarded(self.multi_exec), methods=["POST"]),
            Route("/dev/chaos", self._allowed(self.chaos), methods=["GET", "POST"]),
            Route(
                "/subscribe/{channels:path}",
                self._allowed(self.subscribe),
                methods=["GET", "POST"],
            ),
            Route("/{path:path}", self._guarded(self.path_form), methods=paths),
        ]

    async def single(self, request: Request) -> Response:
        """POST / with one command."""
        return await self._answer(request, await request.json())

    async def path_form(self, request: Request) -> Response:
        """/set/key/value?EX=100: the body, if any, is the last argument, then the query."""
        command: list[str] = request.path_params["path"].split("/")
        if request.method in ("POST", "PUT") and (body := await request.body()):
            command.append(body.decode())
        for key, value in request.query_params.multi_items():
            if key != "_token":
                command += [key, value] if value else [key]
        return await self._answer(request, command)

    async def pipeline(self, request: Request) -> Response:
        """POST /pipeline: a refused command fails in its own place, the others still run."""
        parsed = [_try_parse(command) for command in await request.json()]
        accepted = [command for command in parsed if isinstance(command, list)]
        replies = iter(await self._backend.read_or_write(accepted) if accepted else [])
        slots = [next(replies) if isinstance(item, list) else item for item in parsed]
        return JSONResponse([to_item(reply, _wants_base64(request)) for reply in slots])

    async def multi_exec(self, request: Request) -> Response:
        """POST /multi-exec: all or nothing; a discarded transaction is one error, not a list."""
        outcome = await self._backend.transaction([parse_command(c) for c in await request.json()])
        if isinstance(outcome, Exception):
            raise ResponseError(str(outcome))
        return JSONResponse([to_item(reply, _wants_base64(request)) for reply in outcome])

    async def subscribe(self, request: Request) -> Response:
        """Messages of channels as server-sent events."""
        channels = [name for name in request.path_params["channels"].split("/") if name]
        pubsub: Any = aioredis.Redis(connection_pool=self._backend.pool).pubsub()
        await pubsub.subscribe(*channels)
        head = {"Cache-Control": "no-store"}
        return StreamingResponse(_events(pubsub), media_type="text/event-stream", headers=head)

    async def chaos(self, request: Request) -> Response:
        """GET shows the knobs, POST turns them."""
        wishes: dict[str, float] = await request.json() if request.method == "POST" else {}
        shown = self._knobs.turn(wishes)
        if "stale_ms" in wishes:
            await self._backend.lag(self._knobs.stale_ms / 1000)
        return JSONResponse(shown)

    async def healthz(self, _: Request) -> Response:
        """200 when the redis-server behind answers."""
        reply = await self._backend.read_or_write([[b"PING"]])
        return JSONResponse({"redis": reply[0].decode()})

    async def _answer(self, request: Request, command: object) -> Response:
        replies = await self._backend.read_or_write([parse_command(command)])
        item = to_item(replies[0], _wants_base64(request))
        return JSONResponse(item, 400 if "error" in item else 200)

    def _allowed(self, endpoint: Endpoint) -> Endpoint:
        async def wrapper(request: Request) -> Response:
            header = request.headers.get("authorization", "").removeprefix("Bearer ")
            token = header or request.query_params.get("_token", "")
            if not hmac.compare_digest(token.encode(), self._token.encode()):
                return JSONResponse({"error": "WRONGPASS invalid or missing auth token"}, 401)
            try:
                return await endpoint(request)
            except (ResponseError, ValueError) as error:
                return JSONResponse({"error": error_text(error)}, 400)

        return wrapper

    def _guarded(self, endpoint: Endpoint) -> Endpoint:
        """A command of the product: the knobs act on it."""
        allowed = self._allowed(endpoint)

        async def wrapper(request: Request) -> Response:
            if self._knobs.latency_ms:
                await asyncio.sleep(self._knobs.latency_ms / 1000)
            response = await allowed(request)
            if self._knobs.drops():
                return Response(status_code=500)
            seen = request.headers.get("upstash-sync-token")
            response.headers["Upstash-Sync-Token"] = seen or "local=1"
            return response

        return wrapper


def create() -> Starlette:
    """The application of this process: REDIS_URL, UPSTASH_REDIS_REST_TOKEN and the knobs."""
    knobs = Knobs.from_environment()
    backend = Backend(os.environ.get("REDIS_URL", "redis://127.0.0.1:4302/0"))
    front = RestFront(backend, os.environ.get("UPSTASH_REDIS_REST_TOKEN", "local-token"), knobs)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        await backend.lag(knobs.stale_ms / 1000)
        yield
        await backend.close()

    return Starlette(routes=front.routes(), lifespan=lifespan)


def _try_parse(command: object) -> Command | RedisError:
    try:
        return parse_command(command)
    except RedisError as error:
        return error


def _wants_base64(request: Request) -> bool:
    return request.headers.get("upstash-encoding") == "base64"


async def _events(pubsub: Any) -> AsyncIterator[str]:
    try:
        while True:
            message = await pubsub.get_message(timeout=PING_SECONDS)
            if message is None:
                yield ": ping\n\n"
                continue
            content = message["data"]
            text = str(content) if isinstance(content, int) else content.decode("utf-8", "replace")
            yield f"data: {message['type']},{message['channel'].decode()},{text}\n\n"
    finally:
        await pubsub.aclose()
