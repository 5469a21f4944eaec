import time

import httpx
import pytest

from tests.local.processes import eventually
from tests.local.queue_emulator import TOKEN, Emulator
from tests.local.receiver import Receiver


def publish(emulator: Emulator, receiver: Receiver, path: str = "/m", **more: str) -> str:
    return emulator.client.message.publish(
        url=receiver.url + path,
        retry_delay="10",
        **more,  # type: ignore[arg-type]
    ).message_id


def raw_publish(emulator: Emulator, receiver: Receiver, timeout: float = 5) -> httpx.Response:
    head = {"authorization": f"Bearer {TOKEN}"}
    url = f"{emulator.server.url}/v2/publish/{receiver.url}/m"
    return httpx.post(url, headers=head, timeout=timeout)


def test_duplicate_delivers_the_same_message_again(emulator: Emulator, receiver: Receiver) -> None:
    emulator.chaos(duplicate=1)
    message_id = publish(emulator, receiver)
    first, second = receiver.wait_for("/m", 2)
    assert first.message_id == second.message_id == message_id
    assert second.headers["upstash-retried"] == "0"


def test_lose_accepts_and_never_delivers(emulator: Emulator, receiver: Receiver) -> None:
    emulator.chaos(lose=1)
    message_id = publish(emulator, receiver)
    emulator.wait_until_gone(message_id)
    assert not receiver.requests
    assert not emulator.client.dlq.list().messages


def test_reorder_and_delay_make_deliveries_late(emulator: Emulator, receiver: Receiver) -> None:
    emulator.chaos(reorder=1, seed=4)
    for n in range(12):
        publish(emulator, receiver, body=str(n))
    emulator.advance(4)
    got = [int(request.body) for request in receiver.wait_for("/m", 12)]
    assert sorted(got) == list(range(12))
    emulator.chaos(reorder=0, delay=30)
    publish(emulator, receiver, "/late")
    time.sleep(0.2)
    assert not receiver.to("/late")
    emulator.advance(31)
    receiver.wait_for("/late")


def test_skew_moves_the_clock_of_signatures(emulator: Emulator, receiver: Receiver) -> None:
    import jwt

    emulator.chaos(skew=-1000)
    publish(emulator, receiver)
    (got,) = receiver.wait_for("/m")
    claims = jwt.decode(got.headers["upstash-signature"], options={"verify_signature": False})
    assert claims["exp"] < time.time()


def test_drop_response_retries_what_was_done(emulator: Emulator, receiver: Receiver) -> None:
    emulator.chaos(drop_response=1)
    message_id = publish(emulator, receiver)
    receiver.wait_for("/m", 2)
    emulator.chaos(drop_response=0)
    emulator.wait_for(message_id, "DELIVERED")
    assert "ERROR" in emulator.states(message_id)


@pytest.mark.parametrize(("knob", "count"), [("callback_duplicate", 2), ("callback_lose", 0)])
def test_callbacks_have_knobs_of_their_own(
    emulator: Emulator, receiver: Receiver, knob: str, count: int
) -> None:
    emulator.chaos(**{knob: 1})
    message_id = publish(emulator, receiver, callback=receiver.url + "/cb")
    emulator.wait_for(message_id, "DELIVERED")
    eventually(lambda: emulator.call("GET", "/healthz").json()["messages"] == 0)
    assert (len(receiver.to("/m")), len(receiver.to("/cb"))) == (1, count)


def test_a_publisher_may_be_told_503_whether_or_not_it_was_accepted(
    emulator: Emulator, receiver: Receiver
) -> None:
    emulator.chaos(publish_503=1, seed=7)
    answers = [raw_publish(emulator, receiver).status_code for _ in range(20)]
    eventually(lambda: emulator.call("GET", "/healthz").json()["messages"] == 0)
    assert set(answers) == {503}
    assert 0 < len(receiver.to("/m")) < 20


def test_a_publisher_may_hear_nothing(emulator: Emulator, receiver: Receiver) -> None:
    emulator.chaos(publish_hang=1)
    with pytest.raises(httpx.ReadTimeout):
        raw_publish(emulator, receiver, timeout=0.3)


def test_the_same_seed_gives_the_same_storm(emulator: Emulator, receiver: Receiver) -> None:
    def storm() -> list[bool]:
        emulator.chaos(lose=0.5, seed=42)
        fates = []
        for n in range(12):
            message_id = publish(emulator, receiver, f"/{n}")
            emulator.wait_until_gone(message_id)
            fates.append("DELIVERED" in emulator.states(message_id))
        return fates

    first = storm()
    assert storm() == first
    assert len(set(first)) == 2


def test_an_unknown_knob_is_refused(emulator: Emulator) -> None:
    assert emulator.call("POST", "/dev/chaos", json={"explode": 1}).status_code == 400


def test_knobs_ask_for_the_token(emulator: Emulator) -> None:
    url = f"{emulator.server.url}/dev/chaos"
    assert httpx.post(url, json={"lose": 1}).status_code == 401
