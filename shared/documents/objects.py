"""Careful access to the objects of a strange PDF: whatever is missing or of the wrong kind is nothing."""

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator


def entry(container: Any, name: Any) -> Any:
    """What a dictionary holds under a name, with references followed, or None."""
    found = _resolved(container)
    return _resolved(found.get(name)) if hasattr(found, "get") else None


def entries(container: Any) -> list[Any]:
    """All values of a dictionary, with references followed."""
    found = _resolved(container)
    return [_resolved(value) for value in found.values()] if hasattr(found, "values") else []


def items(container: Any) -> list[Any]:
    """The items of an array as they stand, references not followed."""
    found = _resolved(container)
    return list(cast(list[Any], found)) if isinstance(found, list) else []


def number(value: Any) -> int:
    """The object number of a reference, 0 for anything else."""
    return getattr(value, "idnum", 0)


def floats(values: Any) -> list[float]:
    """The numbers among some operands."""
    return [float(v) for v in values or () if isinstance(v, int | float)]


def _resolved(value: Any) -> Any:
    """What a reference points to."""
    return value.get_object() if hasattr(value, "get_object") else value


def contents(drawn: Any) -> "Iterator[bytes]":
    """The steps of a page or a form, decoded stream by stream; a picture has none."""
    for part in items(drawn) or [drawn]:
        steps = _resolved(part)
        if hasattr(steps, "get_data") and entry(steps, "/Subtype") != "/Image":
            yield steps.get_data()
