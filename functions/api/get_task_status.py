"""GET /api/task-status: the main state of an asset or a service, for browsers that cannot follow a stream."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query, Response

from shared.entry.http import Ctx, User, lambda_http
from shared.models.status import TaskStatusView, TaskType
from shared.usecases import status

router = APIRouter()


@router.get("/api/task-status", response_model_exclude_none=True)
def get_task_status(
    task_id: Annotated[UUID, Query(alias="taskId")],
    task_type: Annotated[TaskType, Query(alias="taskType")],
    user: User,
    ctx: Ctx,
    response: Response,
    if_none_match: Annotated[str | None, Header()] = None,
) -> TaskStatusView | None:
    """304 when nothing moved since the version the browser knows."""
    view = status.task_status(ctx, user, task_id, task_type)
    response.headers["ETag"] = f'"{view.version}"'
    response.headers["Cache-Control"] = "no-cache"
    if if_none_match == f'"{view.version}"':
        response.status_code = 304
        return None
    return view


handler = lambda_http(router)
