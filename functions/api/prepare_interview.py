"""POST /api/services/{service_id}/interview: queue the interview preparation."""

from uuid import UUID

from fastapi import APIRouter

from shared.entry.http import Ctx, IdempotencyKey, User, lambda_http
from shared.models.service_api import NewRun, RunAccepted
from shared.usecases import runs

router = APIRouter()


@router.post("/api/services/{service_id}/interview", status_code=202)
def prepare_interview(
    service_id: UUID, request: NewRun, user: User, ctx: Ctx, idempotency_key: IdempotencyKey = None
) -> RunAccepted:
    """Needs a completed tailored resume."""
    return runs.prepare_interview(ctx, user, service_id, request, idempotency_key)


handler = lambda_http(router)
