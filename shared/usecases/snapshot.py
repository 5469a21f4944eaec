"""The inputs of a service as they were when it was created: later uploads do not change what it works on."""

from dataclasses import dataclass
from typing import Any

from shared.context import Context
from shared.models.resume import ResumeSummary
from shared.models.stored import StoredAsset, StoredService
from shared.models.wire import Value
from shared.usecases.contact import aligned, same_placeholders
from shared.usecases.vault import open_masked, open_text, seal_text


class Papers(Value):
    """The texts a service works on, masked, and what their placeholders stand for."""

    resume: str
    detailed_resume: str
    contact: dict[str, str]


@dataclass(frozen=True)
class Snapshot:
    """`summaries` for the service row; `sealed` = texts and contact data, encrypted; `contact` in clear."""

    summaries: dict[str, Any]
    sealed: bytes
    contact: dict[str, str]


def take_snapshot(
    ctx: Context, user_id: str, resume: StoredAsset, history: StoredAsset | None
) -> Snapshot:
    """Copy both papers with one set of placeholders; call it outside transactions."""
    paper = open_masked(ctx, user_id, resume.original_text)
    texts = {"resume": paper.text, "detailed_resume": ""}
    summaries: dict[str, Any] = {
        "resume_summary": resume.summary,
        "detailed_resume_summary": None,
    }
    contact = paper.contact
    if history:
        own = open_masked(ctx, user_id, history.original_text)
        other = aligned(own, contact)
        summary = ResumeSummary.model_validate(history.summary)
        texts["detailed_resume"], contact = other.text, other.contact
        summaries["detailed_resume_summary"] = same_placeholders(
            summary, own.contact, contact
        ).model_dump(mode="json")
    papers = Papers(**texts, contact=contact)
    return Snapshot(summaries, seal_text(ctx, user_id, papers.model_dump_json()), contact)


def open_papers(ctx: Context, service: StoredService) -> Papers:
    """The texts as they were when the service was created."""
    if service.inputs_text is None:
        return Papers(resume="", detailed_resume="", contact={})
    return Papers.model_validate_json(open_text(ctx, service.user_id, service.inputs_text))
