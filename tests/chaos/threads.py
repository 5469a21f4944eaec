"""Chaos with real threads, real commits and the product's own code, on a clock that runs sixty times too fast.

A queue that loses, doubles and reorders; a Redis whose answers get lost; workers that die before and after their
commit, or freeze and come back as zombies; relays that die after sending; people who click twice, upload again,
cancel, retry and close their accounts. Whatever happened, the invariants hold.

    python -m tests.chaos.threads --seeds 20          twenty seeds, one line each
    python -m tests.chaos.threads --first 7 -v        one seed, with what happened in it
"""

import argparse
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from psycopg.errors import DeadlockDetected

from shared.context import Context
from shared.dal.connect import Database, DatabaseError
from shared.errors import InputMissing, StaleAttempt, StepFailed, StillRunning
from shared.flow.plans import PLANS
from shared.models.run import Attempt, Message
from shared.models.words import FailureCode, Step
from shared.observability import get_logger
from shared.settings import Settings
from shared.usecases.holding import PACE, Pace
from shared.usecases.judge import on_delivery_failed, on_watch
from shared.usecases.screen import Screen
from shared.usecases.sweep import sweep
from shared.usecases.work import work
from tests.chaos.audit import findings
from tests.chaos.people import People
from tests.chaos.storm import Died, Parcel, StormyQueue
from tests.engine.scenes import result_by
from tests.postgres import postgres_server, scratch_database
from tests.redis_server import FaultyRedis, RespRedis

SPEED = 60.0
FAST = Pace(
    lease=PACE.lease,  # in the database's own, fast seconds
    seat_lease=PACE.seat_lease / SPEED,
    beat=PACE.beat / SPEED,
    seat_wait=PACE.seat_wait / SPEED,
    seat_poll=PACE.seat_poll / SPEED,
    defer=PACE.defer,
)
FROZEN = Pace(**{name: getattr(FAST, name) for name in FAST.__slots__} | {"beat": 3600})
FAST_CLOCK = """
CREATE OR REPLACE FUNCTION engine.now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT begun + (clock_timestamp() - begun) * {speed} FROM chaos_begun $$
"""
LIVE = "SELECT count(*) AS n FROM executions WHERE status = 'running'"


