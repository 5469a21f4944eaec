"""What is sent to a provider for one call; what differs between models is data of the registry."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shared.llm import prompts
from shared.llm.call import Call
from shared.llm.registry import Target


@dataclass(frozen=True, slots=True)
class Ask:
    """What is particular about one request. Every answer is streamed; `is_stream` = a person watches it."""

    structured: bool = False
    is_stream: bool = False
    images: Sequence[bytes] = ()


def build(
    target: Target, call: Call, ask: Ask, system: str, question: str, room: int
) -> dict[str, Any]:
    """Arguments of the chat call; the fixed system prompt comes first, so that providers can cache it."""
    entry = target.entry
    request: dict[str, Any] = {
        "model": entry.model,
        "messages": _messages(call, ask, system, question),
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": room + entry.reasoning_allowance,
        "extra_body": {**entry.extra_body, "user_id": pseudonym(call.user_id)},
    }
    if entry.reasoning_effort:
        request["reasoning_effort"] = entry.reasoning_effort
    if entry.supports.temperature:
        request["temperature"] = 0
    if ask.structured and entry.supports.json_object:
        request["response_format"] = {"type": "json_object"}
    return request


def pseudonym(user_id: str) -> str:
    """The same for every call of a person, and of no use to anyone else."""
    return hashlib.sha256(f"careershaper:{user_id}".encode()).hexdigest()[:32]


def _messages(call: Call, ask: Ask, system: str, question: str) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = [
        {"role": "system", "content": system},
        {"role": "user", "content": _with_images(question, ask.images)},
    ]
    if call.repair:
        words = prompts.repair(call.locale, call.repair)
        messages.append({"role": "user", "content": words})
    return messages


def _with_images(text: str, images: Sequence[bytes]) -> str | list[dict[str, Any]]:
    if not images:
        return text
    encoded = [base64.b64encode(image).decode() for image in images]
    pictures = [
        {"type": "image_url", "image_url": {"url": f"data:image/jpeg;base64,{data}"}}
        for data in encoded
    ]
    return [*pictures, {"type": "text", "text": text}]
