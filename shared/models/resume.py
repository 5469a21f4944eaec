"""The summary of a resume (resume_summary_v2): extracts, never rewrites. Every text is a span of the source."""

from typing import Annotated

from pydantic import Field

from shared.models.wire import Value

Span = Annotated[str, Field(min_length=1, max_length=1_200)]
Spans = Annotated[list[Span], Field(default_factory=list, max_length=60)]


class Employment(Value):
    """One employment. Dates as they stand in the source; `end` null or "present"/"至今" means until now."""

    employer: Span
    title: str = ""
    start: str | None = None
    end: str | None = None
    duties: Spans
    highlights: Spans


class Schooling(Value):
    """One school."""

    school: Span
    degree: str | None = None
    field: str | None = None
    start: str | None = None
    end: str | None = None
    notes: Spans


class Project(Value):
    """One project."""

    name: Span
    role: str | None = None
    start: str | None = None
    end: str | None = None
    duties: Spans
    highlights: Spans


class ResumeSummary(Value):
    """What later steps may use of a resume or a detailed work history. Holds no contact data (placeholders only)."""

    headline: str | None = None
    profile: Spans
    skills: Spans
    employments: Annotated[list[Employment], Field(default_factory=list, max_length=30)]
    projects: Annotated[list[Project], Field(default_factory=list, max_length=40)]
    education: Annotated[list[Schooling], Field(default_factory=list, max_length=15)]
    certificates: Spans
    languages: Spans
    others: Spans
