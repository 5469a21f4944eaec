"""Passes for the event stream: one user, one run, one minute.

The browser cannot send its token with a streamed GET behind the CDN, so it asks for a ticket first.
"""

import time
import uuid
from uuid import UUID

import jwt

from shared.errors import StreamPassRefused
from shared.models.account import StreamPass

SECONDS = 60
AUDIENCE = "stream"


class Tickets:
    """Issues and reads tickets under one key."""

    def __init__(self, key: str) -> None:
        self._key = key

    def issue(self, user_id: str, session_id: UUID) -> str:
        """A ticket for one minute."""
        claims = {
            "sub": user_id,
            "run": str(session_id),
            "aud": AUDIENCE,
            "jti": uuid.uuid4().hex,
            "exp": int(time.time()) + SECONDS,
        }
        return jwt.encode(claims, self._key, "HS256")

    def read(self, ticket: str, session_id: UUID) -> StreamPass:
        """The pass, if it is valid and for this run."""
        required = ["exp", "sub", "run", "jti", "aud"]
        try:
            claims = jwt.decode(
                ticket, self._key, ["HS256"], audience=AUDIENCE, options={"require": required}
            )
        except jwt.PyJWTError as failure:
            raise StreamPassRefused(str(failure)) from failure
        if claims["run"] != str(session_id):
            raise StreamPassRefused("for another run")
        return StreamPass(
            user_id=str(claims["sub"]), session_id=session_id, ticket_id=str(claims["jti"])
        )
