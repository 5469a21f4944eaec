"""The HTTP door: turns a router into a Lambda handler, and failures into answers."""

import asyncio
import warnings
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from mangum import Mangum

from shared.context import Context, get_context
from shared.errors import AppError, NotSignedIn
from shared.models.account import Person
from shared.models.words import Locale
from shared.observability import log_failure
from shared.usecases import account

LambdaHandler = Callable[[dict[str, Any], Any], dict[str, Any]]
Ctx = Annotated[Context, Depends(get_context)]


def signed_in(ctx: Ctx, authorization: Annotated[str, Header()] = "") -> Person:
    """The user of this request; the first request ever makes the account and grants its coins."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer":
        raise NotSignedIn("no bearer token")
    return account.sign_in(ctx, ctx.identity.claims_of(token))


User = Annotated[Person, Depends(signed_in)]
IdempotencyKey = Annotated[str | None, Header(max_length=200)]
Cursor = Annotated[str | None, Query(max_length=100)]
Limit = Annotated[int, Query(ge=1, le=100)]


def language_of(accept_language: Annotated[str, Header()] = "") -> Locale:
    """What the browser prefers, where a request names no locale of its own."""
    return Locale.ZH if accept_language.lower().startswith("zh") else Locale.EN


def answer_failure(request: Request, failure: Exception) -> JSONResponse:
    """Say what went wrong: a code for the browser to translate, a detail for people."""
    assert isinstance(failure, AppError)
    headers = {"Retry-After": str(failure.retry_after_s)} if failure.retry_after_s else None
    return JSONResponse(
        {"error": failure.code, "detail": str(failure)}, failure.status, headers=headers
    )


def answer_invalid(request: Request, failure: Exception) -> JSONResponse:
    """Name the fields that do not fit, never their values."""
    assert isinstance(failure, RequestValidationError)
    places = [".".join(map(str, e["loc"])) + ": " + e["type"] for e in failure.errors()]
    return JSONResponse({"error": "invalid_request", "detail": "; ".join(places)}, 422)


def answer_bug(request: Request, failure: Exception) -> JSONResponse:
    """Whatever nobody foresaw."""
    log_failure(failure)
    return JSONResponse({"error": "internal", "detail": "internal error"}, 500)


def web_app(*routers: APIRouter) -> FastAPI:
    """An application out of routers, with our errors."""
    app = FastAPI(title="CareerShaper", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_exception_handler(AppError, answer_failure)
    app.add_exception_handler(RequestValidationError, answer_invalid)
    app.add_exception_handler(Exception, answer_bug)
    for router in routers:
        app.include_router(router)
    return app


def lambda_http(router: APIRouter) -> LambdaHandler:
    """The handler API Gateway or a Function URL calls."""
    adapter = Mangum(web_app(router), lifespan="off")

    def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
        _need_event_loop()
        return adapter(event, context)

    return handler


def _need_event_loop() -> None:
    """The adapter asks for the thread's event loop; a worker thread, or one whose loop was closed, has none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            asyncio.get_event_loop()
    except RuntimeError:
        asyncio.set_event_loop(asyncio.new_event_loop())