class World:
    """Everything that happens at the same time."""

    def __init__(self, url: str, seed: int) -> None:
        self.counts: Counter[str] = Counter()
        self.rng, self.stop = random.Random(seed), threading.Event()
        self.queue = StormyQueue(seed, self.counts, SPEED)
        self.errors: list[BaseException] = []
        self.said: dict[tuple[str, int], str] = {}
        self._frozen = threading.local()
        self.ctx: Any = Context(Settings(first_coins=16))
        self.ctx.db = Database(url, size=16)
        self.ctx.redis = FaultyRedis(RespRedis(), random.Random(seed + 1), lose=0.03)
        self.ctx.queue = self.queue
        self.ctx.models = SimpleNamespace(configured=lambda model: True)

    def thread(self, turn: Callable[[], None]) -> threading.Thread:
        """A thread that does one thing again and again; it outlives the deaths of what it does."""

        def body() -> None:
            while not self.stop.is_set():
                try:
                    turn()
                except Died:
                    self.counts["died"] += 1
                except DeadlockDetected:
                    self.counts["DEADLOCK"] += 1
                except BaseException as error:
                    self.errors.append(error)
                    self.stop.set()
                    raise

        thread = threading.Thread(target=body)
        thread.start()
        return thread

    # ---- deliveries

    def deliver(self) -> None:
        """What the queue does with one message."""
        parcel = self.queue.take()
        if parcel is None:
            return
        try:
            self._receive(parcel)
        except StillRunning as busy:
            self.counts["told to wait"] += 1
            self.queue.answered_badly(parcel, busy.wait_s)
        except (Died, DatabaseError) as failure:
            self.counts[f"delivery: {type(failure).__name__}"] += 1
            self.queue.answered_badly(parcel)
            if isinstance(failure, DeadlockDetected):
                raise

    def _receive(self, parcel: Parcel) -> None:
        if not isinstance(parcel.message, Message):
            on_watch(self.ctx, parcel.message)
            return
        if parcel.gave_up:
            judged = on_delivery_failed(self.ctx, parcel.message)
            self.counts[f"callback {'judged' if judged else 'stale'}"] += 1
            return
        self._frozen.now = self.rng.random() < 0.08
        pace = FROZEN if self._frozen.now else FAST
        report = work(self.ctx, parcel.message, dict.fromkeys(Step, self.step), pace)
        self.counts[f"work {report.outcome}"] += 1
        if self.rng.random() < 0.05:
            raise Died  # after the commit, before the answer

    def step(self, ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
        """A model, seen from its bad side."""
        words = [f"{attempt.epoch}.{number} " for number in range(self.rng.randrange(1, 12))]
        if PLANS[attempt.step].streaming:
            for word in words:
                screen.token(word)
                time.sleep(0.002)
        self.said[str(attempt.session_id), attempt.epoch] = "".join(words)
        time.sleep(self.rng.uniform(0.002, 0.03))
        if self._frozen.now:
            self.counts["overslept"] += 1
            time.sleep(PACE.lease / SPEED * self.rng.uniform(0.8, 2))
        self._maybe_fail()
        return result_by(attempt)

    def _maybe_fail(self) -> None:
        luck = self.rng.random()
        faults: list[tuple[float, str, BaseException]] = [
            (0.05, "died before the commit", Died()),
            (0.13, "failed for now", StepFailed(FailureCode.PROVIDER_ERROR, retriable=True)),
            (0.15, "failed for good", StepFailed(FailureCode.JSON_PARSE_FAILED)),
            (0.18, "surprised", ZeroDivisionError()),
            (0.21, "missed its input", InputMissing("summary")),
        ]
        for limit, name, fault in faults:
            if luck < limit:
                self.counts[f"step {name}"] += 1
                raise fault

    # ---- the clock's part

    def sweep(self) -> None:
        """The safety net."""
        try:
            for name, count in sweep(self.ctx).items():
                self.counts[f"sweep {name}"] += count
        except StaleAttempt:
            self.counts["sweep stale"] += 1
        time.sleep(0.4)


def run_chaos(server: str, seed: int, starts: int, patience_s: float = 90) -> tuple[Any, Any]:
    """Let a world run until nothing runs in it any more; gives what happened, and what is wrong."""
    with scratch_database(server) as url:
        world = World(url, seed)
        RespRedis().execute(["FLUSHALL"])
        with world.ctx.db.connect() as conn:
            conn.execute("CREATE TABLE chaos_begun AS SELECT clock_timestamp() AS begun")
            conn.execute(FAST_CLOCK.format(speed=SPEED))
        threads = [world.thread(world.deliver) for _ in range(6)] + [world.thread(world.sweep)]
        try:
            People(world.ctx, world.rng, world.counts).act(starts, world.stop)
            _wait_for_peace(world, patience_s)
        finally:
            world.stop.set()
            world.queue.closed = True
            for thread in threads:
                thread.join()
        wrong = findings(world.ctx, world.said) | _of_the_world(world)
        world.ctx.db.close()
        return world.counts, wrong


def _wait_for_peace(world: World, patience_s: float) -> None:
    give_up = time.monotonic() + patience_s
    while time.monotonic() < give_up and not world.stop.is_set():
        with world.ctx.db.connect() as conn:
            if not conn.execute(LIVE).fetchone()["n"]:
                break
        time.sleep(0.2)
    time.sleep(0.8)  # late duplicates still arrive


def _of_the_world(world: World) -> dict[str, Any]:
    wrong: dict[str, Any] = {}
    if world.errors:
        wrong["errors"] = [repr(error) for error in world.errors]
    if world.counts["DEADLOCK"]:
        wrong["deadlocks"] = world.counts["DEADLOCK"]
    return wrong


def main() -> int:
    """Many seeds by hand."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--starts", type=int, default=200)
    parser.add_argument("-v", "--verbose", action="store_true")
    options, failed = parser.parse_args(), 0
    get_logger().setLevel("CRITICAL")
    with postgres_server() as server:
        for seed in range(options.first, options.first + options.seeds):
            begun = time.monotonic()
            counts, wrong = run_chaos(server, seed, options.starts)
            failed += bool(wrong)
            verdict = f"FAIL {wrong}" if wrong else "pass"
            print(f"seed {seed}: {time.monotonic() - begun:.1f} s, {verdict}", flush=True)
            for name, count in sorted(counts.items()) if options.verbose else ():
                print(f"  {count:6d}  {name}")
    return failed


if __name__ == "__main__":
    sys.exit(bool(main()))
