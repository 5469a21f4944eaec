import time
import uuid
from collections.abc import Iterator

import pytest

from shared.errors import ServiceBusy, TooManyRuns
from shared.flow.plans import MATCH_FROM_IMAGE, MAX_LIVE_SERVICES, QUEUE_CAPS, route
from shared.locks.admission import QUEUES, admit, heal, leave, queue_gauge, user_gauge
from shared.models.words import Tier
from tests.redis_server import NOBODY, FaultyRedis, RespRedis

CHAIN = ["q_free_batch", "q_free_stream"]


@pytest.fixture
def redis() -> Iterator[RespRedis]:
    port = RespRedis()
    port.execute(["DEL", *map(queue_gauge, QUEUES)])
    yield port
    port.execute(["DEL", *map(queue_gauge, QUEUES)])


def fill(redis: RespRedis, key: str) -> int:
    return redis.execute(["ZCARD", key])


def new_user() -> str:
    return f"user-{uuid.uuid4().hex}"


def test_there_are_six_queues_with_the_caps_of_their_tier() -> None:
    assert sorted(QUEUES) == sorted(
        f"q_{tier}_{lane}" for tier in ("paid", "free") for lane in ("batch", "stream", "vision")
    )
    assert QUEUE_CAPS == {Tier.PAID: 100, Tier.FREE: 20}


@pytest.mark.parametrize("tier", Tier)
def test_no_run_comes_to_a_queue_twice(tier: Tier) -> None:
    queues = [route(step, tier).queue for step in MATCH_FROM_IMAGE]
    assert len(set(queues)) == len(queues)


def test_a_run_takes_a_place_in_every_queue_it_will_use_and_gives_all_back(
    redis: RespRedis,
) -> None:
    run, user = uuid.uuid4(), new_user()
    for _ in range(2):  # a lost reply means asking again
        admit(redis, run, [*CHAIN, *CHAIN], user, 60)
    keys = [*map(queue_gauge, CHAIN), user_gauge(user)]
    assert [fill(redis, key) for key in keys] == [1, 1, 1]
    leave(redis, run, CHAIN, user)
    assert [fill(redis, key) for key in keys] == [0, 0, 0]


def test_the_twenty_first_free_run_is_refused_and_nothing_else_moves(redis: RespRedis) -> None:
    user = new_user()
    for _ in range(20):
        admit(redis, uuid.uuid4(), ["q_free_stream"], None, 60)
    with pytest.raises(ServiceBusy, match="q_free_stream"):
        admit(redis, uuid.uuid4(), CHAIN, user, 60)
    assert fill(redis, queue_gauge("q_free_batch")) == 0
    assert fill(redis, user_gauge(user)) == 0
    admit(redis, uuid.uuid4(), ["q_paid_stream"], user, 60)


def test_a_fourth_service_of_one_person_is_refused(redis: RespRedis) -> None:
    user, runs = new_user(), [uuid.uuid4() for _ in range(MAX_LIVE_SERVICES)]
    for run in runs:
        admit(redis, run, CHAIN, user, 60)
    with pytest.raises(TooManyRuns):
        admit(redis, uuid.uuid4(), CHAIN, user, 60)
    admit(redis, runs[0], CHAIN, user, 60)
    admit(redis, uuid.uuid4(), CHAIN, new_user(), 60)
    assert fill(redis, queue_gauge("q_free_batch")) == 4


def test_the_place_of_a_vanished_run_ends_by_itself(redis: RespRedis) -> None:
    user = new_user()
    for _ in range(MAX_LIVE_SERVICES):
        admit(redis, uuid.uuid4(), CHAIN, user, 0.1)
    time.sleep(0.15)
    admit(redis, uuid.uuid4(), CHAIN, user, 60)
    assert fill(redis, user_gauge(user)) == 1


def test_without_redis_everybody_is_let_in(redis: RespRedis) -> None:
    admit(NOBODY, uuid.uuid4(), CHAIN, "u", 60)
    leave(NOBODY, uuid.uuid4(), CHAIN, "u")
    leave(NOBODY, uuid.uuid4(), [], None)
    lost = FaultyRedis(redis)
    lost.lose_next = 1
    admit(lost, uuid.uuid4(), CHAIN, None, 60)


def test_a_gauge_is_made_equal_to_the_database(redis: RespRedis) -> None:
    key, live, gone = queue_gauge("q_free_batch"), uuid.uuid4(), uuid.uuid4()
    admit(redis, gone, ["q_free_batch"], None, 60)
    assert heal(redis, key, [live], 60) == (0, 1)  # the stranger is young: it may be starting
    assert heal(redis, key, [live], 60, grown_up_s=-1) == (1, 0)
    assert redis.execute(["ZRANGE", key, 0, -1]) == [str(live)]
