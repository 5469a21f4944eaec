import time
from email.utils import formatdate

import pytest

from infra.local.qstash.cron import parse_cron
from infra.local.qstash.durations import default_wait, expression_wait, seconds, wished_wait
from tests.local.queue_emulator import Emulator
from tests.local.receiver import Receiver


@pytest.mark.parametrize(
    ("text", "value"), [("10", 10), ("10s", 10), ("6m5s", 365), ("1d10h", 122_400), ("1.5h", 5400)]
)
def test_durations_are_read_in_all_forms(text: str, value: float) -> None:
    assert seconds(text) == value


@pytest.mark.parametrize("text", ["", "soon", "10x", "-5s", "5s later"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="duration"):
        seconds(text)


@pytest.mark.parametrize(
    ("expression", "retried", "wait"),
    [
        ("1000", 5, 1.0),
        ("1000 * (1 + retried)", 2, 3.0),
        ("pow(2, retried) * 1000", 3, 8.0),
        ("max(1000, min(5000, retried * 2000)) / 2", 4, 2.5),
        ("-5", 0, 0.0),
        ("1e12", 0, 86_400.0),
    ],
)
def test_retry_expressions_are_computed(expression: str, retried: int, wait: float) -> None:
    assert expression_wait(expression, retried) == wait


@pytest.mark.parametrize(
    "expression", ["open('x')", "retried.real", "1/0", "[1]", "(" * 500, "'a'"]
)
def test_an_expression_that_is_no_arithmetic_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match="expression"):
        expression_wait(expression, 0)


def test_without_any_wish_the_waits_grow_from_12_seconds_to_half_an_hour() -> None:
    assert [round(default_wait(n)) for n in range(3)] == [12, 148, 1808]
    assert default_wait(50) == 86_400


def test_the_answers_own_wish_is_read_from_four_headers() -> None:
    date = formatdate(time.time() + 60, usegmt=True)
    assert wished_wait({"retry-after": "7", "x-ratelimit-reset": "9"}) == 7
    assert wished_wait({"x-ratelimit-reset-tokens": "6m5s"}) == 365
    assert wished_wait({"retry-after": date}) == pytest.approx(60, abs=2)
    assert wished_wait({"retry-after": "200000", "x-ratelimit-reset": "3"}) == 3
    assert wished_wait({"retry-after": "never"}) is None


@pytest.mark.parametrize(
    ("cron", "start", "then"),
    [
        ("* * * * *", 0, 60),
        ("*/15 * * * *", 61, 900),
        ("0 9 * * 1-5", 0, 32_400),  # the first of January 1970 was a Thursday
        ("0 0 1 feb *", 0, 31 * 86_400),
        ("0 0 13 * fri", 0, 86_400),  # either the 13th or a Friday
        ("CRON_TZ=Asia/Shanghai 0 9 * * *", 0, 3600),
        ("@daily", 1, 86_400),
    ],
)
def test_cron_times_are_found(cron: str, start: float, then: float) -> None:
    assert parse_cron(cron).after(start) == then


@pytest.mark.parametrize(
    "cron", ["", "* * * *", "60 * * * *", "* * * * mond", "CRON_TZ=Mars * * * * *", "*/0 * * * *"]
)
def test_what_is_no_cron_expression_is_refused(cron: str) -> None:
    with pytest.raises(ValueError, match="cron"):
        parse_cron(cron)


def next_wait(emulator: Emulator, message_id: str) -> float:
    retry = emulator.wait_for(message_id, "RETRY")
    return (retry["nextDeliveryTime"] - retry["time"]) / 1000


@pytest.mark.parametrize(
    ("headers", "delay", "wait"),
    [
        ({"Retry-After": "40"}, "1000", 40),
        ({"X-RateLimit-Reset-Requests": "6m5s"}, None, 365),
        ({}, "2000 * (1 + retried)", 2),
        ({}, None, 12.18),
    ],
)
def test_a_retry_waits_as_the_answer_then_the_publisher_then_the_default_says(
    emulator: Emulator, receiver: Receiver, headers: dict[str, str], delay: str | None, wait: float
) -> None:
    receiver.answer = lambda _, before: (503, headers, b"") if before == 0 else 200
    sent = emulator.client.message.publish(url=receiver.url + "/r", retry_delay=delay)
    assert next_wait(emulator, sent.message_id) == pytest.approx(wait, abs=0.1)
    emulator.advance(wait + 1)
    first, second = receiver.wait_for("/r", 2)
    assert (first.message_id, second.headers["upstash-retried"]) == (second.message_id, "1")


def test_retries_are_counted_and_then_the_message_is_dead(
    emulator: Emulator, receiver: Receiver
) -> None:
    receiver.answer = lambda *_: 500
    sent = emulator.client.message.publish(url=receiver.url + "/r", retries=2, retry_delay="10")
    emulator.wait_for(sent.message_id, "FAILED")
    assert [got.headers["upstash-retried"] for got in receiver.to("/r")] == ["0", "1", "2"]


def test_a_refusal_for_good_is_not_tried_again(emulator: Emulator, receiver: Receiver) -> None:
    receiver.answer = lambda *_: (489, {"Upstash-NonRetryable-Error": "true"}, b"never")
    sent = emulator.client.message.publish(url=receiver.url + "/r")
    emulator.wait_for(sent.message_id, "FAILED")
    (dead,) = emulator.client.dlq.list().messages
    assert (dead.response_status, dead.response_body) == (489, "never")
    assert len(receiver.to("/r")) == 1


def test_a_489_without_the_header_is_an_ordinary_failure(
    emulator: Emulator, receiver: Receiver
) -> None:
    receiver.answer = lambda _, before: 489 if before == 0 else 200
    sent = emulator.client.message.publish(url=receiver.url + "/r", retry_delay="10")
    emulator.wait_for(sent.message_id, "DELIVERED")


def test_nobody_listening_is_a_failure_like_any_other(emulator: Emulator) -> None:
    sent = emulator.client.message.publish(url="http://127.0.0.1:1/", retries=0)
    emulator.wait_for(sent.message_id, "FAILED")
    (dead,) = emulator.client.dlq.list().messages
    assert dead.response_status == 0
