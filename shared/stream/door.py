"""A viewer's connection: the stream first, the database as the truth behind it.

One generator serves both transports, server-sent events and the long poll.
"""

import json
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from shared.errors import RedisAway
from shared.flow.cursor import Cursor, Entry, Event, RunState
from shared.flow.plans import PLANS

PING = Event("ping", {})
STREAMED_KINDS = frozenset(step for step, plan in PLANS.items() if plan.streaming)
STREAMED_STATES = frozenset(
    state for plan in PLANS.values() if plan.streaming for state in (plan.pending, plan.streaming)
)


@dataclass(frozen=True, slots=True)
class DoorSettings:
    """Numbers of a connection, in seconds."""

    eager: float = 0.02  # first pause while the first token is awaited
    flush: float = 0.2  # the writer's own rhythm
    patient: float = 0.25  # longest pause while a step streams
    slow: float = 1.0  # longest pause otherwise
    quiet: float = 30.0  # after so long without an event nobody needs haste
    look: float = 10.0  # between two looks at the database
    ping: float = 15.0
    silence: float = 1.0  # how long the stream of a finished run may keep its end to itself
    connection: float = 100.0


DEFAULT = DoorSettings()


@dataclass(frozen=True, slots=True)
class Outside:
    """What a connection needs from the world."""

    read: Callable[[str], Awaitable[Sequence[Entry]]]  # entries after an id
    look: Callable[[], Awaitable[RunState]]  # the main state in the database
    announce: Callable[[], Awaitable[None]]  # say that somebody watches
    sleep: Callable[[float], Awaitable[None]]
    clock: Callable[[], float] = time.monotonic


class _Pace:
    """How long to wait until the next read."""

    def __init__(self, settings: DoorSettings, clock: Callable[[], float]) -> None:
        self._settings, self._clock = settings, clock
        self._streamed, self._talking = False, False
        self._wait, self._heard_at = settings.eager, clock()

    def hear(self, events: Sequence[Event]) -> None:
        for event in events:
            if event.name == "status":
                self._streamed = event.data["status"] in STREAMED_STATES
            elif event.name == "reset":
                self._talking = False
                self._streamed = event.data.get("kind", "") in STREAMED_KINDS or self._streamed
            elif event.name == "token":
                self._talking = True
        if events:
            self._heard_at = self._clock()
            self._wait = self._settings.flush if self._talking else self._settings.eager

    def pause(self) -> float:
        hasty = self._streamed and self._clock() - self._heard_at < self._settings.quiet
        longest = self._settings.patient if hasty else self._settings.slow
        wait, self._wait = min(self._wait, longest), min(longest, self._wait * 1.4)
        return wait


class _Truth:
    """The main state behind the stream, so that a lost entry never leaves a viewer waiting."""

    def __init__(self, outside: Outside, settings: DoorSettings) -> None:
        self._outside, self._settings = outside, settings
        self._state: RunState | None = None
        self._version, self._looked_at = -1, float("-inf")
        self._over_since: float | None = None

    async def news(self, *, now: bool = False) -> list[Event]:
        """A status event, if it is time to look and the state moved without the stream saying so."""
        clock = self._outside.clock()
        if not now and clock - self._looked_at < self._settings.look:
            return []
        self._looked_at, self._state = clock, await self._outside.look()
        if self._state.version <= self._version:
            return []
        self._version = self._state.version
        return [self._state.event()]

    def hear(self, events: Sequence[Event]) -> None:
        """Remember the versions the stream told."""
        for event in events:
            if event.name == "status":
                self._version = max(self._version, event.data["version"])

    def end(self, events: Sequence[Event]) -> list[Event]:
        """The end, when the run is over and its stream is silent: it is gone, or it lost its last entry."""
        if self._state is None or not self._state.over or events:
            return []
        if self._over_since is None:
            self._over_since = self._outside.clock()
        silent = self._outside.clock() - self._over_since >= self._settings.silence
        return [self._state.end()] if silent else []


async def rounds(
    cursor: Cursor, outside: Outside, settings: DoorSettings = DEFAULT
) -> AsyncGenerator[list[Event], None]:
    """Events of a run, one list per read, empty ones too; ends with the run or when the line is old."""
    truth, pace = _Truth(outside, settings), _Pace(settings, outside.clock)
    begun, announced_at = outside.clock(), float("-inf")
    while outside.clock() - begun < settings.connection:
        events: list[Event] = []
        if outside.clock() - announced_at >= settings.ping:
            announced_at = outside.clock()
            await outside.announce()
            events.append(PING)
        news = await truth.news()
        entries = await _read(cursor, outside)
        truth.hear(entries)
        if (
            cursor.over and entries[-1].name != "done"
        ):  # a failure's last status is not in the stream
            entries[-1:] = [*await truth.news(now=True), entries[-1]]
        end = truth.end(entries)
        yield [*events, *news, *entries, *end]
        if cursor.over or end:
            return
        pace.hear([*news, *entries])
        await outside.sleep(pace.pause())


async def _read(cursor: Cursor, outside: Outside) -> list[Event]:
    try:
        return cursor.feed(await outside.read(cursor.last))
    except RedisAway:
        return []


async def first_events(
    cursor: Cursor, outside: Outside, wait_s: float, settings: DoorSettings = DEFAULT
) -> list[Event]:
    """A long poll: the first events that say something new, or what there is when the wait is over.

    A viewer that comes back with an id knows the state already, so the state alone does not end its wait.
    """
    told: list[Event] = []
    knows_state, begun = cursor.last != "0-0", outside.clock()
    async with aclosing(rounds(cursor, outside, settings)) as all_rounds:
        async for events in all_rounds:
            news = [event for event in events if event is not PING]
            only_the_state = not told and knows_state and all(e.name == "status" for e in news)
            told += news
            if (news and not only_the_state) or outside.clock() - begun >= wait_s:
                break
    return told


def sse(event: Event) -> str:
    """Wire form of an event."""
    if event is PING:
        return ": ping\n\n"
    head = f"id: {event.id}\n" if event.id else ""
    return f"{head}event: {event.name}\ndata: {json.dumps(event.data, ensure_ascii=False)}\n\n"
