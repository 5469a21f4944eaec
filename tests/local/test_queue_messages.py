import base64
import json
import time

import jwt
import pytest
from qstash import Receiver as SignatureCheck
from qstash.errors import QStashError

from infra.local.environment import QSTASH
from tests.local.processes import eventually
from tests.local.queue_emulator import Emulator
from tests.local.receiver import Receiver

CHECK = SignatureCheck(
    QSTASH["QSTASH_CURRENT_SIGNING_KEY"], next_signing_key=QSTASH["QSTASH_NEXT_SIGNING_KEY"]
)


def test_a_message_arrives_signed_with_its_body_and_headers(
    emulator: Emulator, receiver: Receiver
) -> None:
    sent = emulator.client.message.publish(
        url=receiver.url + "/job",
        body="hello",
        content_type="text/plain",
        headers={"X-Trace": "7"},
        label="first",
    )
    (got,) = receiver.wait_for("/job")
    CHECK.verify(
        signature=got.headers["upstash-signature"], body="hello", url=receiver.url + "/job"
    )
    assert (got.method, got.body, got.headers["x-trace"]) == ("POST", b"hello", "7")
    assert got.headers["content-type"] == "text/plain"
    assert got.message_id == sent.message_id
    assert got.headers["upstash-retried"] == "0"
    assert got.headers["user-agent"] == "Upstash-QStash"
    assert {"upstash-caller-ip", "upstash-region"} <= set(got.headers)


@pytest.mark.parametrize("path", ["/fn/RunBatch/", "/a?x=1&y=a%20b", "/a%20b/c", "/slash//twice"])
def test_the_signature_names_the_destination_byte_for_byte(
    emulator: Emulator, receiver: Receiver, path: str
) -> None:
    emulator.client.message.publish(url=receiver.url + path, body="x")
    (got,) = receiver.wait_for(path)
    claims = jwt.decode(
        got.headers["upstash-signature"],
        QSTASH["QSTASH_CURRENT_SIGNING_KEY"],
        algorithms=["HS256"],
        issuer="Upstash",
        options={"verify_nbf": False},
    )
    assert claims["sub"] == receiver.url + path
    assert claims["exp"] - claims["iat"] == 300
    assert claims["nbf"] == 0


def test_other_methods_and_no_body_are_delivered(emulator: Emulator, receiver: Receiver) -> None:
    emulator.client.message.publish(url=receiver.url + "/put", method="PUT")
    (got,) = receiver.wait_for("/put")
    assert (got.method, got.body) == ("PUT", b"")


def test_a_second_publish_with_the_same_id_is_the_first_message(
    emulator: Emulator, receiver: Receiver
) -> None:
    publish = emulator.client.message.publish
    first = publish(url=receiver.url + "/d", body="1", deduplication_id="once")
    second = publish(url=receiver.url + "/d", body="2", deduplication_id="once")
    receiver.wait_for("/d")
    assert (second.message_id, second.deduplicated) == (first.message_id, True)
    emulator.advance(601)
    third = publish(url=receiver.url + "/d", body="3", deduplication_id="once")
    receiver.wait_for("/d", 2)
    assert third.message_id != first.message_id


def test_equal_content_is_recognised_when_asked(emulator: Emulator, receiver: Receiver) -> None:
    def publish(body: str) -> str:
        return emulator.client.message.publish(
            url=receiver.url + "/c", body=body, content_based_deduplication=True
        ).message_id

    assert publish("same") == publish("same") != publish("other")
    receiver.wait_for("/c", 2)


@pytest.mark.parametrize(
    "options",
    [
        {"url": "ftp://example.org"},
        {"url": "http://127.0.0.1:1/", "delay": "soon"},
        {"url": "http://127.0.0.1:1/", "retry_delay": "__import__('os')"},
        {"url": "http://127.0.0.1:1/", "retry_delay": "1 +"},
    ],
)
def test_a_bad_publish_is_refused_with_400(emulator: Emulator, options: dict[str, str]) -> None:
    with pytest.raises(QStashError, match="400"):
        emulator.client.message.publish(body="x", **options)


