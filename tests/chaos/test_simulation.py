"""Bad days by the dozen over the real transitions; more of them by `python -m tests.chaos.simulation --seeds N`.

SIM_SEEDS says how many days to live here, SIM_START with which seed to begin; a bad seed is printed to be replayed.
"""

import os
from collections.abc import Iterator

import pytest

from shared.dal.connect import Tx
from tests.chaos.bugs import BUGS
from tests.chaos.simulation import endure, find, laboratory, live, plant

SEEDS = int(os.environ.get("SIM_SEEDS", "0"))
START = int(os.environ.get("SIM_START", "0"))
BUDGET_S, AT_LEAST = (
    25,
    25,
)  # without SIM_SEEDS: as many days as fit, but not too few on a slow machine
SEARCH = 60  # days after which a bug counts as not found
STRIDE = 1 if os.environ.get("MUTATIONS") == "all" else 3


@pytest.fixture(scope="module")
def conn(postgres: str) -> Iterator[Tx]:
    """A database whose clock is the simulation's."""
    with laboratory(postgres) as connection:
        yield connection


def test_on_no_day_is_anything_wrong_when_it_is_over(conn: Tx) -> None:
    if SEEDS:
        tally = endure(conn, range(START, START + SEEDS))
    else:
        tally = endure(conn, range(START, START + 10_000), BUDGET_S, AT_LEAST)
    print(f"{tally.days} days from seed {START}, {tally.faults.total()} faults")
    assert tally.bad == {}, "replay: python -m tests.chaos.simulation --replay SEED"
    assert tally.faults.total() > 10 * tally.days


def test_the_same_seed_is_the_same_day(conn: Tx) -> None:
    plant(conn, "")
    for seed in (3, 7):
        assert len({live(conn, seed).trace for _ in range(3)}) == 1


def test_on_a_gentle_day_no_fault_happens(conn: Tx) -> None:
    plant(conn, "")
    day = live(conn, 5)
    assert (day.faults.total(), day.wrong) == (0, [])


@pytest.mark.parametrize("bug", list(BUGS)[::STRIDE])
def test_a_planted_bug_is_found(conn: Tx, bug: str) -> None:
    known = BUGS[bug]
    seeds = [known, *(seed for seed in range(SEARCH) if seed != known)]
    assert find(conn, bug, seeds) is not None
