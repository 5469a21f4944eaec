"""JSON as models write it: read leniently, and without characters that a database refuses."""

import json
from typing import Any, cast


class NoJson(ValueError):
    """The text is not one JSON object; the message says where it breaks."""


def read_object(text: str) -> dict[str, Any]:
    """The one JSON object a text holds; raw line ends inside strings are allowed."""
    try:
        value = json.loads(text, strict=False)
    except ValueError as error:
        raise NoJson(f"no valid JSON: {error}") from None
    except RecursionError:
        raise NoJson("nested too deeply") from None
    if not isinstance(value, dict):
        raise NoJson("not one JSON object")
    return _storable(value)


def storable(text: str) -> str:
    """Text without zero bytes and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable(item) for item in cast(list[Any], value)]
    if isinstance(value, dict):
        pairs = cast(dict[str, Any], value).items()
        return {storable(key): _storable(item) for key, item in pairs}
    return value
