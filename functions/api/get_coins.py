"""GET /api/coins: balance, packs and history of coins."""

from fastapi import APIRouter

from shared.entry.http import Ctx, Cursor, Limit, User, lambda_http
from shared.models.coin_api import CoinsPage
from shared.usecases import coins

router = APIRouter()


@router.get("/api/coins")
def get_coins(user: User, ctx: Ctx, cursor: Cursor = None, limit: Limit = 20) -> CoinsPage:
    """The newest lines first."""
    return coins.get_coins(ctx, user, cursor, limit)


handler = lambda_http(router)
