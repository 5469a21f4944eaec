"""POST /api/assets/detailed-resume: the same for the detailed work history."""

from fastapi import APIRouter

from shared.entry.http import Ctx, IdempotencyKey, User, lambda_http
from shared.models.asset_api import AssetAccepted, NewAsset
from shared.usecases import assets

router = APIRouter()


@router.post("/api/assets/detailed-resume", status_code=202)
def upload_detailed_resume(
    request: NewAsset, user: User, ctx: Ctx, idempotency_key: IdempotencyKey = None
) -> AssetAccepted:
    """Optional for the user; same rules as the resume."""
    return assets.upload_detailed_resume(ctx, user, request, idempotency_key)


handler = lambda_http(router)
