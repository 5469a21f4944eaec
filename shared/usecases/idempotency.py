"""The same action asked twice is done once: by the caller's key, or by what was asked within 15 minutes."""

import hashlib
from dataclasses import dataclass

from pydantic import BaseModel

from shared.context import Context
from shared.errors import RedisAway, RedisRefused

WINDOW_S = 900


@dataclass(frozen=True)
class Once:
    """`key`: what makes two requests the same. `request_hash`: what makes their bodies the same."""

    user_id: str
    key: str
    request_hash: str


def once(
    ctx: Context,
    user_id: str,
    action: str,
    request: BaseModel,
    header: str | None,
    *,
    about: object = "",
    turn: object = None,
) -> Once:
    """The identity of a request `about` something.

    Without a header equal requests are the same within one window, or within one `turn` of what they are about.
    """
    body = f"{action}\n{about}\n{request.model_dump_json()}"
    digest = hashlib.sha256(body.encode()).hexdigest()
    own_turn = int(ctx.clock() // WINDOW_S) if turn is None else turn
    return Once(user_id, f"{action}:{header}" if header else f"{digest}:{own_turn}", digest)


def remembered(ctx: Context, this: Once) -> str | None:
    """The answer given before, if Redis still knows it for the same body: a shortcut, the database is exact."""
    try:
        known = ctx.redis.execute(["GET", _address(this)])
    except (RedisAway, RedisRefused):
        return None
    digest, _, answer = str(known or "").partition("\n")
    return answer if digest == this.request_hash else None


def remember(ctx: Context, this: Once, answer: BaseModel) -> None:
    """Keep an answer for a quarter of an hour; ids and words only, never what a person wrote."""
    value = f"{this.request_hash}\n{answer.model_dump_json(by_alias=True)}"
    try:
        ctx.redis.execute(["SET", _address(this), value, "EX", WINDOW_S])
    except (RedisAway, RedisRefused):
        return


def _address(this: Once) -> str:
    return "once:" + hashlib.sha256(f"{this.user_id}\n{this.key}".encode()).hexdigest()
