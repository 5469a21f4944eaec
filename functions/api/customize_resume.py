"""POST /api/services/{service_id}/customize: queue the tailored resume."""

from uuid import UUID

from fastapi import APIRouter

from shared.entry.http import Ctx, IdempotencyKey, User, lambda_http
from shared.models.service_api import NewRun, RunAccepted
from shared.usecases import runs

router = APIRouter()


@router.post("/api/services/{service_id}/customize", status_code=202)
def customize_resume(
    service_id: UUID, request: NewRun, user: User, ctx: Ctx, idempotency_key: IdempotencyKey = None
) -> RunAccepted:
    """Needs a completed match."""
    return runs.customize_resume(ctx, user, service_id, request, idempotency_key)


handler = lambda_http(router)
