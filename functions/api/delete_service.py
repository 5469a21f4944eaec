"""DELETE /api/services/{service_id}: forget a service and everything made for it."""

from uuid import UUID

from fastapi import APIRouter

from shared.entry.http import Ctx, User, lambda_http
from shared.usecases import services

router = APIRouter()


@router.delete("/api/services/{service_id}", status_code=204)
def delete_service(service_id: UUID, user: User, ctx: Ctx) -> None:
    """A live run is cancelled first, so its coins come back."""
    services.delete_service(ctx, user, service_id)


handler = lambda_http(router)
