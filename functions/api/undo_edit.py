"""POST /api/services/{service_id}/customized-resume/ops/{number}: undo or redo one op, or all of them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from shared.entry.http import Ctx, User, lambda_http
from shared.models.service_api import CustomizedView, OpSwitch
from shared.usecases import resume_edits

router = APIRouter()
Number = Annotated[str, Path(pattern=r"^(\d{1,3}|all)$")]


@router.post("/api/services/{service_id}/customized-resume/ops/{number}")
def undo_edit(
    service_id: UUID, number: Number, request: OpSwitch, user: User, ctx: Ctx
) -> CustomizedView:
    """A rejected op stays rejected; the Markdown is made anew from the ops that remain applied."""
    return resume_edits.switch_ops(ctx, user, service_id, number, request.state)


handler = lambda_http(router)
