"""Sending what was promised: right after every commit for its own run, and in the sweep for whatever is left."""

from uuid import UUID

from shared.context import Context
from shared.dal import outbox
from shared.errors import SendFailed, SendRefused
from shared.models.run import Letter

LONGEST_PAUSE_S = 60


def relay(ctx: Context, session_id: UUID | None = None) -> int:
    """Send the letters that are due, of one run or of all; tells how many were taken.

    No transaction is open while a letter travels. A crash between sending and marking sends it twice: the
    deduplication id drops the second within ten minutes, and the claim's guard whenever it comes.
    """
    with ctx.db.connect() as conn:
        letters = outbox.claim(conn, session_id)
    for letter in letters:
        _deliver(ctx, letter)
    return len(letters)


def _deliver(ctx: Context, letter: Letter) -> None:
    provider_id, refusal, failure = "", "moot" if letter.moot else "", ""
    if not letter.moot:
        try:
            provider_id = ctx.queue.send(letter)
        except SendRefused as error:
            refusal = str(error)
        except SendFailed as error:
            failure = str(error)
    with ctx.db.connect() as conn:
        if refusal:
            outbox.drop(conn, letter.id, refusal)
        elif failure:
            outbox.postpone(conn, letter.id, failure, min(LONGEST_PAUSE_S, 2**letter.tries))
        else:
            outbox.done(conn, letter.id, provider_id)
