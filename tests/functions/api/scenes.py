"""Services at the points where the later functions begin."""

from typing import Any

from api.create_service import handler as create_service
from api.customize_resume import handler as customize_resume
from shared.context import Context
from shared.models.words import Step
from tests.app import call, finish_step, give_resume, person
from tests.identity import SignIn

Created = dict[str, Any]


def created(ctx: Context, sign_in: SignIn, user: str = "ann", coins: int = 8) -> Created:
    """A service whose first step is queued."""
    person(ctx, user, coins)
    give_resume(ctx, user)
    status, body = call(create_service, "api/create_service", headers=sign_in.bearer(user))
    assert status == 202
    return body


def matched(ctx: Context, sign_in: SignIn, user: str = "ann", coins: int = 8) -> Created:
    """A service with a completed match."""
    body = created(ctx, sign_in, user, coins)
    for step in (Step.JOB_SUMMARY, Step.JOB_MATCH):
        finish_step(ctx, body["serviceId"], body["executionSessionId"], step)
    return body


def customized(ctx: Context, sign_in: SignIn, user: str = "ann", coins: int = 8) -> Created:
    """A service with a tailored resume."""
    body = matched(ctx, sign_in, user, coins)
    path = {"service_id": body["serviceId"]}
    headers = sign_in.bearer(user)
    status, run = call(customize_resume, "api/customize_resume", headers=headers, path=path)
    assert status == 202
    finish_step(ctx, body["serviceId"], run["executionSessionId"], Step.RESUME_CUSTOMIZE)
    return body
