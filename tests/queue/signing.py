"""Signatures as the queue makes them, good and bad."""

import base64
import hashlib
import time

import jwt

from tests.queue.support import KEYS, URLS


def signed(
    body: bytes, url: str = URLS.stream, key: str = KEYS[0], skew: int = 0, drop: str = ""
) -> str:
    """The queue's token for a delivery."""
    now = int(time.time()) + skew
    digest = base64.urlsafe_b64encode(hashlib.sha256(body).digest()).decode()
    claims = {
        "iss": "Upstash", "sub": url, "exp": now + 300, "nbf": now, "iat": now,
        "jti": "jwt_1", "body": digest,
    }  # fmt: skip
    claims.pop(drop, None)
    return jwt.encode(claims, key, algorithm="HS256")
