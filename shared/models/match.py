"""The match of a resume against a job: verdicts with verified quotes, and a score that is a pure function of them."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from shared.models.job import Requirement
from shared.models.wire import Value

Prose = Annotated[str, Field(min_length=1, max_length=6_000)]


class Verdict(StrEnum):
    """How far a requirement is met, by the evidence."""

    MET = "met"
    PARTIAL = "partial"
    MISSING = "missing"


class Judgement(Value):
    """What the model says about one requirement. Its quotes are claims until code has found them in the source."""

    requirement_id: str
    verdict: Verdict
    resume_quotes: Annotated[list[str], Field(default_factory=list, max_length=3)]
    comment: Annotated[str, Field(max_length=600)] = ""


class MatchAnswer(Value):
    """The whole answer of the model for job_match."""

    judgements: Annotated[list[Judgement], Field(min_length=1, max_length=40)]
    conclusion: Prose
    strengths: Annotated[list[str], Field(default_factory=list, max_length=12)]
    gaps: Annotated[list[str], Field(default_factory=list, max_length=12)]
    script: Prose


class Quote(Value):
    """A verified span: `text` stands in the named source at [start, end) of its cleaned text."""

    text: str
    source: Literal["resume", "detailed_resume"]
    start: int
    end: int


class JudgedRequirement(Value):
    """A requirement with its verdict after verification; `dropped` = the model's quotes were not in the source."""

    requirement: Requirement
    verdict: Verdict
    quotes: list[Quote]
    comment: str
    dropped: bool = False


class KnowledgeSource(Value):
    """A knowledge entry an answer was given as context."""

    id: int
    title: str
    source: str
    category: str


class MatchResult(Value):
    """What `matches.match_summary_json` holds. `score` 0..100 = flow.score.score(requirements)."""

    v: Literal[1] = 1
    score: Annotated[int, Field(ge=0, le=100)]
    level: Literal["high", "medium", "low"]
    requirements: list[JudgedRequirement]
    conclusion: str
    strengths: list[str]
    gaps: list[str]
    script: str
    script_notes: list[str] = []
    sources: list[KnowledgeSource] = []
    prompt_version: str = ""
