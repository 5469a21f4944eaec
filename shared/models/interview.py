"""Interview preparation: two self-introductions and the points to expect."""

from typing import Annotated, Literal

from pydantic import Field

from shared.models.match import KnowledgeSource, Prose, Quote
from shared.models.wire import Value


class ProposedPoint(Value):
    """A question to expect, as the model proposes it; its quotes are claims until code has found them."""

    question: Annotated[str, Field(min_length=1, max_length=600)]
    why: Annotated[str, Field(max_length=800)] = ""
    answer_points: Annotated[list[str], Field(default_factory=list, max_length=8)]
    resume_quotes: Annotated[list[str], Field(default_factory=list, max_length=3)]


class InterviewAnswer(Value):
    """The whole answer of the model for interview_prep."""

    introduction_1min: Prose
    introduction_3min: Prose
    points: Annotated[list[ProposedPoint], Field(min_length=1, max_length=20)]
    questions_to_ask: Annotated[list[str], Field(default_factory=list, max_length=10)]


class Point(Value):
    """A question to expect, with the verified resume lines to lean on."""

    question: str
    why: str
    answer_points: list[str]
    quotes: list[Quote]


class InterviewResult(Value):
    """What `interviews.interview_tips_json` holds."""

    v: Literal[1] = 1
    introduction_1min: str
    introduction_3min: str
    points: list[Point]
    questions_to_ask: list[str]
    notes: list[str] = []
    sources: list[KnowledgeSource] = []
    prompt_version: str = ""
