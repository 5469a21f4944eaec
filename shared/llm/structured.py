"""From the text of an answer to a model of ours, or to words that help to repair it."""

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from shared.errors import StepFailed
from shared.flow.model_json import NoJson, read_object
from shared.models.words import FailureCode

FENCE = re.compile(r"\A```[a-zA-Z]*[ \t]*\n(.*?)\n?```\s*\Z", re.DOTALL)
SHOWN_PROBLEMS = 8
Shape = TypeVar("Shape", bound=BaseModel)


class Unusable(StepFailed):
    """An answer that arrived whole and is of no use; its detail is what to tell the model."""


def without_fence(text: str) -> str:
    """The text inside a Markdown code fence, if the whole answer stands in one."""
    text = text.strip()
    fenced = FENCE.match(text)
    return fenced[1].strip() if fenced else text


def parse(text: str, shape: type[Shape]) -> Shape:
    """The answer as `shape`, or Unusable."""
    plain = without_fence(text)
    if not plain:
        raise blank()
    try:
        return check(read_object(plain), shape)
    except NoJson as error:
        raise Unusable(FailureCode.JSON_PARSE_FAILED, detail=str(error)) from None


def check(data: dict[str, Any], shape: type[Shape]) -> Shape:
    """Validate; the problem names places and rules, never the values that stand there."""
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        told = error.errors(include_input=False, include_url=False, include_context=False)
        problems = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in told[:SHOWN_PROBLEMS]]
        detail = "; ".join(problems)
        raise Unusable(FailureCode.ZOD_VALIDATION_FAILED, detail=detail) from None


def blank() -> Unusable:
    """Nothing but spaces: the provider's fault, so a later try may do."""
    return Unusable(FailureCode.PROVIDER_ERROR, retriable=True, detail="the answer is blank")
