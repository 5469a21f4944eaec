import asyncio
import uuid
from collections.abc import Coroutine, Sequence
from typing import Any

import pytest

from shared.errors import RedisAway
from shared.flow.cursor import Cursor, Entry, Event, RunState
from shared.models.run import Ended
from shared.stream.door import DoorSettings, Outside, first_events, rounds, sse
from shared.stream.pill import poison
from shared.stream.writer import StreamWriter
from tests.redis_server import FaultyRedis, RespRedis
from tests.stream.support import AT, EAGER, entries, move


def state(status: str, version: int, failure: str | None = None, *, over: bool = False) -> RunState:
    return RunState("run", status, version, AT, over, failure)


def complete(work: Coroutine[Any, Any, list[Event]]) -> list[Event]:
    """Run it on a loop of its own: asyncio.run would leave the handlers of other tests without any."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


DONE = state("MATCH_COMPLETED", 7, over=True)
WAITING = state("MATCH_PENDING", 5)


class World:
    """A clock that only sleeping moves, over a real stream and a scripted database."""

    def __init__(self, session: uuid.UUID, *states: RunState, away: bool = False) -> None:
        self.session, self.states, self.away = session, states, away
        self.now, self.reads, self.looks, self.viewers = 0.0, [], 0, 0
        self.at: dict[float, Any] = {}

    async def read(self, last: str) -> Sequence[Entry]:
        self.reads.append(self.now)
        for moment in [moment for moment in self.at if moment <= self.now]:
            self.at.pop(moment)()
        if self.away:
            raise RedisAway("away")
        return entries(self.session, last=last)

    async def look(self) -> RunState:
        self.looks += 1
        return self.states[min(len(self.states) - 1, int(self.now // 10))]

    async def announce(self) -> None:
        self.viewers += 1

    async def sleep(self, seconds: float) -> None:
        self.now += seconds

    def outside(self) -> Outside:
        return Outside(self.read, self.look, self.announce, self.sleep, lambda: self.now)

    def follow(self, last: str = "0-0", settings: DoorSettings | None = None) -> list[Event]:
        async def go() -> list[Event]:
            told = rounds(Cursor(last, "run"), self.outside(), settings or DoorSettings())
            return [event async for events in told for event in events if event.name != "ping"]

        return complete(go())

    def poll(self, last: str = "0-0", wait_s: float = 20) -> list[Event]:
        return complete(first_events(Cursor(last, "run"), self.outside(), wait_s))


@pytest.fixture
def session() -> uuid.UUID:
    return uuid.uuid4()


@pytest.fixture
def writer(session: uuid.UUID) -> StreamWriter:
    return StreamWriter(RespRedis(), session, 1, EAGER)


def names(events: Sequence[Event]) -> list[str]:
    return [event.name for event in events]


def test_a_viewer_sees_the_run_to_its_end(session: uuid.UUID, writer: StreamWriter) -> None:
    writer.start("job_match", again=False)
    writer.status(move("MATCH_STREAMING", 6))
    writer.token("你好")
    writer.close("done", kind="job_match")
    seen = World(session, DONE).follow()
    assert names(seen) == ["status", "reset", "status", "token", "done"]
    assert sse(seen[3]) == 'id: 1-2\nevent: token\ndata: {"text": "你好"}\n\n'
    assert sse(Event("ping", {})).startswith("event: ping")


def test_a_viewer_who_comes_back_gets_only_what_it_missed(
    session: uuid.UUID, writer: StreamWriter
) -> None:
    writer.start("job_match", again=False)
    writer.token("one ")
    writer.token("two")
    writer.close("done")
    seen = World(session, DONE).follow(last="1-1")
    assert [(event.name, event.data.get("text")) for event in seen[1:]] == [
        ("token", "two"),
        ("done", None),
    ]


def test_the_database_tells_the_end_when_the_stream_is_gone(session: uuid.UUID) -> None:
    failed = state("MATCH_FAILED", 9, "WORKER_DIED", over=True)
    for away in (False, True):
        seen = World(session, failed, away=away).follow()
        assert names(seen) == ["status", "error"]
        assert seen[0].data["failure_code"] == seen[1].data["code"] == "WORKER_DIED"


def test_a_failure_comes_with_its_state(session: uuid.UUID, writer: StreamWriter) -> None:
    cancelled = state("MATCH_FAILED", 8, "USER_CANCELLED", over=True)
    writer.start("job_match", again=False)
    world = World(session, state("MATCH_STREAMING", 6))

    def cancel() -> None:
        world.states = (cancelled,)
        poison(RespRedis(), Ended(session_id=session, epoch=1), "cancelled", "USER_CANCELLED")

    world.at[3.0] = cancel
    seen = world.follow()
    assert names(seen) == ["status", "reset", "status", "cancelled"]
    assert seen[2].data["status"] == "MATCH_FAILED"


def test_a_lost_status_is_repaired_and_an_old_connection_ends(
    session: uuid.UUID, writer: StreamWriter
) -> None:
    writer.start("job_summary", again=False)
    world = World(session, state("SUMMARY_PENDING", 3), WAITING)
    seen = world.follow(settings=DoorSettings(connection=40))
    assert [event.data["version"] for event in seen if event.name == "status"] == [3, 5]
    assert 40 <= world.now < 42
    assert world.looks == 4
    assert world.viewers == 3


def test_a_status_the_stream_told_is_not_told_again(
    session: uuid.UUID, writer: StreamWriter
) -> None:
    world = World(session, state("SUMMARY_PENDING", 3), WAITING)
    world.at[1.0] = lambda: writer.status(move("MATCH_PENDING", 5))
    seen = world.follow(settings=DoorSettings(connection=15))
    told = [(event.data["version"], event.id) for event in seen if event.name == "status"]
    assert told == [(3, None), (5, "1-0")]
    assert world.looks == 2


class LivelyWorld(World):
    """A world where things happen while the door sleeps."""

    async def sleep(self, seconds: float) -> None:
        wake = self.now + seconds
        for moment in sorted(moment for moment in self.at if moment <= wake):
            self.now = max(self.now, moment)
            self.at.pop(moment)()
        self.now = wake


def test_a_thousand_tokens_cost_less_than_three_hundred_commands(session: uuid.UUID) -> None:
    world = LivelyWorld(session, state("MATCH_STREAMING", 6))
    port = FaultyRedis(RespRedis())
    writer = StreamWriter(port, session, 1, clock=lambda: world.now)
    writer.start("job_match", again=False)
    for number in range(1000):
        world.at[1 + number / 50] = lambda: writer.token("word ")
    world.at[21.5] = lambda: writer.close("done")
    seen = world.follow()
    assert sum(len(event.data["text"]) for event in seen if event.name == "token") == 5000
    assert port.commands + len(world.reads) + world.viewers <= 290


def gaps(world: World) -> list[float]:
    return [b - a for a, b in zip(world.reads, world.reads[1:], strict=False)]


def test_the_first_token_is_awaited_eagerly(session: uuid.UUID, writer: StreamWriter) -> None:
    writer.start("job_match", again=False)
    world = World(session, WAITING)
    world.at[3.0] = lambda: writer.token("first")
    world.at[4.0] = lambda: writer.close("done")
    world.follow()
    assert gaps(world)[0] == pytest.approx(0.02)
    assert max(gap for gap in gaps(world)) <= 0.25 + 1e-9
    heard = next(at for at in world.reads if at >= 3.0)
    assert heard - 3.0 <= 0.25
    after = gaps(world)[world.reads.index(heard)]
    assert after == pytest.approx(0.2)  # the writer's own rhythm


def test_steps_that_do_not_stream_are_asked_once_a_second(session: uuid.UUID) -> None:
    world = World(session, state("SUMMARY_PENDING", 3))
    world.follow(settings=DoorSettings(connection=60))
    assert max(gaps(world)) == pytest.approx(1.0)
    assert len(world.reads) < 80


def test_a_long_silence_makes_the_door_patient(session: uuid.UUID, writer: StreamWriter) -> None:
    writer.start("job_match", again=False)
    world = World(session, WAITING)
    world.follow()
    assert max(gaps(world)) == pytest.approx(1.0)
    assert len(world.reads) < 220


def test_a_first_poll_answers_at_once_with_everything_there_is(
    session: uuid.UUID, writer: StreamWriter
) -> None:
    writer.start("job_match", again=False)
    writer.token("text")
    world = World(session, WAITING)
    assert names(world.poll()) == ["status", "reset", "token"]
    assert world.now == 0


def test_a_later_poll_waits_for_news(session: uuid.UUID, writer: StreamWriter) -> None:
    writer.start("job_match", again=False)
    world = World(session, WAITING)
    world.at[2.0] = lambda: writer.token("news")
    seen = world.poll(last="1-0")
    assert names(seen) == ["status", "token"]
    assert 2.0 <= world.now < 2.5


def test_a_poll_without_news_says_the_state_when_its_time_is_over(session: uuid.UUID) -> None:
    world = World(session, WAITING)
    assert names(world.poll(last="1-0", wait_s=5)) == ["status"]
    assert 5.0 <= world.now < 6.1


def test_a_poll_hears_of_a_move_the_stream_lost(session: uuid.UUID) -> None:
    world = World(session, WAITING, state("MATCH_STREAMING", 6))
    assert [event.data["version"] for event in world.poll(last="1-0")] == [5, 6]
    assert 10.0 <= world.now < 11.1


def test_a_poll_hears_of_the_end(session: uuid.UUID) -> None:
    assert names(World(session, DONE).poll(last="1-0")) == ["status", "done"]
