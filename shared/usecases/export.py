"""The tailored resume as a file: what the preview draws and what the button saves are the same bytes. Free."""

import re
from uuid import UUID

from shared.context import Context
from shared.dal import services
from shared.errors import NotFound
from shared.models.account import Person
from shared.models.export import ExportedFile, ExportRequest
from shared.models.wire import Value
from shared.usecases.resume_edits import current_markdown

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_NAME = re.compile(r"\A\s*#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|`\[\]]+')
MAX_NAME = 100


def export_resume(
    ctx: Context, person: Person, service_id: UUID, request: ExportRequest
) -> ExportedFile:
    """The saved text as a file, or the unsaved text of an open editor, which is kept nowhere."""
    from shared.documents.glyphs import missing_glyphs

    saved = current_markdown(ctx, person, service_id)
    markdown = saved if request.markdown is None else request.markdown
    order = _order(ctx, person, service_id, request, markdown)
    return ExportedFile(
        data=_kept(ctx, person, order) if request.markdown is None else _made(order),
        media_type=MEDIA_TYPES[request.format],
        name=f"{_file_name(order.title)}.{request.format}",
        missing=missing_glyphs(markdown),
    )


class _Order(Value):
    """Everything a rendering depends on."""

    markdown: str
    request: ExportRequest
    title: str
    author: str


def _order(
    ctx: Context, person: Person, service_id: UUID, request: ExportRequest, markdown: str
) -> _Order:
    """The file says whose resume it is and for which job, and nothing else."""
    with ctx.db.connect() as conn:
        job = services.get(conn, service_id, person.user_id).title
    name = _name_in(markdown)
    title = " - ".join(part for part in (name, job) if part)
    return _Order(markdown=markdown, request=request, title=title, author=name)


def _kept(ctx: Context, person: Person, order: _Order) -> bytes:
    """The file from an earlier export of the very same, else made and kept."""
    from shared.documents.pdf import cache_key

    kind = order.request.format
    key = f"exports/{person.user_id}/{cache_key(order.model_dump_json())}.{kind}"
    try:
        return ctx.objects.get(key)
    except NotFound:
        made = _made(order)
        ctx.objects.put(key, made, MEDIA_TYPES[kind])
        return made


def _made(order: _Order) -> bytes:
    """The file, made anew."""
    from shared.documents.docx import render_docx
    from shared.documents.pdf import render_pdf

    return (render_pdf if order.request.format == "pdf" else render_docx)(
        order.markdown,
        template=order.request.template,
        paper=order.request.paper,
        lang=order.request.locale.value,
        title=order.title,
        author=order.author,
    )


def _name_in(markdown: str) -> str:
    """Whose resume it is: its first heading."""
    found = _NAME.match(markdown)
    return found[1].replace("\\", "").strip("*_ ")[:MAX_NAME] if found else ""


def _file_name(title: str) -> str:
    """A name every system takes."""
    return _NOT_IN_FILE_NAMES.sub(" ", title).strip(" .")[:MAX_NAME] or "resume"
