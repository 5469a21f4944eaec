"""A tailored resume: minimal edits over the resume's own lines, each judged by the fact gate, each undoable."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from shared.models.match import KnowledgeSource
from shared.models.resume import ResumeSummary
from shared.models.wire import Value
from shared.models.words import Locale


class OpKind(StrEnum):
    """The four kinds of edits."""

    REORDER = "reorder"
    AUGMENT = "augment"
    TRIM = "trim"
    REWRITE_LITE = "rewrite-lite"


class ProposedOp(Value):
    """An edit as the model proposes it.

    `target` names a line or a list of the base summary: `employments.0.highlights.2`, `skills`, `profile.0`,
    `sections`. reorder: `target` is a list and `order` a permutation of its indices. trim: `revised` is empty.
    augment: `target` is a list, `revised` a line to append (taken from the detailed history). rewrite-lite: `target`
    is a line, `original` its text, `revised` the new text. `sources`: spans of resume or history it leans on.
    """

    kind: OpKind
    target: Annotated[str, Field(max_length=120)]
    original: Annotated[str, Field(max_length=2_000)] = ""
    revised: Annotated[str, Field(max_length=2_000)] = ""
    order: Annotated[list[int], Field(default_factory=list, max_length=60)]
    reason: Annotated[str, Field(max_length=600)] = ""
    sources: Annotated[list[str], Field(default_factory=list, max_length=6)]


class CustomizeAnswer(Value):
    """The whole answer of the model for resume_customize."""

    ops: Annotated[list[ProposedOp], Field(max_length=40)]


class OpState(StrEnum):
    """Where an op stands; a rejected op stays rejected, applied and undone change places."""

    APPLIED = "applied"
    UNDONE = "undone"
    REJECTED = "rejected"


class Violation(Value):
    """A fact an op would bring in that stands in neither source."""

    kind: Literal[
        "number",
        "date",
        "employer",
        "title",
        "degree",
        "school",
        "tool",
        "certificate",
        "target",
        "text",
    ]
    text: str


class Op(ProposedOp):
    """An edit after the gate. `n` is its number in the list, from 0."""

    n: int
    state: OpState
    violations: list[Violation] = []


class ResumeOps(Value):
    """What `customized_resumes.ops_json` holds: the base and every op, so that any undo is a pure function."""

    v: Literal[1] = 1
    base: ResumeSummary
    ops: list[Op]
    locale: Locale = Locale.ZH
    sources: list[KnowledgeSource] = []
    prompt_version: str = ""
