"""POST /api/services/{service_id}/cancel: end the run of a service and give its coins back."""

from uuid import UUID

from fastapi import APIRouter

from shared.entry.http import Ctx, User, lambda_http
from shared.models.service_api import RunEnded
from shared.usecases import runs

router = APIRouter()


@router.post("/api/services/{service_id}/cancel")
def cancel_run(service_id: UUID, user: User, ctx: Ctx) -> RunEnded:
    """A second click finds nothing to cancel."""
    return runs.cancel_run(ctx, user, service_id)


handler = lambda_http(router)
