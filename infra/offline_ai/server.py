"""The offline model server: uvicorn infra.offline_ai.server:app --host 127.0.0.1 --port PORT."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel

from infra.offline_ai.faults import Fault, FaultQueue
from infra.offline_ai.prompt import BadRequest, Prompt, read_prompt
from infra.offline_ai.seen import Seen
from infra.offline_ai.tasks import answer
from infra.offline_ai.wire import Completion, count_tokens, embeddings, error

TOKEN_DELAY = 0.004
MAX_INPUTS = 64
MODELS = ("offline-chat", "offline-reasoner", "offline-vision", "offline-embedding")

app = FastAPI(title="offline_ai", docs_url=None, redoc_url=None, openapi_url=None)
faults = FaultQueue()
seen = Seen()


class EmbeddingsRequest(BaseModel):
    """What the SDK sends; it asks for base64 unless told otherwise."""

    model: str
    input: str | list[str]
    dimensions: int = 2048
    encoding_format: str = "float"


@app.exception_handler(BadRequest)
def refuse(request: Request, problem: Exception) -> JSONResponse:
    """400 in the provider's words."""
    return error(400, str(problem))


@app.get("/healthz")
def healthz() -> dict[str, bool]:
    """Up; readers and encoders load on first use."""
    return {"ok": True}


@app.post("/_offline/faults")
def queue_faults(wanted: list[Fault]) -> dict[str, int]:
    """Spoil the next requests, one fault each."""
    return {"queued": faults.add(wanted)}


@app.get("/_offline/faults")
def list_faults() -> list[Fault]:
    """The faults still waiting."""
    return faults.waiting()


@app.delete("/_offline/faults")
def clear_faults() -> dict[str, int]:
    """Take back what waits."""
    faults.clear()
    return {"queued": 0}


@app.get("/_offline/seen")
def list_seen() -> list[dict[str, Any]]:
    """The last requests, oldest first."""
    return seen.all()


@app.delete("/_offline/seen")
def clear_seen() -> dict[str, int]:
    """Forget the requests."""
    seen.clear()
    return {"kept": 0}


@app.get("/v1/models")
def list_models() -> dict[str, Any]:
    """The names it shows; it answers to any other name as well."""
    return {
        "object": "list",
        "data": [{"id": m, "object": "model", "created": 0, "owned_by": "offline"} for m in MODELS],
    }


@app.post("/v1/chat/completions")
async def complete(body: dict[str, Any]) -> Response:
    """Chat, streamed or whole."""
    prompt = read_prompt(body)
    _remember(body, prompt)
    fault = faults.take(prompt.task)
    await asyncio.sleep(fault.delay)
    if fault.status:
        return error(fault.status, "fault on request", fault)
    text = fault.spoil(await asyncio.to_thread(answer, prompt, fault.obey))
    completion = Completion(body, prompt, text, fault)
    if not body.get("stream"):
        await asyncio.sleep(fault.stall)
        return JSONResponse(completion.whole())
    options = cast(dict[str, Any], body.get("stream_options") or {})
    with_usage = bool(options.get("include_usage"))
    return StreamingResponse(_paced(completion, with_usage), media_type="text/event-stream")


@app.post("/v1/embeddings")
async def make_embeddings(request: EmbeddingsRequest) -> Response:
    """Unit vectors; the same limit of inputs as embedding-3."""
    texts = [request.input] if isinstance(request.input, str) else request.input
    seen.add(task="embedding", model=request.model, inputs=texts)
    fault = faults.take("embedding")
    await asyncio.sleep(fault.delay)
    if fault.status:
        return error(fault.status, "fault on request", fault)
    if not texts or len(texts) > MAX_INPUTS:
        raise BadRequest(f"between 1 and {MAX_INPUTS} inputs")
    vectors = await asyncio.to_thread(_embed, texts, request.dimensions)
    tokens = sum(map(count_tokens, texts))
    packed = request.encoding_format == "base64"
    return JSONResponse(embeddings(request.model, vectors, tokens, packed))


def _embed(texts: list[str], dimensions: int) -> Any:
    """Loaded here, because numpy and the encoder would triple the idle memory."""
    from infra.offline_ai.embed import embed

    return embed(texts, dimensions)


def _remember(body: dict[str, Any], prompt: Prompt) -> None:
    """Keep what was sent, pictures only as a count."""
    seen.add(
        task=prompt.task,
        language=prompt.language,
        model=body.get("model"),
        user=body.get("user_id") or body.get("user"),
        messages=[{"role": "system", "text": prompt.system}, {"role": "user", "text": prompt.user}],
        images=len(prompt.images),
    )


async def _paced(completion: Completion, with_usage: bool) -> AsyncIterator[str]:
    """The pieces, as slowly as a model writes; a stall is silence after the first words."""
    fault = completion.fault
    pause = TOKEN_DELAY if fault.token_delay is None else fault.token_delay
    for number, piece in enumerate(completion.pieces(with_usage)):
        yield piece
        await asyncio.sleep(fault.stall if number == 5 and fault.stall else pause)
