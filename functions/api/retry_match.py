"""POST /api/services/{service_id}/match/retry: a new run of only the steps still missing."""

from uuid import UUID

from fastapi import APIRouter

from shared.entry.http import Ctx, IdempotencyKey, User, lambda_http
from shared.models.service_api import NewRun, RunAccepted
from shared.usecases import runs

router = APIRouter()


@router.post("/api/services/{service_id}/match/retry", status_code=202)
def retry_match(
    service_id: UUID, request: NewRun, user: User, ctx: Ctx, idempotency_key: IdempotencyKey = None
) -> RunAccepted:
    """After a failed match; the summary that exists is used again."""
    return runs.retry_match(ctx, user, service_id, request, idempotency_key)


handler = lambda_http(router)
