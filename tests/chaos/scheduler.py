"""One thread, one clock, one pair of dice: every process of the simulation gives way at each of its effects.

A process is a greenlet around plain functions. Where it gives way the scheduler may crash it, stall it, or let any
other process go first. Nothing else is random and no real clock is read: the same seed gives the same trace.
"""

import hashlib
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

from greenlet import getcurrent, greenlet

from shared.errors import AppError

WEIGHTS = (0, 0, 1, 4)  # a seed leaves out some kinds of fault and exaggerates others
STALLS_S = (1, 20, 90, 200)


class Crash(BaseException):
    """The process is gone; nothing after this point happens."""


class Unknown(Exception):
    """An effect failed, or its answer was lost: it may have happened or not."""


class Scheduler:
    """Virtual time, the processes that wait for it, and the faults of one seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.now = 0.0
        self.gentle = (
            seed % 5 == 0
        )  # nothing goes wrong, not even slowly: then everything must succeed
        self.calm = self.gentle
        self.faults: Counter[str] = Counter()
        self.boundaries: Counter[str] = Counter()
        self.trace = hashlib.blake2b(digest_size=8)
        self.log: list[str] | None = None
        self._weights: dict[str, int] = {}
        self._waiting: list[tuple[float, int, greenlet]] = []
        self._serial = 0

    def note(self, text: str) -> None:
        """One line of the trace."""
        line = f"{self.now:8.1f} {text}"
        self.trace.update(line.encode())
        if self.log is not None:
            self.log.append(line)

    def chance(self, probability: float) -> bool:
        """Something people do, fault or not."""
        return self.dice.random() < probability

    def fault(self, name: str, probability: float) -> bool:
        """Whether this fault happens here; never in the calm."""
        weight = self._weights.setdefault(name, self.dice.choice(WEIGHTS))
        if self.calm or self.dice.random() >= min(0.6, probability * weight):
            return False
        self.faults[name] += 1
        self.note(f"fault {name}")
        return True

    def point(self, name: str) -> None:
        """A boundary of an effect: the process may die or stall here, and others may go first."""
        self.boundaries[name] += 1
        if self.fault("crash", 0.02):
            self.note(f"crash at {name}")
            raise Crash(name)
        self.sleep(self.dice.choice(STALLS_S) if self.fault("stall", 0.01) else 0)

    def sleep(self, seconds: float) -> None:
        """Give way, for at least this long."""
        me = getcurrent()
        self._park(me, self.now + seconds)
        assert me.parent is not None
        me.parent.switch()

    def spawn(self, body: Callable[..., Any], *args: Any, after: float = 0) -> None:
        """A new process; a crash or an unknown outcome ends it, a refusal too."""

        def process() -> None:
            try:
                body(*args)
            except (Crash, Unknown, AppError) as end:
                self.note(f"{body.__name__} ends: {type(end).__name__}")

        self._park(greenlet(process), self.now + after)

    def run_for(self, seconds: float) -> None:
        """Let everything happen that happens in this time."""
        until = self.now + seconds
        while self._waiting:
            due = [entry for entry in self._waiting if entry[0] <= self.now]
            if due:
                entry = self.dice.choice(due)
                self._waiting.remove(entry)
                entry[2].switch()
                continue
            next_time = min(entry[0] for entry in self._waiting)
            if next_time > until:
                break
            self.now = next_time
        self.now = max(self.now, until)

    def _park(self, process: greenlet, wake: float) -> None:
        self._serial += 1
        self._waiting.append((wake, self._serial, process))
