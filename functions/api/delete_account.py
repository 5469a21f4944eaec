"""DELETE /api/account: delete everything about the person, and prove it."""

from fastapi import APIRouter

from shared.entry.http import Ctx, User, lambda_http
from shared.models.account import DeletionProof
from shared.usecases import leaving

router = APIRouter()


@router.delete("/api/account")
def delete_account(user: User, ctx: Ctx) -> DeletionProof:
    """Runs end with their coins back, then files, keys and rows go; the account stays shut."""
    return leaving.delete_account(ctx, user)


handler = lambda_http(router)
