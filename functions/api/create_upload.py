"""POST /api/uploads: a form that may send one file to the object store."""

from fastapi import APIRouter

from shared.entry.http import Ctx, User, lambda_http
from shared.models.asset_api import NewUpload, UploadForm
from shared.usecases import uploads

router = APIRouter()


@router.post("/api/uploads")
def create_upload(request: NewUpload, user: User, ctx: Ctx) -> UploadForm:
    """Check kind, type and size before a byte is sent."""
    return uploads.create_upload(ctx, user, request)


handler = lambda_http(router)
