"""The one place that knows the openai package; it is loaded on the first call, by workers only."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from shared.llm import failures, reply
from shared.llm.registry import Target

if TYPE_CHECKING:
    from openai import OpenAI


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for a connection, and for the next byte; and how often the SDK itself may try again."""

    connect_s: float = 5
    silence_s: float = 60
    retries: int = 0


CHAT = Patience()
EMBEDDING = Patience(silence_s=20, retries=2)


@lru_cache(maxsize=16)
def _client(base_url: str, api_key: str, patience: Patience) -> "OpenAI":
    import httpx2
    from openai import OpenAI

    timeout = httpx2.Timeout(patience.silence_s, connect=patience.connect_s)
    return OpenAI(base_url=base_url, api_key=api_key, timeout=timeout, max_retries=patience.retries)


def chat_lines(target: Target, request: dict[str, Any], patience: Patience) -> Iterator[bytes]:
    """Lines of a streamed answer as they arrive; every kind of trouble is a StepFailed.

    Lines are read raw: an SDK object per token costs several times the CPU of the rest of the relay.
    """
    import httpx2
    import openai

    chat: Any = _client(target.base_url, target.api_key, patience).chat.completions
    try:
        with chat.with_streaming_response.create(**request) as response:
            yield from reply.lines(response.iter_bytes())
    except openai.APIStatusError as error:
        raise failures.of_answer(error.status_code, error.body, error.response.headers) from error
    except (openai.APIError, httpx2.HTTPError) as error:
        raise failures.broken(type(error).__name__) from error


def embed(target: Target, texts: list[str], patience: Patience) -> tuple[list[list[float]], int]:
    """One vector a text, and the tokens they took together."""
    import openai

    client = _client(target.base_url, target.api_key, patience)
    size = target.entry.dimensions
    extra: dict[str, Any] = {"dimensions": size} if size else {}
    try:
        answer = client.embeddings.create(model=target.entry.model, input=texts, **extra)
    except openai.APIStatusError as error:
        raise failures.of_answer(error.status_code, error.body, error.response.headers) from error
    except (openai.APIError, ValueError) as error:
        raise failures.broken(type(error).__name__) from error
    if len(answer.data) != len(texts):
        raise failures.broken(f"{len(answer.data)} vectors for {len(texts)} texts")
    ordered = sorted(answer.data, key=lambda row: row.index)
    return [row.embedding for row in ordered], answer.usage.total_tokens if answer.usage else 0
