"""PUT /api/services/{service_id}/customized-resume: keep the user's edit as a new version."""

from uuid import UUID

from fastapi import APIRouter

from shared.entry.http import Ctx, User, lambda_http
from shared.models.service_api import ResumeVersion, SavedResume
from shared.usecases import resume_edits

router = APIRouter()


@router.put("/api/services/{service_id}/customized-resume")
def save_resume(service_id: UUID, request: SavedResume, user: User, ctx: Ctx) -> ResumeVersion:
    """Free; nothing that was kept before is lost."""
    return resume_edits.save_resume(ctx, user, service_id, request)


handler = lambda_http(router)
