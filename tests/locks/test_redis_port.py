"""The product's own Redis port: over the REST front, and over a line that misbehaves."""

import json
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from shared.errors import RedisAway, RedisRefused, ServiceBusy
from shared.flow.cursor import Cursor
from shared.locks.admission import admit, heal, leave, queue_gauge
from shared.locks.seats import Place, give_back, take
from shared.models.run import Ended
from shared.redis import UpstashRedis
from shared.stream.pill import poison
from shared.stream.reader import announce_viewer, is_watched, read_after
from shared.stream.writer import StreamWriter
from tests.redis_server import RespRedis, rest_front
from tests.stream.support import EAGER, move, text_of


@pytest.fixture(scope="module")
def front() -> Iterator[str]:
    with rest_front() as url:
        yield url


@pytest.fixture
def redis(front: str) -> Iterator[UpstashRedis]:
    with closing(UpstashRedis(front, "local-token")) as port:
        yield port


def test_a_stream_is_written_and_read(redis: UpstashRedis) -> None:
    session = uuid.uuid4()
    writer = StreamWriter(redis, session, 1, EAGER)
    writer.start("job_match", again=True)
    writer.status(move("MATCH_STREAMING", 4))
    for word in ("你好 ", "OK", " \n- ✓", "1"):
        writer.token(word)
    assert poison(redis, Ended(session_id=session, epoch=1), "cancelled", "USER_CANCELLED")
    assert poison(redis, Ended(session_id=session, epoch=1), "cancelled", "USER_CANCELLED")
    seen = Cursor().feed(read_after(redis, session, "0-0"))
    assert [event.name for event in seen] == ["reset", "status", "token", "cancelled"]
    assert text_of(seen) == "你好 OK \n- ✓1"
    assert read_after(redis, uuid.uuid4(), "0-0") == []


def test_an_entry_that_is_known_is_told_from_one_that_is_fenced(redis: UpstashRedis) -> None:
    key = f"st:{uuid.uuid4()}"
    command = ["XADD", key, "2-0", "e", "start"]
    assert redis.execute(command) == "2-0"
    with pytest.raises(RedisRefused, match="equal or smaller"):
        redis.execute(command)
    assert redis.execute(["XLEN", key]) == 1


def test_seats_gauges_and_flags_work(redis: UpstashRedis) -> None:
    place, run = Place(f"sem:{uuid.uuid4()}", 1, background=False, share=1), uuid.uuid4()
    assert take(redis, place, "p:1")
    assert not take(redis, place, "p:2")
    give_back(redis, place, "p:1")
    assert take(redis, place, "p:2")
    redis.execute(["DEL", queue_gauge("q_free_vision")])
    for _ in range(20):
        admit(redis, uuid.uuid4(), ["q_free_vision"], None, 60)
    with pytest.raises(ServiceBusy):
        admit(redis, run, ["q_free_vision"], "u", 60)
    leave(redis, run, ["q_free_vision"], "u")
    assert heal(redis, queue_gauge("q_free_vision"), [run], 60, -1) == (20, 1)
    assert not is_watched(redis, run)
    announce_viewer(redis, run)
    assert is_watched(redis, run)
    assert redis.execute(["SET", f"tk:{run}", 1, "NX", "EX", 5])
    assert not redis.execute(["SET", f"tk:{run}", 1, "NX", "EX", 5])


def test_a_command_redis_does_not_like_is_refused_on_both_lines(redis: UpstashRedis) -> None:
    RespRedis().execute(["SET", "text", "no stream"])
    for command in (["XADD", "text", "1-0", "a", "b"], ["ZADD", "text", 1, "a"]):
        with pytest.raises(RedisRefused, match="WRONGTYPE"):
            redis.execute(command)


def test_a_wrong_token_is_refused(front: str) -> None:
    with closing(UpstashRedis(front, "guess")) as stranger:
        for command in (["XADD", "k", "1-0", "a", "b"], ["GET", "k"]):
            with pytest.raises(RedisRefused):
                stranger.execute(command)


def test_nobody_there_is_away() -> None:
    with closing(UpstashRedis("http://127.0.0.1:9", "t")) as nobody:
        for command in (["XRANGE", "k", "-", "+"], ["GET", "k"]):
            with pytest.raises(RedisAway):
                nobody.execute(command)


def test_threads_do_not_share_a_line(redis: UpstashRedis) -> None:
    wrong: list[Any] = []

    def ask(number: int) -> None:
        for turn in range(20):
            key = f"echo:{number}:{turn}"
            redis.execute(["XADD", key, "1-0", "d", key])
            answer = redis.execute(["XRANGE", key, "-", "+"])
            wrong.extend(answer if answer != [["1-0", ["d", key]]] else [])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


class Bad(BaseHTTPRequestHandler):
    """A line that executes, and then hangs, hangs up, or mumbles."""

    protocol_version = "HTTP/1.1"
    mood = "good"

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["content-length"]))
        mood, Bad.mood = Bad.mood, "good"
        try:
            result: Any = {"result": RespRedis().execute(json.loads(raw))}
        except RedisRefused as error:
            result = {"error": str(error)}
        if mood == "hang up":
            self.close_connection = True
            return
        if mood == "hang":
            time.sleep(4)
        text = mood if mood.startswith(("{", "[", "<")) else json.dumps(result)
        self.send_response(200)
        self.send_header("content-length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *parts: object) -> None:
        """Silence."""


@pytest.fixture(scope="module")
def bad_line() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bad)
    server.daemon_threads = True
    server.handle_error = lambda *parts: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("mood", ["hang up", "hang", "<html>", "{}", "[]", '{"results": 1}'])
@pytest.mark.parametrize("command", ["XADD", "APPEND"])
def test_a_lost_answer_is_asked_for_only_once(bad_line: str, mood: str, command: str) -> None:
    key = f"k:{uuid.uuid4()}"
    with closing(UpstashRedis(bad_line, "t", timeout_s=0.4)) as redis:
        redis.execute(["EXISTS", key])  # whatever has to be loaded is loaded
        Bad.mood, begun = mood, time.monotonic()
        with pytest.raises(RedisAway):
            redis.execute([command, key, *(["1-0", "d", "x"] if command == "XADD" else ["x"])])
        assert time.monotonic() - begun < 3
        assert redis.execute(["XLEN" if command == "XADD" else "STRLEN", key]) == 1
        if command == "XADD":
            assert redis.execute(["XRANGE", key, "-", "+"]) == [["1-0", ["d", "x"]]]
