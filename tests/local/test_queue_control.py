import json
import time

import pytest
from qstash.errors import QStashError

from tests.local.processes import eventually
from tests.local.queue_emulator import Emulator
from tests.local.receiver import Receiver

MINUTE_AND_A_BIT = 61


def slow(*_: object) -> int:
    time.sleep(0.1)
    return 200


def dead_letter(emulator: Emulator, receiver: Receiver, path: str = "/dead", **more: object) -> str:
    """A message that could not be delivered."""
    receiver.answer = lambda *_: 500
    sent = emulator.client.message.publish(url=receiver.url + path, retries=0, **more)  # type: ignore[arg-type]
    emulator.wait_for(sent.message_id, "FAILED")
    return sent.message_id


def test_a_queue_delivers_in_order_and_waits_for_retries_and_callbacks(
    emulator: Emulator, receiver: Receiver
) -> None:
    def answer(request: object, before: int) -> int:
        path = request.path  # type: ignore[attr-defined]
        if path == "/cb":
            time.sleep(0.2)
        return 500 if path == "/q1" and before == 0 else 200

    receiver.answer = answer
    enqueue = emulator.client.message.enqueue
    enqueue(
        queue="line", url=receiver.url + "/q1", retry_delay="100", callback=receiver.url + "/cb"
    )
    enqueue(queue="line", url=receiver.url + "/q2")
    (second,) = receiver.wait_for("/q2")
    assert len(receiver.to("/q1")) == 2
    assert all(got.at + 0.2 <= second.at for got in receiver.to("/cb"))
    assert [r.path for r in receiver.requests if r.path != "/cb"] == ["/q1", "/q1", "/q2"]


def test_queues_can_be_made_listed_paused_and_removed(
    emulator: Emulator, receiver: Receiver
) -> None:
    queue = emulator.client.queue
    queue.upsert("line", parallelism=2)
    queue.pause("line")
    emulator.client.message.enqueue(queue="line", url=receiver.url + "/q")
    shown = queue.get("line")
    assert (shown.parallelism, shown.paused, shown.lag) == (2, True, 1)
    assert [item.name for item in queue.list()] == ["line"]
    assert not receiver.to("/q")
    queue.resume("line")
    receiver.wait_for("/q")
    queue.delete("line")
    with pytest.raises(QStashError, match="404"):
        queue.get("line")


def test_a_cancelled_message_does_not_hold_up_its_queue(
    emulator: Emulator, receiver: Receiver
) -> None:
    enqueue = emulator.client.message.enqueue
    emulator.client.queue.upsert("line", paused=True)
    first = enqueue(queue="line", url=receiver.url + "/q1")
    enqueue(queue="line", url=receiver.url + "/q2")
    emulator.client.message.cancel(first.message_id)  # type: ignore[union-attr]
    emulator.client.queue.resume("line")
    receiver.wait_for("/q2")
    assert not receiver.to("/q1")


def test_dead_letters_are_filtered_and_paged(emulator: Emulator, receiver: Receiver) -> None:
    ids = [dead_letter(emulator, receiver, f"/d{n}", label=f"l{n % 2}") for n in range(5)]
    dlq = emulator.client.dlq
    first = dlq.list(count=2)
    second = dlq.list(count=2, cursor=first.cursor)
    third = dlq.list(count=2, cursor=second.cursor)
    pages = [m.message_id for page in (first, second, third) for m in page.messages]
    assert (pages, third.cursor) == (ids, None)
    assert len(dlq.list(filter={"label": "l0"}).messages) == 3
    assert len(dlq.list(filter={"message_id": ids[1]}).messages) == 1
    assert len(dlq.list(filter={"url": receiver.url + "/d2"}).messages) == 1
    assert len(dlq.list(filter={"response_status": 500}).messages) == 5
    assert len(dlq.list(filter={"caller_ip": "127.0.0.1"}).messages) == 5
    assert not dlq.list(filter={"queue": "other"}).messages
    assert not dlq.list(filter={"schedule_id": "other"}).messages
    later = int(time.time() * 1000) + 60_000
    assert not dlq.list(filter={"from_time": later}).messages
    assert len(dlq.list(filter={"from_time": 0, "to_time": later}).messages) == 5


