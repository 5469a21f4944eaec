"""A queue seen from its bad side: it loses, doubles, delays and reorders, and its answers get lost."""

import heapq
import random
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, replace

from shared.errors import SendFailed
from shared.models.run import Letter, Message, WatchMessage
from shared.queue.letters import task_message

RETRIES = 5


class Died(BaseException):
    """The process is gone in the middle of what it did; no handler of the product may catch this."""


@dataclass(frozen=True)
class Parcel:
    """A message on its way. `gave_up` makes it a failure callback."""

    message_id: str
    message: Message | WatchMessage
    retried: int = 0
    gave_up: bool = False


class StormyQueue:
    """Stands where the product's queue stands; delays shrink with the speed of the world's clock."""

    def __init__(self, seed: int, counts: Counter[str], speed: float) -> None:
        self._rng, self._counts, self._speed = random.Random(seed), counts, speed
        self._heap: list[tuple[float, int, Parcel]] = []
        self._known: Counter[str] = Counter()
        self._changed, self._number = threading.Condition(), 0
        self.closed = False

    def send(self, letter: Letter) -> str:
        """Accept a letter: the way the product's own port does, with everything that may go wrong."""
        luck, message_id = self._rng.random(), uuid.uuid4().hex
        if luck < 0.03:
            self._counts["send refused for now"] += 1
            raise SendFailed("503")
        parcel = Parcel(message_id, _message(letter))
        if luck < 0.07:
            self._counts["message lost"] += 1
        else:
            self._put(parcel, letter.delay_s / self._speed + self._rng.uniform(0, 0.05))
            if self._rng.random() < 0.15:
                self._counts["message doubled"] += 1
                self._put(parcel, letter.delay_s / self._speed + self._rng.uniform(0, 0.5))
        if luck > 0.97:
            self._counts["answer to a send lost"] += 1
            raise SendFailed("no answer")
        if luck > 0.94:
            self._counts["relay died after sending"] += 1
            raise Died
        return message_id

    def exists(self, message_id: str) -> bool:
        """Whether a message is still on its way."""
        if self._rng.random() < 0.05:
            raise SendFailed("no answer")
        return self._known[message_id] > 0

    def take(self) -> Parcel | None:
        """The next delivery that is due; None when the world is over."""
        with self._changed:
            while not self.closed and (not self._heap or self._heap[0][0] > time.monotonic()):
                self._changed.wait(0.02)
            if self.closed:
                return None
            parcel = heapq.heappop(self._heap)[2]
            self._known[parcel.message_id] -= 1
            return parcel

    def answered_badly(self, parcel: Parcel, wait_s: float | None = None) -> None:
        """Deliver again, or give up and say so: perhaps never, perhaps twice."""
        if parcel.retried < RETRIES:
            pause = (
                self._rng.uniform(3, 12) / self._speed if wait_s is None else wait_s / self._speed
            )
            self._put(replace(parcel, retried=parcel.retried + 1), pause)
            return
        self._counts["queue gave up"] += 1
        if parcel.gave_up or self._rng.random() < 0.1:
            return
        for _ in range(1 + (self._rng.random() < 0.2)):
            self._put(replace(parcel, retried=0, gave_up=True), self._rng.uniform(0, 0.1))

    def _put(self, parcel: Parcel, delay_s: float) -> None:
        with self._changed:
            self._number += 1
            self._known[parcel.message_id] += 1
            heapq.heappush(self._heap, (time.monotonic() + delay_s, self._number, parcel))
            self._changed.notify()


def _message(letter: Letter) -> Message | WatchMessage:
    if letter.topic == "watch":
        return WatchMessage(execution_session_id=letter.session_id, turn=letter.turn)
    return task_message(letter)
