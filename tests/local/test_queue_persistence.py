import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.local.processes import Server
from tests.local.queue_emulator import Emulator
from tests.local.receiver import Receiver

MESSAGES = 60


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Emulator]:
    """An emulator with a file, which a test may kill and start again."""
    server = Server(
        "infra.local.qstash.app:create", {"QSTASH_DATABASE": str(tmp_path / "qstash.db")}
    )
    server.start()
    emulator = Emulator(server)
    yield emulator
    emulator.close()
    server.stop()


def crash(emulator: Emulator) -> None:
    emulator.server.kill()
    emulator.server.start()


def test_a_kill_in_the_middle_of_deliveries_loses_no_accepted_message(
    mortal: Emulator, receiver: Receiver
) -> None:
    def slow(*_: object) -> int:
        time.sleep(0.1)
        return 200

    receiver.answer = slow
    accepted = set()
    for n in range(MESSAGES):
        control = {"key": "k", "parallelism": 5}
        sent = mortal.client.message.publish(
            url=receiver.url + "/m", body=str(n), flow_control=control
        )  # type: ignore[arg-type]
        accepted.add(sent.message_id)
        if n in (20, 40):
            crash(mortal)
    for message_id in accepted:
        mortal.wait_until_gone(message_id)
    assert {request.message_id for request in receiver.to("/m")} == accepted
    assert not mortal.client.dlq.list().messages


def test_what_was_decided_before_a_kill_holds_after_it(
    mortal: Emulator, receiver: Receiver
) -> None:
    receiver.answer = lambda *_: 500
    publish, client = mortal.client.message.publish, mortal.client
    dead = publish(url=receiver.url + "/dead", retries=0, body=b"\xff\x00")
    mortal.wait_for(dead.message_id, "FAILED")
    late = publish(url=receiver.url + "/late", delay="1h", deduplication_id="once", body="x")
    client.queue.upsert("line", parallelism=3, paused=True)
    client.message.enqueue(queue="line", url=receiver.url + "/q")
    client.schedule.create(destination=receiver.url + "/s", cron="* * * * *", schedule_id="tick")
    client.flow_control.pin("k", {"parallelism": 7})
    keys = client.signing_key.rotate()
    crash(mortal)
    assert client.dlq.list().messages[0].body_base64 == "/wA="
    again = publish(url=receiver.url + "/late", deduplication_id="once")
    assert (again.message_id, again.deduplicated) == (late.message_id, True)
    assert (client.queue.get("line").parallelism, client.queue.get("line").lag) == (3, 1)
    assert client.schedule.get("tick").cron == "* * * * *"
    assert client.flow_control.get("k").parallelism_max == 7
    assert client.signing_key.get() == keys
    mortal.advance(3601)
    receiver.wait_for("/late")
    receiver.wait_for("/s")


def test_a_retry_remembers_how_often_it_was_tried(mortal: Emulator, receiver: Receiver) -> None:
    receiver.answer = lambda _, before: 500 if before < 2 else 200
    sent = mortal.client.message.publish(url=receiver.url + "/r", retry_delay="60000")
    mortal.wait_for(sent.message_id, "RETRY")
    crash(mortal)
    mortal.advance(61)
    mortal.wait_for(sent.message_id, "RETRY")
    mortal.advance(61)
    mortal.wait_until_gone(sent.message_id)
    assert [got.headers["upstash-retried"] for got in receiver.to("/r")] == ["0", "1", "2"]
