"""Telling everybody that a run was ended by someone other than its worker; always after the commit."""

from shared.context import Context
from shared.flow.cursor import ENDED_BY_SOMEBODY
from shared.models.run import Ended
from shared.models.words import FailureCode
from shared.stream.pill import poison
from shared.usecases.gauges import leave_run


def tell_ended(ctx: Context, ended: Ended, code: FailureCode, user_id: str | None) -> None:
    """Shut the old worker out of the stream, tell the viewers, give the places back."""
    poison(ctx.redis, ended, "cancelled" if code in ENDED_BY_SOMEBODY else "error", code)
    leave_run(ctx, ended.session_id, user_id)
