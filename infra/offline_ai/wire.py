"""The OpenAI wire format as DeepSeek and Zhipu speak it: reasoning_content, cache tokens, usage."""

import base64
import json
import re
import time
import uuid
from collections.abc import Iterator
from typing import Any, cast

from fastapi.responses import JSONResponse

from infra.offline_ai.faults import Fault
from infra.offline_ai.prompt import Prompt

TOKEN = re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9]+|[^\sA-Za-z0-9]")
PIECE = re.compile(r"[\u3400-\u9fff]{1,3}|[^\u3400-\u9fff]{1,8}", re.DOTALL)
IMAGE_TOKENS = 258
THOUGHTS = {"zh": "逐条对照要求与原文证据。", "en": "Comparing each requirement with the evidence."}
FINGERPRINT = "offline-demo-model"
KINDS = {400: "invalid_request_error", 401: "authentication_error", 429: "rate_limit_exceeded"}


class Completion:
    """One answer, whole or in pieces."""

    def __init__(self, body: dict[str, Any], prompt: Prompt, text: str, fault: Fault) -> None:
        thinking = cast(dict[str, Any], body.get("thinking") or {}).get("type") == "enabled"
        self.head: dict[str, Any] = {
            "id": f"chatcmpl-{uuid.uuid4().hex[:24]}",
            "created": int(time.time()),
            "model": body.get("model", "offline"),
            "system_fingerprint": FINGERPRINT,
        }
        self.thought = THOUGHTS[prompt.language] if thinking else ""
        self.text, self.finish = within(text, body.get("max_tokens"))
        self.finish = fault.finish or self.finish
        self.usage = usage(prompt, self.text, self.thought)
        self.fault = fault

    def whole(self) -> dict[str, Any]:
        """The chat.completion object."""
        message = {"role": "assistant", "content": self.text}
        if self.thought:
            message["reasoning_content"] = self.thought
        choice = {"index": 0, "message": message, "finish_reason": self.finish, "logprobs": None}
        return {**self.head, "object": "chat.completion", "choices": [choice], "usage": self.usage}

    def pieces(self, with_usage: bool) -> Iterator[str]:
        """The chat.completion.chunk events; a truncated stream just ends, as it does in life."""
        yield ": keep-alive\n\n"
        yield self._chunk({"role": "assistant", "content": ""})
        if self.thought:
            yield self._chunk({"reasoning_content": self.thought})
        for number, piece in enumerate(PIECE.findall(self.text)):
            if number == self.fault.truncate_after:
                return
            if number == self.fault.corrupt_after:
                yield "data: {not json\n\n"
            yield self._chunk({"content": piece})
        yield self._chunk({}, self.finish)
        if with_usage:
            last: dict[str, Any] = {
                "object": "chat.completion.chunk",
                "choices": [],
                "usage": self.usage,
            }
            yield event({**self.head, **last})
        yield "data: [DONE]\n\n"

    def _chunk(self, delta: dict[str, Any], finish: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return event({**self.head, "object": "chat.completion.chunk", "choices": [choice]})


def within(text: str, budget: object) -> tuple[str, str]:
    """The text as far as the token budget reaches, and why it ends."""
    if not isinstance(budget, int):
        return text, "stop"
    for number, token in enumerate(TOKEN.finditer(text)):
        if number >= budget:
            return text[: token.start()], "length"
    return text, "stop"


def usage(prompt: Prompt, text: str, thought: str) -> dict[str, Any]:
    """Token counts; thinking is part of completion_tokens, as the providers count it."""
    sent = count_tokens(prompt.system + prompt.user) + IMAGE_TOKENS * len(prompt.images)
    thinking = count_tokens(thought)
    made = count_tokens(text) + thinking
    return {
        "prompt_tokens": sent,
        "completion_tokens": made,
        "total_tokens": sent + made,
        "prompt_cache_hit_tokens": 0,
        "prompt_cache_miss_tokens": sent,
        "completion_tokens_details": {"reasoning_tokens": thinking},
    }


def count_tokens(text: str) -> int:
    """Near enough: Han characters, words and marks."""
    return len(TOKEN.findall(text))


def embeddings(model: str, vectors: Any, tokens: int, packed: bool) -> dict[str, Any]:
    """The list of vectors; `packed` = little-endian floats in base64, what the SDK asks for."""
    rows = [
        base64.b64encode(vector.astype("<f4").tobytes()).decode() if packed else vector.tolist()
        for vector in vectors
    ]
    return {
        "object": "list",
        "model": model,
        "data": [
            {"object": "embedding", "index": i, "embedding": row} for i, row in enumerate(rows)
        ],
        "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
    }


def error(status: int, message: str, fault: Fault | None = None) -> JSONResponse:
    """An error the SDK understands; a fault may bring a provider's own code and Retry-After."""
    kind = KINDS.get(status, "server_error")
    code = (fault.code if fault else None) or kind
    wait = fault.retry_after if fault else None
    headers = {} if wait is None else {"retry-after": f"{wait:g}"}
    body = {"error": {"message": message, "type": kind, "param": None, "code": code}}
    return JSONResponse(body, status, headers)


def event(data: dict[str, Any]) -> str:
    """One server-sent event."""
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"
