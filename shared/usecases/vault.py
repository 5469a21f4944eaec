"""What people wrote, encrypted under their own key. Unwrapping a key is a network call: never in a transaction."""

from shared.context import Context
from shared.dal import assets, data_keys
from shared.flow.masking import Masked
from shared.models.words import SubjectKind


def seal_text(ctx: Context, user_id: str, text: str) -> bytes:
    """Encrypt a text of this user; the first one ever makes the user's key."""
    return ctx.cipher.seal(_key(ctx, user_id), text, user_id)


def open_text(ctx: Context, user_id: str, sealed: bytes) -> str:
    """Decrypt a text of this user."""
    return ctx.cipher.open(_key(ctx, user_id), sealed, user_id)


def seal_masked(ctx: Context, user_id: str, masked: Masked) -> bytes:
    """Encrypt a text together with the contact data its placeholders stand for."""
    return seal_text(ctx, user_id, masked.model_dump_json())


def open_masked(ctx: Context, user_id: str, sealed: bytes | None) -> Masked:
    """Decrypt such a text; nothing stored is an empty text."""
    if sealed is None:
        return Masked(text="", contact={})
    return Masked.model_validate_json(open_text(ctx, user_id, sealed))


def known_contact(ctx: Context, user_id: str, kind: SubjectKind) -> dict[str, str]:
    """The history uses the placeholders of the resume, so that one name is one placeholder everywhere."""
    if kind is not SubjectKind.DETAILED_RESUME:
        return {}
    with ctx.db.connect() as conn:
        resume = assets.get(conn, SubjectKind.RESUME, user_id)
    return open_masked(ctx, user_id, resume.original_text).contact if resume else {}


def _key(ctx: Context, user_id: str) -> bytes:
    with ctx.db.connect() as conn:
        wrapped = data_keys.get(conn, user_id)
    if wrapped is None:
        fresh = ctx.cipher.new_key(user_id)
        with ctx.db.connect() as conn:
            wrapped = data_keys.keep(conn, user_id, fresh)
    return ctx.cipher.unwrap(user_id, wrapped)
