"""GET /api/services: the history, newest first."""

from fastapi import APIRouter

from shared.entry.http import Ctx, Cursor, Limit, User, lambda_http
from shared.models.service_api import ServicePage
from shared.usecases import history

router = APIRouter()


@router.get("/api/services")
def list_services(user: User, ctx: Ctx, cursor: Cursor = None, limit: Limit = 20) -> ServicePage:
    """Pages follow a cursor."""
    return history.list_services(ctx, user, cursor, limit)


handler = lambda_http(router)
