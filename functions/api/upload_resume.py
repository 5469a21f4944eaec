"""POST /api/assets/resume: read the uploaded PDF, take its coin and queue the summary."""

from fastapi import APIRouter

from shared.entry.http import Ctx, IdempotencyKey, User, lambda_http
from shared.models.asset_api import AssetAccepted, NewAsset
from shared.usecases import assets

router = APIRouter()


@router.post("/api/assets/resume", status_code=202)
def upload_resume(
    request: NewAsset, user: User, ctx: Ctx, idempotency_key: IdempotencyKey = None
) -> AssetAccepted:
    """A file that cannot be read is refused before any coin moves."""
    return assets.upload_resume(ctx, user, request, idempotency_key)


handler = lambda_http(router)
