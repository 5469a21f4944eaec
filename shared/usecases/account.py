"""People: signing in."""

from shared.context import Context
from shared.dal import accounts
from shared.errors import AccountClosed
from shared.models.account import Claims, Person
from shared.usecases.events import track


def sign_in(ctx: Context, claims: Claims) -> Person:
    """The person behind verified claims; the first time ever makes the wallet with the first coins, once."""
    with ctx.db.connect() as conn:
        account = accounts.sign_in(
            conn, claims.sub, claims.name, claims.email, ctx.settings.first_coins
        )
    if account.closed:
        raise AccountClosed("the account is being deleted")
    if account.is_new:
        track(ctx, claims.sub, "USER_SIGNED_UP")
    return Person(user_id=claims.sub, name=claims.name, email=claims.email, balance=account.balance)
