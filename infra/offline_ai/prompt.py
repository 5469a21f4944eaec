"""A chat request taken apart: the task, the language, the tagged inputs, the pictures."""

import base64
import binascii
import re
from dataclasses import dataclass, field
from typing import Any, cast

from infra.offline_ai.engine.text import language_of

TASK = re.compile(r"^\s*Task:\s*([a-z_]+)", re.MULTILINE)
LANGUAGE = re.compile(r"^\s*Language:\s*(zh|en)", re.MULTILINE)


class BadRequest(Exception):
    """The caller sent something the real providers would refuse as well."""


@dataclass(frozen=True)
class Prompt:
    """What the caller wants."""

    system: str
    user: str
    images: list[bytes] = field(default_factory=list[bytes])
    wants_json: bool = False

    @property
    def task(self) -> str:
        """The word behind `Task:` in the system prompt."""
        found = TASK.search(self.system)
        return found[1] if found else "unknown"

    @property
    def language(self) -> str:
        """The word behind `Language:`, else the language of the text."""
        found = LANGUAGE.search(self.system)
        return found[1] if found else language_of(self.user)

    def tag(self, name: str) -> str:
        """The text between <name> and </name>, with its escaped closing marks restored."""
        found = re.search(rf"<{name}>(.*?)</{name}>", self.user, re.DOTALL)
        return found[1].replace("<\\/", "</").strip() if found else ""


def read_prompt(body: dict[str, Any]) -> Prompt:
    """The prompt of a chat request."""
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        raise BadRequest("messages is missing")
    system: list[str] = []
    user: list[dict[str, Any]] = []
    for message in cast(list[dict[str, Any]], messages):
        parts = _parts(message.get("content"))
        if message.get("role") == "system":
            system += [str(part.get("text", "")) for part in parts]
        elif message.get("role") == "user":
            user += parts
    wanted = cast(dict[str, Any], body.get("response_format") or {}).get("type")
    return Prompt(
        system="\n".join(system),
        user="\n".join(str(part["text"]) for part in user if part.get("type") == "text"),
        images=[_image(part) for part in user if part.get("type") == "image_url"],
        wants_json=wanted in {"json_object", "json_schema"},
    )


def _parts(content: object) -> list[dict[str, Any]]:
    """Content is a string or a list of parts."""
    if isinstance(content, list):
        return cast(list[dict[str, Any]], content)
    return [{"type": "text", "text": str(content or "")}]


def _image(part: dict[str, Any]) -> bytes:
    """The bytes of a data: URL; nothing is ever fetched."""
    url = str(part["image_url"]["url"])
    if not url.startswith("data:") or "," not in url:
        raise BadRequest("only data: URLs are read")
    try:
        return base64.b64decode(url.split(",", 1)[1], validate=True)
    except binascii.Error as problem:
        raise BadRequest("the picture is not base64") from problem
