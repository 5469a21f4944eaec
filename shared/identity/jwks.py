"""Who is asking: a token of the sign-in service, checked against its published keys."""

from typing import Any
from urllib.parse import urlsplit

import jwt
from jwt import PyJWKClient

from shared.errors import NotSignedIn
from shared.models.account import Claims

LEEWAY_S = 30


class Identity:
    """Verifies tokens of one issuer; its keys are fetched at most once an hour, or for an unknown key id."""

    def __init__(self, base_url: str) -> None:
        address = urlsplit(base_url)
        self._origin = f"{address.scheme}://{address.netloc}"
        self._keys = PyJWKClient(f"{base_url}/.well-known/jwks.json", lifespan=3600, timeout=3)

    def claims_of(self, token: str) -> Claims:
        """Who a valid token names."""
        try:
            found = self._verified(token)
        except jwt.PyJWTError as failure:
            raise NotSignedIn(str(failure)) from failure
        return Claims(
            sub=str(found["sub"]), name=_text(found.get("name")), email=_text(found.get("email"))
        )

    def _verified(self, token: str) -> dict[str, Any]:
        """Signed by the service, for itself: issuer and audience are its origin (EdDSA only)."""
        return jwt.decode(
            token,
            self._keys.get_signing_key_from_jwt(token).key,
            algorithms=["EdDSA"],
            issuer=self._origin,
            audience=self._origin,
            leeway=LEEWAY_S,
            options={"require": ["exp", "iat", "sub"]},
        )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
