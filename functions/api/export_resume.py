"""POST /api/services/{service_id}/customized-resume/pdf: the tailored resume as PDF or DOCX."""

from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Response

from shared.entry.http import Ctx, User, lambda_http
from shared.models.export import ExportRequest
from shared.usecases import export

router = APIRouter()


@router.post("/api/services/{service_id}/customized-resume/pdf", response_class=Response)
def export_resume(service_id: UUID, request: ExportRequest, user: User, ctx: Ctx) -> Response:
    """Free. Preview and export are the same bytes; headers name the file and what its fonts lack."""
    file = export.export_resume(ctx, user, service_id, request)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}",
        "Cache-Control": "private, no-store",
        "X-Missing-Glyphs": quote("".join(file.missing)),
    }
    return Response(file.data, media_type=file.media_type, headers=headers)


handler = lambda_http(router)