def test_a_wrong_token_is_refused(emulator: Emulator) -> None:
    answer = emulator.call("GET", "/v2/queues", headers={"authorization": "Bearer other"})
    assert answer.status_code == 401


def test_a_batch_keeps_errors_in_their_own_place(emulator: Emulator, receiver: Receiver) -> None:
    answer = emulator.client.message.batch(
        [{"url": receiver.url + "/b", "body": "1"}, {"url": receiver.url + "/b", "body": "2"}]
    )
    receiver.wait_for("/b", 2)
    assert len({item.message_id for item in answer}) == 2  # type: ignore[union-attr]
    raw = emulator.call(
        "POST",
        "/v2/batch",
        json=[{"destination": "nowhere"}, {"destination": receiver.url + "/b", "body": "3"}],
    )
    assert raw.status_code == 200
    assert ("error" in raw.json()[0], "messageId" in raw.json()[1]) == (True, True)
    receiver.wait_for("/b", 3)


def test_a_waiting_message_can_be_read_and_cancelled(
    emulator: Emulator, receiver: Receiver
) -> None:
    api = emulator.client.message
    sent = api.publish(
        url=receiver.url + "/later",
        body="x",
        delay="1d10h",
        label="late",
        retries=7,
        callback=receiver.url + "/cb",
        flow_control={"key": "k", "parallelism": 2, "rate": 3, "period": "5s"},
    )
    shown = api.get(sent.message_id)
    assert (shown.body, shown.label, shown.max_retries) == ("x", "late", 7)
    assert shown.callback == receiver.url + "/cb"
    assert shown.flow_control is not None
    assert (shown.flow_control.parallelism, shown.flow_control.period) == (2, 5)
    assert shown.not_before - shown.created_at == 34 * 3600 * 1000
    api.cancel(sent.message_id)
    with pytest.raises(QStashError, match="404"):
        api.get(sent.message_id)
    assert emulator.states(sent.message_id) == ["CREATED", "CANCEL_REQUESTED", "CANCELED"]


def test_many_or_all_messages_can_be_cancelled(emulator: Emulator, receiver: Receiver) -> None:
    api = emulator.client.message
    ids = [api.publish(url=receiver.url, delay=60).message_id for _ in range(5)]
    assert api.cancel_many([*ids[:2], "msg_unknown"]) == 2
    assert api.cancel_all() == 3


def test_a_delivered_message_is_unknown(emulator: Emulator, receiver: Receiver) -> None:
    sent = emulator.client.message.publish(url=receiver.url + "/done")
    receiver.wait_for("/done")
    emulator.wait_until_gone(sent.message_id)


def test_delays_and_times_are_kept_and_the_time_wins(
    emulator: Emulator, receiver: Receiver
) -> None:
    publish = emulator.client.message.publish
    publish(url=receiver.url + "/delay", delay=50)
    publish(url=receiver.url + "/at", not_before=int(time.time()) + 100, delay=1)
    emulator.advance(51)
    receiver.wait_for("/delay")
    assert not receiver.to("/at")
    emulator.advance(50)
    receiver.wait_for("/at")


def test_what_is_redacted_is_shown_as_a_digest_and_delivered_in_clear(
    emulator: Emulator, receiver: Receiver
) -> None:
    api = emulator.client.message
    sent = api.publish(
        url=receiver.url + "/secret",
        body="secret",
        headers={"Token": "t", "Plain": "p"},
        delay=10,
        redact={"body": True, "header": ["Token"]},
    )
    shown = api.get(sent.message_id)
    assert shown.headers is not None
    assert shown.body is not None
    assert shown.body.startswith("REDACTED:")
    assert shown.headers["Token"][0].startswith("REDACTED:")
    assert shown.headers["Plain"] == ["p"]
    emulator.advance(10)
    (got,) = receiver.wait_for("/secret")
    assert (got.body, got.headers["token"]) == (b"secret", "t")


