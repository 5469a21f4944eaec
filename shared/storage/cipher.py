"""Envelope encryption: each user has a data key, wrapped by KMS in the cloud and by a local key on a laptop.

AES-256-GCM, 12 random bytes of nonce before the ciphertext. The user id is bound in as associated data, so a
text cannot be read under another user, and destroying the wrapped key makes everything of that user unreadable.
"""

import base64
import os
from functools import cached_property
from typing import Any

from shared.settings import Settings
from shared.storage.aws import client

NONCE_BYTES = 12


class Cipher:
    """Makes, unwraps and uses data keys. Holds none: callers keep the wrapped form in the database."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def new_key(self, user_id: str) -> bytes:
        """A fresh data key for a user, wrapped."""
        if self._settings.kms_key_id:
            answer = self._kms.generate_data_key_without_plaintext(
                KeyId=self._settings.kms_key_id,
                KeySpec="AES_256",
                EncryptionContext=_bound(user_id),
            )
            return bytes(answer["CiphertextBlob"])
        return _seal(self._local_key, os.urandom(32), user_id)

    def unwrap(self, user_id: str, wrapped: bytes) -> bytes:
        """The plain data key."""
        if self._settings.kms_key_id:
            answer = self._kms.decrypt(CiphertextBlob=wrapped, EncryptionContext=_bound(user_id))
            return bytes(answer["Plaintext"])
        return _open(self._local_key, wrapped, user_id)

    def seal(self, key: bytes, text: str, user_id: str) -> bytes:
        """Encrypt a text with a plain data key."""
        return _seal(key, text.encode(), user_id)

    def open(self, key: bytes, sealed: bytes, user_id: str) -> str:
        """Decrypt a text with a plain data key."""
        return _open(key, sealed, user_id).decode()

    @cached_property
    def _kms(self) -> Any:
        return client("kms", self._settings.aws_endpoint_url)

    @cached_property
    def _local_key(self) -> bytes:
        """`<name>:<base64 of 32 bytes>`."""
        return base64.b64decode(self._settings.data_key.partition(":")[2])


def _bound(user_id: str) -> dict[str, str]:
    return {"user": user_id}


def _seal(key: bytes, data: bytes, user_id: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, data, user_id.encode())


def _open(key: bytes, sealed: bytes, user_id: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], user_id.encode())
