"""GET /api/profile: who is signed in, the coins and the assets."""

from fastapi import APIRouter

from shared.entry.http import Ctx, User, lambda_http
from shared.models.asset_api import Profile
from shared.usecases import profile

router = APIRouter()


@router.get("/api/profile")
def get_profile(user: User, ctx: Ctx) -> Profile:
    """A page load only reads."""
    return profile.get_profile(ctx, user)


handler = lambda_http(router)
