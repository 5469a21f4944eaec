"""POST /api/account/export: everything about the person as one zip."""

from fastapi import APIRouter, Response

from shared.entry.http import Ctx, User, lambda_http
from shared.usecases import takeout

router = APIRouter()


@router.post("/api/account/export", response_class=Response)
def export_account(user: User, ctx: Ctx) -> Response:
    """Profile, services, coins as JSON, and the uploaded files."""
    headers = {
        "Content-Disposition": "attachment; filename=careershaper.zip",
        "Cache-Control": "private, no-store",
    }
    data = takeout.export_account(ctx, user)
    return Response(data, media_type="application/zip", headers=headers)


handler = lambda_http(router)
