"""Leaving for good: the gate shuts, runs end, files, keys and rows go, and a proof says that nothing stayed."""

from shared.context import Context
from shared.dal import accounts
from shared.errors import RedisAway, RedisRefused
from shared.models.account import DeletionProof, Person
from shared.stream.keys import stream_key, viewer_key
from shared.usecases.sweep import close_runs

FOLDERS = ("uploads", "exports")


def delete_account(ctx: Context, person: Person) -> DeletionProof:
    """Each part may be done again; what a crash leaves over, the next purge finds."""
    with ctx.db.connect() as conn:
        accounts.close_account(conn, person.user_id)
    return purge(ctx, person.user_id)


def purge_closed(ctx: Context) -> dict[str, int]:
    """Finish every deletion that was begun, here or at the sign-in service."""
    with ctx.db.connect() as conn:
        accounts.note_dropped_people(conn)
        waiting = accounts.accounts_to_purge(conn)
    for user_id in waiting:
        purge(ctx, user_id)
    return {"purged": len(waiting)}


def purge(ctx: Context, user_id: str) -> DeletionProof:
    """Remove everything of a closed account; the books keep their numbers without the name."""
    close_runs(ctx, user_id)
    with ctx.db.connect() as conn:
        streams = accounts.sessions_of(conn, user_id)
    for folder in FOLDERS:
        ctx.objects.delete(ctx.objects.keys(f"{folder}/{user_id}/"))
    names = [key(session) for session in streams for key in (stream_key, viewer_key)]
    left = _forget_keys(ctx, names)
    with ctx.db.connect() as conn:
        accounts.purge_account(conn, user_id)
        rows = accounts.rows_of(conn, user_id)
    objects = sum(len(ctx.objects.keys(f"{folder}/{user_id}/")) for folder in FOLDERS)
    return DeletionProof(rows=rows, objects=objects, keys=left)


def _forget_keys(ctx: Context, names: list[str]) -> int:
    """Streams end by themselves within half an hour; this is sooner. Tells how many are left."""
    if not names:
        return 0
    try:
        ctx.redis.execute(["DEL", *names])
        return int(ctx.redis.execute(["EXISTS", *names]))
    except (RedisAway, RedisRefused):
        return len(names)
