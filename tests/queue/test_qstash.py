import time
from collections.abc import Iterator

import pytest

from shared.errors import SendFailed, SendRefused
from shared.models.words import Step
from shared.queue.qstash import Queue
from shared.settings import Settings
from tests.queue.support import SESSION, URLS, FakeQueue, queue_server, task_letter, watch_letter


@pytest.fixture
def server() -> Iterator[FakeQueue]:
    with queue_server() as fake:
        yield fake


@pytest.fixture
def queue(server: FakeQueue) -> Iterator[Queue]:
    queue = Queue(server.settings())
    yield queue
    queue.close()


def test_what_a_letter_says_on_the_wire(server: FakeQueue, queue: Queue) -> None:
    assert queue.send(task_letter()) == "msg_1"
    (request,) = server.requests
    assert request.path == "/v2/publish/https://stream.example/"
    assert request.headers["authorization"] == "Bearer token"
    upstash = {k: v for k, v in request.headers.items() if k.startswith("upstash-")}
    assert upstash == {
        "upstash-retries": "5",
        "upstash-retry-delay": "min(60000, 3000 * pow(2, retried))",
        "upstash-failure-callback": URLS.hook,
        "upstash-failure-callback-retries": "5",
        "upstash-failure-callback-retry-delay": "5000 * (1 + retried)",
        "upstash-deduplication-id": f"{SESSION.hex}-job_match-1",
        "upstash-timeout": "310s",
        "upstash-flow-control-key": "deepseek-reasoner.paid",
        "upstash-flow-control-value": "parallelism=5",
        "upstash-label": "q_paid_stream",
    }
    assert request.body["dispatch"] == 1


def test_the_queue_waits_longer_than_the_worker_may_take(server: FakeQueue, queue: Queue) -> None:
    queue.send(task_letter(Step.JOB_VISION, delay_s=4))
    assert server.requests[0].headers["upstash-timeout"] == "130s"
    assert server.requests[0].headers["upstash-delay"] == "4s"


def test_a_watchdog_is_sent_to_the_hook(server: FakeQueue, queue: Queue) -> None:
    queue.send(watch_letter())
    (request,) = server.requests
    assert request.path == "/v2/publish/https://hook.example/"
    assert request.headers["upstash-delay"] == "180s"
    assert "upstash-flow-control-key" not in request.headers


@pytest.mark.parametrize(
    ("status", "text", "error"),
    [
        (503, "later", SendFailed),
        (500, "", SendFailed),
        (401, "token", SendFailed),
        (429, "slow down", SendFailed),
        (400, "bad url", SendRefused),
        (404, "no", SendRefused),
        (413, "too long", SendRefused),
        (422, "what", SendRefused),
        (200, "not json", SendFailed),
        (200, "{}", SendFailed),
        (200, "[]", SendFailed),
    ],
)
def test_every_bad_answer_is_named_and_asked_once(
    server: FakeQueue, queue: Queue, status: int, text: str, error: type[Exception]
) -> None:
    server.status, server.text = status, text
    with pytest.raises(error) as raised:
        queue.send(task_letter())
    assert type(raised.value) is error
    assert len(server.requests) == 1  # the outbox tries again, not the client


def test_no_answer_means_nobody_knows(server: FakeQueue, queue: Queue) -> None:
    server.silent, begun = True, time.monotonic()
    with pytest.raises(SendFailed):
        queue.send(task_letter())
    with pytest.raises(SendFailed):
        queue.exists("msg_1")
    assert len(server.requests) == 2
    assert time.monotonic() - begun < 3


def test_nobody_there_means_not_sent() -> None:
    queue = Queue(Settings(qstash_url="http://127.0.0.1:9", qstash_token="t", worker_urls=URLS))
    with pytest.raises(SendFailed):
        queue.send(task_letter())
    queue.close()


def test_the_queue_says_whether_it_still_holds_a_message(server: FakeQueue, queue: Queue) -> None:
    assert queue.exists("msg_7")
    assert queue.cancel("msg_7")
    assert [(r.method, r.path) for r in server.requests] == [
        ("GET", "/v2/messages/msg_7"),
        ("DELETE", "/v2/messages/msg_7"),
    ]
    server.status = 404
    assert not queue.exists("msg_7")
    assert not queue.cancel("msg_7")
    server.status = 503
    with pytest.raises(SendFailed):
        queue.exists("msg_7")
