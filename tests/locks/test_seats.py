import random
import threading
import time
import uuid

import pytest

from shared.flow.plans import FLOW_LIMITS
from shared.locks.seats import Place, give_back, keep, place_of, take
from tests.redis_server import NOBODY, RespRedis


@pytest.fixture
def redis() -> RespRedis:
    return RespRedis()


@pytest.fixture
def pool() -> str:
    return f"sem:test-{uuid.uuid4().hex}"


def place(
    pool: str, limit: int = 2, share: int | None = None, *, background: bool = False
) -> Place:
    return Place(pool, limit, background, limit if share is None else share)


def test_every_flow_key_has_a_pool_and_background_work_shares_one() -> None:
    for key in FLOW_LIMITS:
        assert place_of(key).limit >= place_of(key).share == FLOW_LIMITS[key]
    assert place_of("deepseek-reasoner.paid.bg").pool == place_of("deepseek-reasoner.paid").pool
    assert place_of("deepseek-reasoner.paid.bg").holder("s", 3) == "b:s:3"


def test_a_pool_has_so_many_seats_and_a_holder_keeps_its_own(redis: RespRedis, pool: str) -> None:
    here = place(pool)
    assert [take(redis, here, owner) for owner in ("p:1", "p:2", "p:3", "p:1")] == [1, 1, 0, 1]
    give_back(redis, here, "p:2")
    assert take(redis, here, "p:3")


def test_background_work_gets_no_more_than_its_share(redis: RespRedis, pool: str) -> None:
    here, back = place(pool, 3), place(pool, 3, 1, background=True)
    assert take(redis, back, "b:1")
    assert not take(redis, back, "b:2")
    assert take(redis, here, "p:1")
    assert take(redis, here, "p:2")
    assert not take(redis, here, "p:3")


def test_a_dead_holder_frees_its_seat(redis: RespRedis, pool: str) -> None:
    here = place(pool, 1)
    assert take(redis, here, "p:1", lease_s=0.1)
    assert not take(redis, here, "p:2")
    time.sleep(0.15)
    assert take(redis, here, "p:2")


def test_a_late_holder_still_counts_because_it_uses_the_provider(
    redis: RespRedis, pool: str
) -> None:
    here = place(pool, 1)
    take(redis, here, "p:1", lease_s=0.1)
    time.sleep(0.15)
    assert take(redis, here, "p:2")
    keep(redis, here, "p:1")
    give_back(redis, here, "p:2")
    assert not take(redis, here, "p:3")
    give_back(redis, here, "p:1")
    assert take(redis, here, "p:3")


def test_interactive_work_takes_nothing_of_the_background_share(
    redis: RespRedis, pool: str
) -> None:
    here, back = place(pool, 3), place(pool, 3, 1, background=True)
    assert take(redis, here, "p:1")
    assert take(redis, here, "p:2")
    assert take(redis, back, "b:1")


def test_a_beat_prolongs_a_seat(redis: RespRedis, pool: str) -> None:
    here = place(pool, 1)
    take(redis, here, "p:1", lease_s=0.2)
    keep(redis, here, "p:1", lease_s=5)
    time.sleep(0.25)
    assert not take(redis, here, "p:2")


def test_without_redis_nobody_is_kept_from_working(pool: str) -> None:
    here = place(pool, 1)
    assert take(NOBODY, here, "p:1")
    keep(NOBODY, here, "p:1")
    give_back(NOBODY, here, "p:1")


def test_twelve_workers_never_hold_more_than_three_seats(redis: RespRedis, pool: str) -> None:
    here, lock, inside, peak, done = place(pool, 3), threading.Lock(), 0, 0, 0

    def work(number: int) -> None:
        nonlocal inside, peak, done
        rng = random.Random(number)
        for turn in range(10):
            owner = f"p:{number}:{turn}"
            while not (take(redis, here, owner) and take(redis, here, owner)):  # asked twice
                time.sleep(rng.uniform(0.002, 0.006))
            with lock:
                inside += 1
                peak = max(peak, inside)
            time.sleep(rng.uniform(0.001, 0.01))
            with lock:
                inside -= 1
                done += 1
            give_back(redis, here, owner)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (peak, done) == (3, 120)