def test_dead_letters_can_be_read_and_deleted(emulator: Emulator, receiver: Receiver) -> None:
    for n in range(3):
        dead_letter(emulator, receiver, f"/d{n}")
    dlq = emulator.client.dlq
    keys = [message.dlq_id for message in dlq.list().messages]
    assert dlq.get(keys[0]).response_status == 500
    dlq.delete(keys[0])
    with pytest.raises(QStashError, match="404"):
        dlq.get(keys[0])
    assert dlq.delete_many([*keys, "unknown"]) == 2


def test_a_dead_letter_is_tried_again_as_a_new_message(
    emulator: Emulator, receiver: Receiver
) -> None:
    first = dead_letter(emulator, receiver, body="keep")
    (dead,) = emulator.client.dlq.list().messages
    receiver.answer = lambda *_: 200
    answer = emulator.call("POST", f"/v2/dlq/retry/{dead.dlq_id}")
    assert answer.status_code == 201
    assert answer.json()["messageId"] != first
    again = receiver.wait_for("/dead", 2)[1]
    assert (again.body, again.message_id) == (b"keep", answer.json()["messageId"])
    assert not emulator.client.dlq.list().messages


def test_dead_letters_are_tried_again_in_bulk(emulator: Emulator, receiver: Receiver) -> None:
    for _ in range(2):
        dead_letter(emulator, receiver)
    receiver.answer = lambda *_: 200
    keys = [message.dlq_id for message in emulator.client.dlq.list().messages]
    answer = emulator.call("POST", "/v2/dlq/retry", json={"dlqIds": keys})
    assert (answer.status_code, len(answer.json()["responses"])) == (201, 2)
    receiver.wait_for("/dead", 4)


def test_parallelism_of_a_key_is_never_exceeded_and_the_order_is_kept(
    emulator: Emulator, receiver: Receiver
) -> None:
    receiver.answer = slow
    for n in range(6):
        emulator.client.message.publish(
            url=receiver.url + "/f", body=str(n), flow_control={"key": "model", "parallelism": 1}
        )
    eventually(lambda: emulator.client.flow_control.get("model").wait_list_size > 0)
    got = receiver.wait_for("/f", 6)
    assert receiver.most_open == 1
    assert [request.body for request in got] == [str(n).encode() for n in range(6)]
    assert emulator.call("GET", "/v2/flowControl").json()[0]["flowControlKey"] == "model"


def test_a_rate_limits_starts_in_a_window(emulator: Emulator, receiver: Receiver) -> None:
    control = {"key": "rated", "rate": 2, "period": "1s"}
    for _ in range(4):
        emulator.client.message.publish(url=receiver.url + "/f", flow_control=control)  # type: ignore[arg-type]
    got = receiver.wait_for("/f", 4)
    assert got[2].at - got[0].at > 0.6


def test_a_key_can_be_paused_pinned_and_its_window_ended(
    emulator: Emulator, receiver: Receiver
) -> None:
    flow = emulator.client.flow_control
    flow.pause("k")
    flow.pin("k", {"parallelism": 4, "rate": 1, "period": 3600})
    for _ in range(2):
        emulator.client.message.publish(
            url=receiver.url + "/f", flow_control={"key": "k", "parallelism": 1, "rate": 9}
        )
    info = eventually(lambda: (i := flow.get("k")).wait_list_size == 2 and i)
    assert (info.is_paused, info.parallelism_max, info.rate_max) == (True, 4, 1)
    assert (info.is_pinned_parallelism, info.is_pinned_rate, info.rate_period) == (True, True, 3600)
    flow.resume("k")
    receiver.wait_for("/f", 1)
    flow.reset_rate("k")
    receiver.wait_for("/f", 2)
    flow.unpin("k", {"parallelism": True, "rate": True})
    emulator.client.message.publish(
        url=receiver.url + "/f", flow_control={"key": "k", "parallelism": 2, "rate": 9}
    )
    receiver.wait_for("/f", 3)
    assert (flow.get("k").parallelism_max, flow.get("k").is_pinned_rate) == (2, False)


