"""A streamed answer, line by line, in the OpenAI format with the extras of DeepSeek and Zhipu."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, cast

from shared.llm import failures
from shared.models.usage import Tokens

MAX_CHARACTERS = 200_000


def lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    r"""Lines of a byte stream, cut at \n only: other line ends may stand inside JSON strings."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from whole
    if rest:
        yield rest


class Reply:
    """What has arrived so far: text, the reason it ended, the tokens the provider counted."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._characters = 0
        self.finish: str | None = None
        self.tokens: Tokens | None = None
        self.begun = False

    @property
    def text(self) -> str:
        """The visible answer so far."""
        return "".join(self._parts)

    def take(self, line: bytes) -> str:
        """Read one line; gives the visible text it brought, which is often none."""
        if not line.startswith(b"data:") or line[5:].strip() == b"[DONE]":
            return ""
        return self._keep(self._event(_json_object(line[5:])))

    def check(self) -> None:
        """Raise what the end of the stream means, unless it ended well."""
        if failure := failures.of_finish(self.finish):
            raise failure

    def _event(self, event: dict[str, Any]) -> str:
        if event.get("error"):
            raise failures.of_event(event)
        self.begun = True
        if event.get("usage"):
            self.tokens = count(event["usage"])
        if not event.get("choices"):
            return ""
        choice: dict[str, Any] = event["choices"][0]
        self.finish = choice.get("finish_reason") or self.finish
        delta: dict[str, Any] = choice.get("delta") or {}
        return delta.get("content") or ""

    def _keep(self, piece: str) -> str:
        if piece:
            self._parts.append(piece)
            self._characters += len(piece)
            if self._characters > MAX_CHARACTERS:
                raise failures.too_long("the answer does not end")
        return piece


def count(usage: dict[str, Any]) -> Tokens:
    """A provider's usage object; DeepSeek and the others name the cached part differently."""
    prompt: int = usage.get("prompt_tokens") or 0
    asked: dict[str, Any] = usage.get("prompt_tokens_details") or {}
    cached: int = asked.get("cached_tokens") or 0
    hit = usage.get("prompt_cache_hit_tokens", cached) or 0
    miss = usage.get("prompt_cache_miss_tokens", prompt - hit) or 0
    answered: dict[str, Any] = usage.get("completion_tokens_details") or {}
    out = usage.get("completion_tokens") or 0
    return Tokens(hit=hit, miss=miss, out=out, reasoning=answered.get("reasoning_tokens") or 0)


def estimate(text: str) -> int:
    """About how many tokens a text has, where nobody counted: a Han character each, else four characters."""
    wide = sum("\u2e80" <= character <= "\uffef" for character in text)
    return wide + (len(text) - wide + 3) // 4


def _json_object(data: bytes) -> dict[str, Any]:
    try:
        event = json.loads(data)
    except ValueError:
        event = None
    if not isinstance(event, dict):
        raise failures.broken("a line of the stream is no JSON object")
    return cast(dict[str, Any], event)
