"""Coins: the JSON of the API."""

from shared.models.account import LedgerLine
from shared.models.wire import Wire


class CoinPack(Wire):
    """Coins that can be bought; `amount_cents` in the currency's smallest unit."""

    coins: int
    amount_cents: int
    currency: str


class CoinsPage(Wire):
    """Balance, packs and a page of the history."""

    balance: int
    packs: list[CoinPack]
    payments_enabled: bool
    history: list[LedgerLine]
    next_cursor: str | None
