"""What an attempt holds while it works: a seat in its model's pool, and the lease of its step."""

import itertools
import random
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass

from shared.context import Context
from shared.dal import runs
from shared.dal.connect import DatabaseError
from shared.flow.plans import LEASE_S, PLANS, RETRY_DELAYS_S, publish_key
from shared.locks.seats import SEAT_LEASE_S, Place, give_back, keep, place_of, take
from shared.models.run import Attempt
from shared.stream.reader import is_watched
from shared.stream.writer import StreamWriter


@dataclass(frozen=True, slots=True)
class Pace:
    """Numbers of a worker, in seconds."""

    lease: float = LEASE_S
    seat_lease: float = SEAT_LEASE_S
    beat: float = 10  # the seat every time, the lease every second time
    seat_wait: float = 20
    seat_poll: float = 0.6
    retry_delays: tuple[float, ...] = RETRY_DELAYS_S
    defer: tuple[float, float] = (2, 4)
    defer_background: tuple[float, float] = (10, 20)
    input_delay: float = 15
    input_patience: float = 90


PACE = Pace()


class NoSeat(Exception):
    """The model's pool is full; come back after `delay_s`."""

    def __init__(self, delay_s: float) -> None:
        super().__init__(f"no seat for {delay_s:.1f} s")
        self.delay_s = delay_s


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat that is held."""

    place: Place
    holder: str


@contextmanager
def seated(ctx: Context, attempt: Attempt, pace: Pace) -> Generator[Seat]:
    """Hold a seat. A step somebody watches waits a little for it and keeps its turn; any other raises NoSeat."""
    place = place_of(publish_key(attempt.flow_key, attempt.waited_s))
    seat = Seat(place, place.holder(attempt.session_id, attempt.epoch))
    patience = pace.seat_wait if PLANS[attempt.step].streaming else 0
    begun = time.monotonic()
    while not take(ctx.redis, place, seat.holder, pace.seat_lease):
        if time.monotonic() - begun >= patience:
            delays = pace.defer_background if place.background else pace.defer
            raise NoSeat(random.uniform(*delays))
        time.sleep(pace.seat_poll * random.uniform(0.8, 1.2))
    try:
        yield seat
    finally:
        give_back(ctx.redis, place, seat.holder)


@contextmanager
def beating(
    ctx: Context, attempt: Attempt, seat: Seat, writer: StreamWriter, pace: Pace
) -> Generator[Callable[[], bool]]:
    """Keep seat and lease alive from a thread of its own; gives a check that turns False when the step is lost."""
    lost, done = threading.Event(), threading.Event()

    def beat() -> None:
        for turn in itertools.count():
            if done.wait(pace.beat * random.uniform(0.8, 1.2)):
                return
            if turn % 2 and not _prolong(ctx, attempt, pace):
                lost.set()
                return
            keep(ctx.redis, seat.place, seat.holder, pace.seat_lease)
            writer.watched = is_watched(ctx.redis, attempt.session_id)

    thread = threading.Thread(target=beat, name="heart", daemon=True)
    thread.start()
    try:
        yield lambda: not lost.is_set()
    finally:
        done.set()
        thread.join()


def _prolong(ctx: Context, attempt: Attempt, pace: Pace) -> bool:
    """Whether the step is still ours; a database that does not answer has not said no."""
    try:
        with ctx.db.connect() as conn:
            return runs.beat(conn, attempt.task_id, attempt.epoch, pace.lease)
    except DatabaseError:
        return True
