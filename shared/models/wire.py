"""The two base shapes: what crosses HTTP or the queue, and what stays inside."""

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Wire(BaseModel):
    """JSON of the API and of queue bodies: camelCase outside, snake_case inside, nothing unknown accepted."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True
    )


class Value(BaseModel):
    """A row, an answer of a model, or a value that travels between layers."""

    model_config = ConfigDict(frozen=True)
