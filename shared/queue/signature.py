"""Whether a message is from our queue, for this address and with this body.

The vendor's own verifier ignores its clock tolerance and takes tokens that were made for other endpoints.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from typing import Any

from shared.errors import BadSignature

LEEWAY_S = 30


def verify_signature(token: str, body: bytes, url: str, keys: Sequence[str]) -> str:
    """The message's jti, if `token` signs exactly this raw body for exactly this configured address.

    `keys` are the current and the next signing key; the reason told is the current one's.
    """
    reasons: list[BadSignature] = []
    for key in filter(None, keys):
        try:
            return _verify(key, token, body, url)
        except BadSignature as reason:
            reasons.append(reason)
    raise reasons[0] if reasons else BadSignature("no signing key is configured")


def _verify(key: str, token: str, body: bytes, url: str) -> str:
    claims = _claims(key, token)
    if claims["sub"] != url:
        raise BadSignature(f"signed for {claims['sub']}")
    digest = base64.urlsafe_b64encode(hashlib.sha256(body).digest()).decode().rstrip("=")
    if not hmac.compare_digest(str(claims["body"]).rstrip("=").encode(), digest.encode()):
        raise BadSignature("the body differs")
    return str(claims.get("jti", ""))


def _claims(key: str, token: str) -> dict[str, Any]:
    import jwt

    needed = ["iss", "sub", "exp", "nbf", "body"]
    try:
        return jwt.decode(
            token,
            key,
            algorithms=["HS256"],
            issuer="Upstash",
            leeway=LEEWAY_S,
            options={"require": needed},
        )
    except jwt.InvalidTokenError as reason:
        raise BadSignature(str(reason)) from reason
