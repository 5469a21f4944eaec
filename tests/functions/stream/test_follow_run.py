import contextlib
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
import uvicorn

from shared.context import Context
from shared.dal import runs
from shared.errors import StepFailed
from shared.models.run import Attempt
from shared.models.words import FailureCode, Step
from shared.usecases.endings import tell_ended
from shared.usecases.screen import Screen
from stream.follow_run import app
from tests.app import person
from tests.engine import scenes
from tests.redis_server import NOBODY
from tests.worker.support import Run, raising, saying

MATCH = Step.JOB_MATCH


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The app under the server that runs it on Lambda."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="error", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield listener.getsockname()[1]
    server.should_exit = server.force_exit = True
    thread.join()
    listener.close()


class Page:
    """One GET as a browser makes it."""

    def __init__(self, port: int, path: str, headers: dict[str, str] | None = None) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.line.request("GET", path, headers=headers or {})
        self.answer = self.line.getresponse()
        self.status, self.type = self.answer.status, self.answer.headers["content-type"]

    def __enter__(self) -> "Page":
        return self

    def __exit__(self, *failure: object) -> None:
        self.answer.close()
        self.line.close()

    def json(self) -> Any:
        return json.loads(self.answer.read())

    def events(self) -> Iterator[dict[str, Any]]:
        """Events as they arrive, until the server ends the answer."""
        event: dict[str, Any] = {}
        for raw in self.answer:
            name, _, value = raw.decode().rstrip("\n").partition(": ")
            if name in ("id", "event"):
                event[name] = value
            elif name == "data":
                yield event | {"data": json.loads(value)}
                event = {}


def address(run: Run, user: str | None = None, session: Any = None, **query: object) -> str:
    ticket = run.ctx.tickets.issue(user or run.user, run.session)
    parts = urlencode({"ticket": ticket} | query)
    return f"/stream/{session or run.session}?{parts}"


def names(events: list[dict[str, Any]]) -> list[str]:
    return [event["event"] for event in events]


def text(events: list[dict[str, Any]]) -> str:
    return "".join(event["data"]["text"] for event in events if event["event"] == "token")


# ---- events


