"""The summary of a job description: what is asked for, in its own words."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.models.resume import Span, Spans
from shared.models.wire import Value


class Importance(StrEnum):
    """Asked for, or welcome."""

    MUST = "must"
    NICE = "nice"


class RequirementKind(StrEnum):
    """What a requirement is about."""

    SKILL = "skill"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    LANGUAGE = "language"
    CERTIFICATE = "certificate"
    SOFT = "soft"
    OTHER = "other"


class Requirement(Value):
    """One thing the job asks for. `text` is a span of the job; ids r1, r2 … are given by code, in order."""

    id: str = ""
    text: Span
    importance: Importance = Importance.MUST
    kind: RequirementKind = RequirementKind.OTHER
    weight: Annotated[int, Field(ge=1, le=5)] = 3


class JobAnswer(Value):
    """What a model says of a job description; a text that is none has no requirements."""

    title: str = ""
    company: str | None = None
    place: str | None = None
    salary: str | None = None
    duties: Spans
    requirements: Annotated[list[Requirement], Field(default_factory=list, max_length=60)]


class JobSummary(Value):
    """What later steps may use of a job description."""

    title: Span
    company: str | None = None
    place: str | None = None
    salary: str | None = None
    duties: Spans
    requirements: Annotated[list[Requirement], Field(min_length=1, max_length=40)]
