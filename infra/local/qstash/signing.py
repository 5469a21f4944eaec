"""The keys of the queue, and the token that proves who calls."""

import base64
import hashlib
import time
import uuid

import jwt

VALID_SECONDS = 300


class Keys:
    """The current key signs; the next one is announced so that receivers may learn it in time."""

    def __init__(self, current: str, upcoming: str) -> None:
        self.current, self.next = current, upcoming

    def rotate(self) -> None:
        """The announced key takes over, another one is announced."""
        self.current, self.next = self.next, "sig_" + uuid.uuid4().hex[:28]

    def view(self) -> dict[str, str]:
        """As the REST API shows them."""
        return {"current": self.current, "next": self.next}

    def sign(self, url: str, body: bytes, skew: float = 0.0) -> str:
        """A token for this destination, byte for byte, and this body."""
        issued = int(time.time() + skew)
        claims = {
            "iss": "Upstash",
            "sub": url,
            "exp": issued + VALID_SECONDS,
            "nbf": 0,
            "iat": issued,
            "jti": "jwt_" + uuid.uuid4().hex,
            "body": base64.urlsafe_b64encode(hashlib.sha256(body).digest()).decode(),
        }
        return jwt.encode(claims, self.current, "HS256")
