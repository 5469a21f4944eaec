"""The tailored resume in the user's hands: undo and redo of ops, own edits, versions. All of it is free."""

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

from shared.context import Context
from shared.dal import results, services
from shared.errors import NotFound, StaleEdit, WrongState
from shared.flow.masking import mask, placeholders, unmask
from shared.flow.ops import in_words, to_markdown, toggle
from shared.models.account import Person
from shared.models.customize import ResumeOps
from shared.models.service_api import CustomizedView, ResumeVersion, SavedResume
from shared.models.stored import StoredResults, StoredService
from shared.models.words import AssetStatus
from shared.usecases.contact import shown
from shared.usecases.snapshot import open_papers


def save_resume(
    ctx: Context, person: Person, service_id: UUID, request: SavedResume
) -> ResumeVersion:
    """Keep the user's text as a new version, if it was made from the newest one."""
    service, _ = _tailored(ctx, person, service_id)
    contact = open_papers(ctx, service).contact
    text = with_placeholders(request.markdown, contact)
    with ctx.db.transaction() as tx:
        newest = results.lock_edits(tx, service_id)
        if newest != request.version:
            raise StaleEdit(f"made from version {request.version}, the newest is {newest}")
        return ResumeVersion(version=results.save_edit(tx, service_id, text))


def switch_ops(
    ctx: Context,
    person: Person,
    service_id: UUID,
    number: str,
    state: Literal["applied", "undone"],
) -> CustomizedView:
    """Apply or undo one op or all, and make the Markdown anew; what stood there before stays as a version."""
    service, _ = _tailored(ctx, person, service_id)
    contact = open_papers(ctx, service).contact
    with ctx.db.transaction() as tx:
        results.lock_edits(tx, service_id)
        made = _edits(results.get(tx, service_id))
        ops = made.ops
        for n in _numbers(made, number):
            ops = toggle(ops, n, applied=state == "applied")
        changed = made.model_copy(update={"ops": ops})
        if changed != made:
            text = to_markdown(made.base, ops, placeholders(contact), made.locale)
            results.save_edit(tx, service_id, text, changed.model_dump(mode="json"))
        now = results.get(tx, service_id)
    view = customized_view(now, contact)
    assert view is not None  # it was there a moment ago, under a lock
    return view


def current_markdown(ctx: Context, person: Person, service_id: UUID) -> str:
    """The text that is exported: the user's newest edit, else as generated."""
    service, made = _tailored(ctx, person, service_id)
    contact = open_papers(ctx, service).contact
    return unmask(made.markdown_content or made.markdown_text or "", contact)


def customized_view(made: StoredResults, contact: Mapping[str, str]) -> CustomizedView | None:
    """The tailored resume as its owner sees it; nothing before the first one is complete."""
    if made.ops is None or made.markdown_text is None:
        return None
    edits = ResumeOps.model_validate(made.ops)
    original = to_markdown(edits.base, (), placeholders(contact), edits.locale)
    generated = to_markdown(edits.base, edits.ops, placeholders(contact), edits.locale)
    return CustomizedView(
        ops=[shown(in_words(edits.base, op), contact) for op in edits.ops],
        original_markdown=unmask(original, contact),
        markdown_text=unmask(made.markdown_text, contact),
        markdown_content=unmask(made.markdown_content, contact) if made.markdown_content else None,
        edited=made.markdown_content not in (None, generated),
        version=made.version,
        degrade_reason=made.degrade_reason,
        sources=edits.sources,
    )


def with_placeholders(text: str, contact: Mapping[str, str]) -> str:
    """Known contact data replaced; what the user typed anew stays, and is masked when a model is asked."""
    masked = mask(text, contact, names=False)
    fresh = {key: value for key, value in masked.contact.items() if key not in contact}
    return unmask(masked.text, fresh)


def _tailored(
    ctx: Context, person: Person, service_id: UUID
) -> tuple[StoredService, StoredResults]:
    with ctx.db.connect() as conn:
        service = services.get(conn, service_id, person.user_id)
        made = results.get(conn, service_id)
    if made.customized_status is not AssetStatus.COMPLETED:
        raise WrongState("there is no tailored resume")
    return service, made


def _edits(made: StoredResults) -> ResumeOps:
    if made.ops is None:
        raise WrongState("there is no tailored resume")
    return ResumeOps.model_validate(made.ops)


def _numbers(made: ResumeOps, number: str) -> list[int]:
    if number == "all":
        return [op.n for op in made.ops]
    if int(number) >= len(made.ops):
        raise NotFound("op")
    return [int(number)]
