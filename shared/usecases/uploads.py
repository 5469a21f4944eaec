"""Uploads: the browser sends a file straight to the object store, by a form that allows just this one."""

from shared.context import Context
from shared.errors import InvalidInput, NotFound
from shared.flow.plans import MAX_UPLOAD_BYTES
from shared.models.account import Person
from shared.models.asset_api import NewUpload, UploadForm
from shared.storage.objects import POST_SECONDS

PDF = frozenset({"application/pdf"})
IMAGES = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif"})
TYPES = {"resume": PDF, "detailed_resume": PDF, "job_image": IMAGES}


def create_upload(ctx: Context, person: Person, request: NewUpload) -> UploadForm:
    """A form good for two minutes; the store itself refuses another key, type or size."""
    if request.content_type not in TYPES[request.kind]:
        wrong = "image_wrong_type" if request.kind == "job_image" else "pdf_not_a_pdf"
        raise InvalidInput(wrong, request.content_type)
    if request.size > MAX_UPLOAD_BYTES:
        large = "image_too_large" if request.kind == "job_image" else "pdf_too_large"
        raise InvalidInput(large, f"{request.size} bytes")
    key = f"{_folder(person.user_id, request.kind)}{ctx.new_id().hex}"
    form = ctx.objects.presigned_post(key, request.content_type, MAX_UPLOAD_BYTES)
    return UploadForm(key=key, url=form["url"], fields=form["fields"], expires_in=POST_SECONDS)


def fetch(ctx: Context, user_id: str, kind: str, key: str) -> bytes:
    """The file behind a key of this user; reads one byte more than allowed, so that its size shows."""
    if not key.startswith(_folder(user_id, kind)):
        raise NotFound("upload")
    return ctx.objects.get(key, MAX_UPLOAD_BYTES)


def _folder(user_id: str, kind: str) -> str:
    return f"uploads/{user_id}/{kind}/"