def test_callbacks_follow_every_attempt_and_a_failure_callback_the_last(
    emulator: Emulator, receiver: Receiver
) -> None:
    receiver.answer = lambda request, _: (
        (500, {}, b"no") if request.path == "/work" else (200, {}, b"")
    )
    sent = emulator.client.message.publish(
        url=receiver.url + "/work",
        body="in",
        retries=1,
        retry_delay="10",
        callback=receiver.url + "/cb",
        failure_callback=receiver.url + "/failed",
        callback_headers={"Forward-Kind": "report"},
    )
    reports = [json.loads(got.body) for got in receiver.wait_for("/cb", 2)]
    (failure,) = receiver.wait_for("/failed")
    assert sorted(report["retried"] for report in reports) == [0, 1]
    assert receiver.to("/cb")[0].headers["kind"] == "report"
    assert base64.b64decode(reports[0]["body"]) == b"no"
    assert base64.b64decode(reports[0]["sourceBody"]) == b"in"
    last = json.loads(failure.body)
    assert (last["status"], last["sourceMessageId"]) == (500, sent.message_id)
    assert emulator.client.dlq.get(last["dlqId"]).message_id == sent.message_id
    CHECK.verify(
        signature=failure.headers["upstash-signature"],
        body=failure.body.decode(),
        url=receiver.url + "/failed",
    )


def test_a_call_that_lasts_too_long_is_ended_and_tried_again(
    emulator: Emulator, receiver: Receiver
) -> None:
    def answer(_: object, before: int) -> int:
        if before == 0:
            time.sleep(1.5)
        return 200

    receiver.answer = answer
    sent = emulator.client.message.publish(
        url=receiver.url + "/slow", timeout="1s", retry_delay="10"
    )
    receiver.wait_for("/slow", 2)
    emulator.wait_for(sent.message_id, "DELIVERED")
    assert "TimeoutError" in emulator.wait_for(sent.message_id, "ERROR")["error"]


def test_the_log_tells_what_happened_and_can_be_searched(
    emulator: Emulator, receiver: Receiver
) -> None:
    receiver.answer = lambda _, before: 500 if before == 0 else 200
    sent = emulator.client.message.publish(url=receiver.url + "/log", retry_delay="10", label="L")
    emulator.wait_for(sent.message_id, "DELIVERED")
    assert emulator.states(sent.message_id) == [
        "CREATED", "ACTIVE", "IN_PROGRESS", "ERROR", "RETRY", "ACTIVE", "IN_PROGRESS", "DELIVERED",
    ]  # fmt: skip
    page = emulator.client.log.list(count=3, filter={"label": "L"})
    assert [entry.state.value for entry in page.logs] == ["DELIVERED", "IN_PROGRESS", "ACTIVE"]
    rest = emulator.client.log.list(cursor=page.cursor, filter={"label": "L"})
    assert len(rest.logs) == 5
    assert rest.cursor is None
    now = int(time.time() * 1000) + 10_000_000
    assert not emulator.client.log.list(filter={"from_time": now}).logs


def test_url_groups_are_not_there(emulator: Emulator) -> None:
    with pytest.raises(QStashError, match="501"):
        emulator.client.url_group.list()


def test_keys_rotate_and_the_next_one_signs(emulator: Emulator, receiver: Receiver) -> None:
    before = emulator.client.signing_key.get()
    after = emulator.client.signing_key.rotate()
    assert (after.current, after.next != before.next) == (before.next, True)
    emulator.client.message.publish(url=receiver.url + "/k", body="x")
    (got,) = receiver.wait_for("/k")
    rotated = SignatureCheck(after.current, next_signing_key=after.next)
    rotated.verify(signature=got.headers["upstash-signature"], body="x", url=receiver.url + "/k")
    eventually(lambda: emulator.client.signing_key.get() == after)
