"""POST /api/services: reserve the coins of a match and queue its first step."""

from fastapi import APIRouter

from shared.entry.http import Ctx, IdempotencyKey, User, lambda_http
from shared.models.service_api import NewService, ServiceAccepted
from shared.usecases import services

router = APIRouter()


@router.post("/api/services", status_code=202)
def create_service(
    request: NewService, user: User, ctx: Ctx, idempotency_key: IdempotencyKey = None
) -> ServiceAccepted:
    """Start a match of the stored resume against a pasted or photographed job."""
    return services.create_service(ctx, user, request, idempotency_key)


handler = lambda_http(router)
