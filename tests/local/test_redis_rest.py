import asyncio
import time
from collections.abc import Iterator

import httpx
import pytest
import redis as vendor
from upstash_redis import Redis
from upstash_redis.asyncio import Redis as AsyncRedis
from upstash_redis.errors import UpstashError

from tests.local.processes import Server, eventually, serving
from tests.redis_server import redis_port

TOKEN = "local-token"


@pytest.fixture(scope="session")
def front_process() -> Iterator[Server]:
    url = f"redis://127.0.0.1:{redis_port()}/0"
    with serving("infra.local.redis_rest.app:create", REDIS_URL=url) as server:
        yield server


@pytest.fixture
def front(front_process: Server) -> Iterator[Server]:
    with vendor.Redis(port=redis_port()) as plain:
        plain.flushall()
    yield front_process
    turn(front_process, drop_reply=0, stale_ms=0, latency_ms=0, seed=0)


@pytest.fixture
def client(front: Server) -> Iterator[Redis]:
    with Redis(front.url, TOKEN, rest_retries=0, allow_telemetry=False) as client:
        yield client


def turn(front: Server, **knobs: float) -> None:
    head = {"authorization": f"Bearer {TOKEN}"}
    httpx.post(front.url + "/dev/chaos", json=knobs, headers=head, timeout=15).raise_for_status()


def ask(front: Server, path: str, body: object = None, **head: str) -> httpx.Response:
    headers = {"authorization": f"Bearer {TOKEN}", **head}
    return httpx.post(front.url + path, json=body, headers=headers)


def test_values_of_all_kinds_come_back_as_they_went_in(client: Redis) -> None:
    assert client.set("k", "简历 ✓", ex=100) is True
    assert client.get("k") == "简历 ✓"
    assert client.get("absent") is None
    assert client.incr("n") == 1
    client.hset("h", values={"a": "1", "b": "OK"})
    assert client.hgetall("h") == {"a": "1", "b": "OK"}
    assert client.set("k", "v", nx=True) is not True
    assert client.zadd("z", {"m": 1.5}) == 1
    assert client.zscore("z", "m") == 1.5


def test_streams_and_scripts_work(client: Redis) -> None:
    first = client.xadd("s", "*", {"text": "to"})
    client.xadd("s", "*", {"text": "ken"})
    assert [entry[1] for entry in client.xrange("s", "-", "+")] == [["text", "to"], ["text", "ken"]]
    assert client.xread({"s": first})[0][1][0][1] == ["text", "ken"]
    script = "return {redis.call('INCRBY', KEYS[1], ARGV[1]), 'text'}"
    assert client.eval(script, keys=["n"], args=["5"]) == [5, "text"]
    digest = client.script_load(script)
    assert client.evalsha(digest, keys=["n"], args=["5"]) == [10, "text"]


def test_a_pipeline_runs_on_after_an_error_and_a_transaction_is_whole(
    client: Redis, front: Server
) -> None:
    with client.multi() as transaction:
        transaction.set("a", "1").incr("a")
        assert transaction.exec() == [True, 2]
    commands = [["SET", "b", "x"], ["INCR", "b"], ["BLPOP", "l", "0"], ["GET", "b"]]
    items = ask(front, "/pipeline", commands).json()
    assert [next(iter(item)) for item in items] == ["result", "error", "error", "result"]
    broken = ask(front, "/multi-exec", [["SET", "c", "1"], ["NOSUCH"]])
    assert (broken.status_code, "error" in broken.json()) == (400, True)
    assert client.get("c") is None


@pytest.mark.parametrize(
    "command",
    [
        ["BLPOP", "l", "0"], ["XREAD", "BLOCK", "0", "STREAMS", "s", "$"], ["WATCH", "k"],
        ["multi"], ["SELECT", "1"], ["AUTH", "x"], ["SUBSCRIBE", "c"], ["CONFIG", "GET", "*"],
        ["SHUTDOWN"], ["DEBUG", "SLEEP", "9"], ["MONITOR"], ["CLUSTER", "INFO"], [], "GET k",
    ],
)  # fmt: skip
def test_what_the_service_does_not_offer_is_refused(front: Server, command: object) -> None:
    answer = ask(front, "/", command)
    assert (answer.status_code, "error" in answer.json()) == (400, True)


def test_errors_of_commands_reach_the_client(client: Redis) -> None:
    client.set("k", "text")
    with pytest.raises(UpstashError, match="WRONGTYPE"):
        client.lpush("k", "x")


def test_a_wrong_token_is_refused(front: Server) -> None:
    answer = ask(front, "/", ["PING"], authorization="Bearer other")
    assert answer.status_code == 401


def test_the_path_form_and_encodings_are_those_of_the_service(front: Server) -> None:
    head = {"authorization": f"Bearer {TOKEN}"}
    assert httpx.get(f"{front.url}/set/k/v?EX=100&_token={TOKEN}").json() == {"result": "OK"}
    assert httpx.post(f"{front.url}/set/b", content="body", headers=head).json()["result"] == "OK"
    coded = httpx.get(f"{front.url}/get/k", headers={**head, "upstash-encoding": "base64"})
    assert coded.json() == {"result": "dg=="}
    assert (
        ask(front, "/", ["GET", "b"], **{"upstash-sync-token": "t1"}).headers["upstash-sync-token"]
        == "t1"
    )


def test_channels_arrive_as_events(client: Redis, front: Server) -> None:
    head = {"authorization": f"Bearer {TOKEN}"}
    with httpx.stream("POST", front.url + "/subscribe/chat", headers=head) as events:
        lines = events.iter_lines()
        assert next(lines) == "data: subscribe,chat,1"
        client.publish("chat", "hello")
        assert "data: message,chat,hello" in [next(lines) for _ in range(2)]


def test_the_async_client_works_too(front: Server) -> None:
    async def use() -> list[object]:
        async with AsyncRedis(front.url, TOKEN, allow_telemetry=False) as client:
            await client.set("k", "v")
            return list(await asyncio.gather(*(client.get("k") for _ in range(20))))

    loop = (
        asyncio.new_event_loop()
    )  # asyncio.run would leave the handlers of other tests without any
    try:
        assert loop.run_until_complete(use()) == ["v"] * 20
    finally:
        loop.close()


def test_a_dropped_reply_was_executed_all_the_same(client: Redis, front: Server) -> None:
    turn(front, drop_reply=1)
    with pytest.raises((UpstashError, ValueError)):
        client.incr("n")
    turn(front, drop_reply=0)
    assert client.get("n") == "1"


def test_latency_is_added_to_every_call(client: Redis, front: Server) -> None:
    turn(front, latency_ms=150)
    began = time.monotonic()
    client.get("k")
    assert time.monotonic() - began >= 0.15


def test_stale_reads_see_the_past_and_then_catch_up(client: Redis, front: Server) -> None:
    client.set("k", "old")
    client.xadd("s", "*", {"n": "1"})
    turn(front, stale_ms=400)
    assert client.get("k") == "old"
    client.set("k", "new")
    client.xadd("s", "*", {"n": "2"})
    assert (client.get("k"), len(client.xrange("s", "-", "+"))) == ("old", 1)
    assert client.eval("return redis.call('GET', 'k')") == "new"  # a script runs at the truth
    eventually(lambda: client.get("k") == "new" and len(client.xrange("s", "-", "+")) == 2)


def test_an_unknown_knob_is_refused(front: Server) -> None:
    assert ask(front, "/dev/chaos", {"explode": 1}).status_code == 400