def test_all_open_calls_count_and_are_limited_together(
    emulator: Emulator, receiver: Receiver
) -> None:
    def answer(*_: object) -> int:
        time.sleep(1)
        return 200

    receiver.answer = answer
    messages = [{"destination": receiver.url + "/g"} for _ in range(110)]
    emulator.call("POST", "/v2/batch", json=messages)
    info = emulator.client.flow_control.get_global_parallelism
    assert eventually(lambda: info().parallelism_count == 100)
    assert info().parallelism_max == 100
    receiver.wait_for("/g", 110)
    assert receiver.most_open <= 100


def test_a_schedule_publishes_every_minute(emulator: Emulator, receiver: Receiver) -> None:
    schedule = emulator.client.schedule
    key = schedule.create(
        destination=receiver.url + "/s",
        cron="* * * * *",
        body="tick",
        headers={"A": "b"},
        label="L",
    )
    emulator.advance(MINUTE_AND_A_BIT)
    (got,) = receiver.wait_for("/s")
    assert (got.body, got.headers["a"]) == (b"tick", "b")
    emulator.advance(60)
    receiver.wait_for("/s", 2)
    shown = schedule.get(key)
    assert (shown.cron, shown.body, shown.label) == ("* * * * *", "tick", "L")
    assert shown.last_schedule_time is not None
    assert shown.next_schedule_time is not None
    assert shown.next_schedule_time > shown.last_schedule_time
    assert len(emulator.client.log.list(filter={"schedule_id": key}).logs) > 0


def test_a_schedule_can_be_paused_replaced_and_removed(
    emulator: Emulator, receiver: Receiver
) -> None:
    schedule = emulator.client.schedule
    key = schedule.create(destination=receiver.url + "/s", cron="* * * * *", schedule_id="mine")
    schedule.pause(key)
    emulator.advance(MINUTE_AND_A_BIT)
    assert schedule.get("mine").paused
    assert not receiver.to("/s")
    schedule.resume(key)
    emulator.advance(60)
    receiver.wait_for("/s")
    schedule.create(destination=receiver.url + "/t", cron="0 0 1 1 *", schedule_id="mine")
    assert [item.destination for item in schedule.list()] == [receiver.url + "/t"]
    schedule.delete(key)
    assert not schedule.list()
    with pytest.raises(QStashError, match="404"):
        schedule.get(key)


def test_a_schedule_may_feed_a_queue(emulator: Emulator, receiver: Receiver) -> None:
    emulator.client.queue.upsert("line", paused=True)
    emulator.client.schedule.create(destination=receiver.url + "/s", cron="* * * * *", queue="line")
    emulator.advance(MINUTE_AND_A_BIT)
    eventually(lambda: emulator.client.queue.get("line").lag == 1)
    emulator.client.queue.resume("line")
    receiver.wait_for("/s")


def test_a_schedule_without_a_valid_time_is_refused(emulator: Emulator) -> None:
    with pytest.raises(QStashError, match="400"):
        emulator.client.schedule.create(destination="http://127.0.0.1:1/", cron="whenever")


def test_reset_empties_everything(emulator: Emulator, receiver: Receiver) -> None:
    emulator.client.message.publish(url=receiver.url, delay=60)
    emulator.client.queue.upsert("line")
    emulator.client.schedule.create(destination=receiver.url, cron="* * * * *")
    emulator.chaos(duplicate=1)
    emulator.reset()
    health = json.loads(emulator.call("GET", "/healthz").text)
    assert health == {"messages": 0, "dlq": 0}
    assert not emulator.client.queue.list()
    assert not emulator.client.schedule.list()
    assert emulator.chaos()["duplicate"] == 0
