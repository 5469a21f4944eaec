import pytest
from botocore.exceptions import ClientError
from cryptography.exceptions import InvalidTag

from shared.settings import Settings
from shared.storage.cipher import Cipher

TEXT = "林知夏 · 139 0000 5521"


@pytest.mark.parametrize("wrapping", ["settings", "kms_settings"])
def test_a_text_comes_back_and_its_ciphertext_shows_nothing(
    wrapping: str, request: pytest.FixtureRequest
) -> None:
    cipher = Cipher(request.getfixturevalue(wrapping))
    wrapped = cipher.new_key("ann")
    key = cipher.unwrap("ann", wrapped)

    sealed = cipher.seal(key, TEXT, "ann")

    assert cipher.open(key, sealed, "ann") == TEXT
    assert TEXT.encode() not in sealed
    assert key not in wrapped


def test_the_same_text_never_gives_the_same_ciphertext(settings: Settings) -> None:
    cipher = Cipher(settings)
    key = cipher.unwrap("ann", cipher.new_key("ann"))
    assert cipher.seal(key, TEXT, "ann") != cipher.seal(key, TEXT, "ann")


def test_a_text_cannot_be_read_under_another_user(settings: Settings) -> None:
    cipher = Cipher(settings)
    key = cipher.unwrap("ann", cipher.new_key("ann"))
    with pytest.raises(InvalidTag):
        cipher.open(key, cipher.seal(key, TEXT, "ann"), "eve")


def test_a_wrapped_key_opens_only_for_its_user(settings: Settings) -> None:
    cipher = Cipher(settings)
    with pytest.raises(InvalidTag):
        cipher.unwrap("eve", cipher.new_key("ann"))


def test_kms_binds_a_wrapped_key_to_its_user(kms_settings: Settings) -> None:
    cipher = Cipher(kms_settings)
    with pytest.raises(ClientError):
        cipher.unwrap("eve", cipher.new_key("ann"))
