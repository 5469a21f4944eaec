"""GET /api/services/{service_id}: one service with all its results."""

from uuid import UUID

from fastapi import APIRouter

from shared.entry.http import Ctx, User, lambda_http
from shared.models.service_api import ServiceView
from shared.usecases import history

router = APIRouter()


@router.get("/api/services/{service_id}")
def get_service(service_id: UUID, user: User, ctx: Ctx) -> ServiceView:
    """Placeholders of contact data are put back for the owner."""
    return history.get_service(ctx, user, service_id)


handler = lambda_http(router)
