"""People: who they are, what they hold, what they may see."""

from datetime import datetime
from uuid import UUID

from shared.models.wire import Value, Wire


class Claims(Value):
    """What a token of the sign-in service says."""

    sub: str
    name: str | None = None
    email: str | None = None


class Person(Value):
    """The signed-in user of a request; `balance` in coins, as it was when the request began."""

    user_id: str
    name: str | None
    email: str | None
    balance: int


class StreamPass(Value):
    """What a stream ticket allows."""

    user_id: str
    session_id: UUID
    ticket_id: str


class StreamRequest(Wire):
    """Which run the browser wants to follow."""

    execution_session_id: UUID


class StreamTicket(Wire):
    """A pass for one stream connection; good for a minute."""

    ticket: str


class LedgerLine(Wire):
    """One line of the coin history: a grant, a purchase, or a bundle with all its steps.

    `outcome`: held (the run is alive), spent, returned; for grants and purchases: received.
    `coins`: what the line added (+) or took (−) when it was written; a returned bundle took nothing in the end.
    """

    id: int
    kind: str
    steps: list[str]
    coins: int
    outcome: str
    service_id: UUID | None
    created_at: datetime


class DeletionProof(Wire):
    """What is left of an account after its deletion: rows by table, stored objects, live keys. All 0 is the promise."""

    rows: dict[str, int]
    objects: int
    keys: int
