"""Coins: the balance, what can be bought, and where coins came from and went."""

from shared.context import Context
from shared.dal import ledger
from shared.errors import InvalidInput
from shared.models.account import Person
from shared.models.coin_api import CoinPack, CoinsPage

PACKS = (
    CoinPack(coins=10, amount_cents=500, currency="CNY"),
    CoinPack(coins=50, amount_cents=2000, currency="CNY"),
)


def get_coins(ctx: Context, person: Person, cursor: str | None, limit: int) -> CoinsPage:
    """The newest lines first; the cursor is the last line's id."""
    if cursor is not None and not cursor.isdecimal():
        raise InvalidInput("invalid_cursor")
    with ctx.db.connect() as conn:
        balance = ledger.balance(conn, person.user_id)
        lines = ledger.history(
            conn, person.user_id, before=int(cursor) if cursor else None, limit=limit + 1
        )
    page = lines[:limit]
    return CoinsPage(
        balance=balance,
        packs=list(PACKS),
        payments_enabled=bool(ctx.settings.stripe_secret_key),
        history=page,
        next_cursor=str(page[-1].id) if len(lines) > limit else None,
    )
