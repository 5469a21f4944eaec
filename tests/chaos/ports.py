"""The outside of the simulation: the real database, and a queue, a stream and seats that misbehave by the dice."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar
from uuid import UUID

import psycopg

from shared.dal.connect import Tx
from shared.errors import AppError
from shared.models.run import Letter
from tests.chaos.scheduler import Scheduler, Unknown
from tests.engine.invariants import violations

T = TypeVar("T")
BORN = 2_000_000_000  # the moment at which virtual time begins
PILL = 2**64 - 1
LOOK_EVERY = 80  # effects between two looks at all invariants


class Fenced(Exception):
    """A newer attempt, or the end of the run, owns the stream."""


class Entry(NamedTuple):
    """An entry of a stream."""

    epoch: int
    seq: int
    event: str
    text: str = ""


@dataclass
class Ports:
    """What processes touch; each touch is an effect with boundaries and faults."""

    sim: Scheduler
    conn: Tx
    bug: str = ""
    wrong: list[str] = field(default_factory=list)
    streams: dict[UUID, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    accepted: dict[tuple[str, int], str] = field(default_factory=dict)
    on_the_way: Counter[str] = field(default_factory=Counter)
    succeeded: set[UUID] = field(default_factory=set)
    deliver: Callable[[Letter, str], None] = lambda letter, message_id: None
    _effects: int = 0
    _clock: float = -1
    _outage_until: float = -1

    def complain(self, text: str) -> None:
        """Something happened that must not."""
        self.wrong.append(text)
        self.sim.note(f"WRONG {text}")

    def db(self, name: str, call: Callable[[Tx], T], saw: Callable[[T], None] | None = None) -> T:
        """One transaction. `saw` is told what was committed, even when the process is not."""
        self.sim.point(f"{name} before")
        if self.sim.fault("database error before commit", 0.02):
            raise Unknown(name)
        found = self.at_once(name, call)
        if saw is not None:
            saw(found)
        self._look()
        if self.sim.fault("database error after commit", 0.02):
            raise Unknown(name)
        self.sim.point(f"{name} after")
        return found

    def at_once(self, name: str, call: Callable[[Tx], T]) -> T:
        """A transaction without faults: no lock outlives it, so one connection serves all processes."""
        try:
            found = self._on_time(call)
        except AppError as refused:
            self.sim.note(f"{name} refused: {type(refused).__name__}")
            raise
        except psycopg.Error as error:
            self.complain(f"I0 the database refused {name}: {str(error).splitlines()[0]}")
            raise Unknown(name) from error
        self.sim.note(f"{name} -> {found!r}")
        return found

    def _on_time(self, call: Callable[[Tx], T]) -> T:
        """Call with the virtual time on the database's clock; both travel together."""
        if self._clock == self.sim.now:
            return call(self.conn)
        self._clock = -1  # an error takes the clock's new time back
        with self.conn.pipeline():
            self.conn.execute(
                "SELECT set_config('sim.now', %s, false)", (str(BORN + self.sim.now),)
            )
            found = call(self.conn)
        self._clock = self.sim.now
        return found

    def _look(self) -> None:
        self._effects += 1
        if self._effects % LOOK_EVERY == 0:
            for text in violations(self.conn):
                self.complain(f"at once: {text}")

    # ---- the queue

    def publish(self, letter: Letter) -> str:
        """Hand a letter to the queue, which may lose, repeat or delay it, or only its answer."""
        self.sim.point("queue before")
        if self.sim.fault("queue error before", 0.04):
            raise Unknown("queue")
        message_id = f"msg-{len(self.accepted)}"
        self.accepted[letter.ref, letter.turn] = message_id
        for _ in range(self._copies()):
            self.on_the_way[message_id] += 1
            self.sim.spawn(self.deliver, letter, message_id, after=self._delay(letter))
        if self.sim.fault("queue error after", 0.04):
            raise Unknown("queue")
        self.sim.point("queue after")
        return message_id

    def _copies(self) -> int:
        if self.sim.fault("queue lost", 0.03):
            return 0
        return 2 if self.sim.fault("queue doubled", 0.1) else 1

    def _delay(self, letter: Letter) -> float:
        if self.sim.fault("queue early", 0.05):
            return 0
        if self.sim.fault("queue late", 0.05):
            return letter.delay_s + self.sim.dice.choice((1, 5, 60, 300))
        return letter.delay_s

    # ---- seats of the models

    def plan_outage(self) -> None:
        """On some days there is no seat for a long time, on a few for ever; it outlives the storm."""
        if self.sim.fault("no seats for long", 0.2):
            self._outage_until = self.sim.dice.choice((400, 1200, 1e9))

    def no_seat(self) -> bool:
        """Whether every seat is taken."""
        return self.sim.now < self._outage_until or self.sim.fault("no seat", 0.1)

    # ---- the stream

    def xadd(self, session: UUID, epoch: int, seq: int, event: str, text: str = "") -> None:
        """Add an entry; Redis refuses an id that is not above the last, and a lost answer is asked again."""
        entries = self.streams[session]
        for _ in range(3):
            self.sim.point("stream")
            if self.sim.fault("redis error", 0.05):
                continue
            last = entries[-1][:2] if entries else (-1, -1)
            if (epoch, seq) == last:
                return
            if (epoch, seq) < last and self.bug != "stream ids without epoch":
                raise Fenced
            if event == "done" and session not in self.succeeded:
                self.complain(f"I10 {session}: done before its success was committed")
            entries.append(Entry(epoch, seq, event, text))
            if not self.sim.fault("redis answer lost", 0.05):
                return
        self.sim.faults["redis gave up"] += (
            1  # the text is in Postgres, the stream is only a screen
        )
