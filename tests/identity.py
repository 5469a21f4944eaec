"""A sign-in service for tests: it publishes one key, and signs whatever a test claims."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KEY = Ed25519PrivateKey.generate()


class PublishedKeys(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        x = base64.urlsafe_b64encode(KEY.public_key().public_bytes_raw()).rstrip(b"=").decode()
        key = {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": "k1", "x": x}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"keys": [key]}).encode())

    def log_message(self, *parts: object) -> None:
        """Silence."""


@dataclass(frozen=True)
class SignIn:
    """The service's address; its tokens name the origin as issuer and audience."""

    origin: str

    @property
    def base_url(self) -> str:
        return f"{self.origin}/neondb/auth"

    def bearer(self, user: str, seconds: int = 60, **claims: object) -> dict[str, str]:
        """Headers of a signed-in request."""
        now = int(time.time())
        told = {"sub": user, "name": user, "email": f"{user}@example.com", "iat": now}
        told |= {"exp": now + seconds, "iss": self.origin, "aud": self.origin, **claims}
        token = jwt.encode(told, KEY, "EdDSA", headers={"kid": "k1"})
        return {"authorization": f"Bearer {token}"}


@contextmanager
def sign_in_service() -> Iterator[SignIn]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), PublishedKeys)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield SignIn(f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    server.server_close()