def test_tokens_arrive_while_the_model_speaks(port: int, match: Run) -> None:
    heard = threading.Event()

    def talk(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        screen.token("你好")
        assert heard.wait(10)
        screen.token(" world")
        return scenes.result_by(attempt)

    seen: list[dict[str, Any]] = []
    worker = threading.Thread(target=match.work, args=(MATCH, talk))
    with Page(port, address(match)) as page:
        assert (page.status, page.type) == (200, "text/event-stream; charset=utf-8")
        worker.start()
        for event in page.events():
            seen.append(event)
            if event["event"] == "token":
                heard.set()
    worker.join()
    assert names(seen)[:2] == ["status", "reset"]
    assert names(seen)[-2:] == ["status", "done"]
    assert text(seen) == "你好 world"


def test_the_answer_tells_how_soon_to_come_back_and_is_never_stored(port: int, match: Run) -> None:
    match.work(MATCH, saying("x"))
    with Page(port, address(match)) as page:
        assert page.answer.headers["cache-control"] == "no-store"
        assert page.answer.read(10) == b"retry: 200"


def test_a_viewer_who_comes_back_gets_only_what_is_new(port: int, match: Run) -> None:
    match.work(MATCH, saying("one ", "two"))
    with Page(port, address(match)) as page:
        whole = list(page.events())
    last = next(event["id"] for event in whole if event["event"] == "reset")
    with Page(port, address(match), {"Last-Event-ID": last}) as page:
        rest = list(page.events())
    assert "reset" not in names(rest)
    assert text(rest) == text(whole) == "one two"
    with Page(port, address(match, after=last)) as page:
        assert names(list(page.events())) == names(rest)


def test_a_failure_is_told_with_its_code(port: int, match: Run) -> None:
    match.work(MATCH, raising(StepFailed(FailureCode.PROVIDER_REFUSED)))
    with Page(port, address(match)) as page:
        seen = list(page.events())
    assert seen[0]["data"]["failure_code"] == seen[-1]["data"]["code"] == "PROVIDER_REFUSED"
    assert names(seen)[-1] == "error"


def test_a_cancel_is_told_while_somebody_watches(port: int, match: Run) -> None:
    with Page(port, address(match)) as page:
        events = page.events()
        assert next(events)["data"]["status"] == "MATCH_PENDING"
        with match.ctx.db.connect() as conn:
            ended = runs.cancel_run(conn, match.service, match.user)
        tell_ended(match.ctx, ended, FailureCode.USER_CANCELLED, match.user)
        rest = list(events)
    assert names(rest) == ["status", "cancelled"]
    assert rest[0]["data"]["status"] == "MATCH_FAILED"


def test_the_end_is_told_without_redis(port: int, match: Run) -> None:
    match.work(MATCH, saying("x"))
    alive, match.ctx.redis = match.ctx.redis, NOBODY
    with Page(port, address(match)) as page:
        assert names(list(page.events())) == ["status", "done"]
    match.ctx.redis = alive


def test_looking_at_a_stuck_run_gets_it_going(port: int, match: Run) -> None:
    with match.ctx.db.connect() as conn:
        scenes.claim(conn, match.task(MATCH))
    match.execute("UPDATE tasks SET lease_until = now() - interval '20 s' WHERE status = 'running'")
    with Page(port, address(match, wait=0)) as page:
        page.json()
    assert match.row(MATCH)["status"] == "queued"


# ---- the long poll


def test_a_poll_answers_what_there_is_and_goes_on_from_its_last_id(port: int, match: Run) -> None:
    match.work(MATCH, saying("one ", "two"))
    with Page(port, address(match, wait=5)) as page:
        first = page.json()["events"]
    assert names(first)[0] == "status"
    assert text(first) == "one two"
    assert names(first)[-1] == "done"
    last = next(event["id"] for event in first if event["event"] == "token")
    with Page(port, address(match, wait=5, after=last)) as page:
        rest = page.json()["events"]
    assert names(rest) == ["status", "status", "done"]


def test_polls_may_share_a_ticket(port: int, match: Run) -> None:
    path = address(match, wait=0)
    for _ in range(3):
        with Page(port, path) as page:
            assert page.status == 200
            page.json()


# ---- who may


def test_a_ticket_opens_one_stream(port: int, match: Run) -> None:
    match.work(MATCH, saying("x"))
    path = address(match)
    with Page(port, path) as page:
        assert page.status == 200
        list(page.events())
    with Page(port, path) as page:
        assert (page.status, page.json()["error"]) == (401, "stream_pass_refused")


def test_without_redis_a_ticket_is_only_limited_by_its_minute(port: int, match: Run) -> None:
    match.work(MATCH, saying("x"))
    alive, match.ctx.redis = match.ctx.redis, NOBODY
    path = address(match)
    for _ in range(2):
        with Page(port, path) as page:
            assert page.status == 200
            list(page.events())
    match.ctx.redis = alive


def test_a_ticket_opens_no_other_run(port: int, match: Run) -> None:
    with Page(port, address(match, session=uuid4())) as page:
        assert (page.status, page.json()["error"]) == (401, "stream_pass_refused")
    with Page(port, f"/stream/{match.session}?ticket=rubbish") as page:
        assert page.status == 401


def test_a_run_of_someone_else_is_not_found(port: int, match: Run) -> None:
    eve = person(match.ctx, "eve").user_id
    with Page(port, address(match, user=eve)) as page:
        assert (page.status, page.json()["error"]) == (404, "not_found")


def test_a_request_without_a_ticket_is_refused(port: int, match: Run) -> None:
    with Page(port, f"/stream/{match.session}") as page:
        assert page.status == 422
    with Page(port, f"/stream/no-id?{urlencode({'ticket': 'x'})}") as page:
        assert page.status == 422


def test_the_server_says_when_it_is_ready(port: int) -> None:
    with Page(port, "/healthz") as page:
        assert (page.status, page.json()) == (200, {"status": "ok"})


def test_many_viewers_keep_nobody_waiting(port: int, match: Run) -> None:
    with contextlib.ExitStack() as open_pages:
        for _ in range(60):
            open_pages.enter_context(Page(port, address(match)))
        begun = time.monotonic()
        with Page(port, "/healthz") as page:
            assert page.json() == {"status": "ok"}
        assert time.monotonic() - begun < 5
        match.work(MATCH, saying("x"))
