"""Contact data and placeholders: putting the one in place of the other, through whole results."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from shared.flow.masking import Masked, mask, unmask

Model = TypeVar("Model", bound=BaseModel)
Json = dict[str, Any]


def shown(value: Model, contact: Mapping[str, str]) -> Model:
    """A result with every placeholder replaced by what it stands for."""
    return _changed(value, lambda text: unmask(text, contact))


def shown_with_quotes(value: Model, contact: Mapping[str, str], texts: Mapping[str, str]) -> Model:
    """The same for a result with quotes: their places move to where they stand in the unmasked texts."""

    def place(quote: Json) -> Json:
        before = unmask(texts[quote["source"]][: quote["start"]], contact)
        text = unmask(quote["text"], contact)
        end = len(before) + len(text)
        return {**quote, "text": text, "start": len(before), "end": end}

    return _changed(value, lambda text: unmask(text, contact), place)


def same_placeholders(value: Model, own: Mapping[str, str], known: Mapping[str, str]) -> Model:
    """A result written with the placeholders of one paper, rewritten with those of another."""
    return _changed(value, lambda text: mask(unmask(text, own), known, names=False).text)


def aligned(paper: Masked, known: Mapping[str, str]) -> Masked:
    """A paper masked again so that equal contact data has the placeholder it has in another paper."""
    return mask(unmask(paper.text, paper.contact), known)


def _changed(
    value: Model, change: Callable[[str], str], place: Callable[[Json], Json] | None = None
) -> Model:
    return type(value).model_validate(_each(value.model_dump(), change, place))


def _each(value: Any, change: Callable[[str], str], place: Callable[[Json], Json] | None) -> Any:
    match value:
        case str():
            return change(value)
        case list():
            return [_each(item, change, place) for item in cast(list[Any], value)]
        case {"text": str(), "source": _, "start": int(), "end": int()} if place:
            return place(cast(Json, value))
        case dict():
            return {key: _each(item, change, place) for key, item in cast(Json, value).items()}
        case _:
            return value
