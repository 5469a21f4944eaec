from typing import Any

import jwt
import pytest

from shared.errors import BadSignature
from shared.queue.qstash import Queue
from shared.queue.signature import verify_signature
from tests.queue.signing import signed
from tests.queue.support import KEYS, URLS, FakeQueue

BODY = '{"名":"字"}'.encode()


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("skew", [0, 20, -20, -310])
def test_both_keys_and_a_clock_within_half_a_minute_are_good(key: str, skew: int) -> None:
    token = signed(BODY, key=key, skew=skew)
    assert verify_signature(token, BODY, URLS.stream, KEYS) == "jwt_1"


def test_the_queue_verifies_with_the_configured_keys() -> None:
    queue = Queue(FakeQueue("http://127.0.0.1:9").settings())
    assert queue.verify(signed(BODY), BODY, URLS.stream) == "jwt_1"
    with pytest.raises(BadSignature):
        queue.verify(signed(BODY, key="k" * 40), BODY, URLS.stream)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"url": URLS.stream.rstrip("/")}, "signed for"),
        ({"url": URLS.batch}, "signed for"),
        ({"body": b"{ }"}, "body differs"),
        ({"skew": -400}, "expired"),
        ({"skew": 90}, "not yet valid"),
        ({"drop": "body"}, "body"),
        ({"drop": "sub"}, "sub"),
        ({"drop": "exp"}, "exp"),
        ({"drop": "iss"}, "iss"),
        ({"key": "other" * 10}, "Signature verification failed"),
    ],
)
def test_a_signature_for_anything_else_is_refused(facts: dict[str, Any], reason: str) -> None:
    token = signed(**({"body": b"{}"} | facts))  # made now: a clock is part of it
    with pytest.raises(BadSignature, match=reason):
        verify_signature(token, b"{}", URLS.stream, KEYS)


@pytest.mark.parametrize(
    ("token", "reason"),
    [
        (jwt.encode({"iss": "Upstash"}, None, algorithm="none"), "alg"),
        ("rubbish", "segments"),
        ("", "segments"),
    ],
)
def test_what_is_no_signature_is_refused(token: str, reason: str) -> None:
    with pytest.raises(BadSignature, match=reason):
        verify_signature(token, b"{}", URLS.stream, KEYS)


def test_a_next_key_that_does_not_fit_hides_no_reason() -> None:
    with pytest.raises(BadSignature, match="body differs"):
        verify_signature(signed(b"{ }"), b"{}", URLS.stream, KEYS)


def test_without_keys_nobody_is_believed() -> None:
    for keys in ([], ["", ""]):
        with pytest.raises(BadSignature, match="no signing key"):
            verify_signature(signed(BODY), BODY, URLS.stream, keys)
