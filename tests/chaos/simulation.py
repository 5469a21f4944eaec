"""Deterministic simulation of whole days over the real transitions on a real Postgres: one seed, one bad day.

python -m tests.chaos.simulation --seeds 2000 [--start N]     the engine as it is: no violation
python -m tests.chaos.simulation --bugs 400                   every planted bug is found within so many seeds
python -m tests.chaos.simulation --replay 417 [--bug NAME]    one seed again, with its trace
"""

import argparse
import contextlib
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import psycopg
from psycopg.rows import dict_row

from shared.dal.connect import Tx
from tests.chaos.audience import Audience
from tests.chaos.backstage import Backstage
from tests.chaos.bugs import BUGS, plant
from tests.chaos.observer import Engine
from tests.chaos.oracle import everything_wrong
from tests.chaos.ports import Ports
from tests.chaos.scheduler import Scheduler
from tests.postgres import clean, postgres_server, scratch_database

STORM_S, TIDE_S, LONGEST_CALM_S = 600, 60, 3600


@dataclass
class Day:
    """What came of one seed."""

    seed: int
    wrong: list[str]
    trace: str
    faults: Counter[str]
    boundaries: Counter[str]


@dataclass
class Tally:
    """What came of many seeds."""

    days: int = 0
    bad: dict[int, list[str]] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    boundaries: Counter[str] = field(default_factory=Counter)

    def add(self, day: Day) -> None:
        """Count a day in."""
        self.days += 1
        self.faults.update(day.faults)
        self.boundaries.update(day.boundaries)
        if day.wrong:
            self.bad[day.seed] = day.wrong


@contextlib.contextmanager
def laboratory(server: str) -> Iterator[Tx]:
    """A database of its own whose engine may be broken and whose clock is ours."""
    with scratch_database(server) as url:
        options = {"row_factory": dict_row, "options": "-c client_min_messages=error"}
        with psycopg.connect(url, autocommit=True, **options) as conn:
            yield conn


def live(conn: Tx, seed: int, bug: str = "", log: list[str] | None = None) -> Day:
    """One day: a storm of faults, then calm until nothing runs any more."""
    sim = Scheduler(seed)
    sim.log = log
    ports = Ports(sim, conn, bug)
    _reset(conn)
    backstage = Backstage(ports, Engine(ports))
    audience = Audience(ports, backstage)
    audience.arrive()
    ports.plan_outage()
    audience.plan_day()
    for _ in range(STORM_S // TIDE_S):
        _tide(sim, backstage)
    sim.calm = True
    began = sim.now
    while sim.now - began < LONGEST_CALM_S and (_restless(conn) or sim.now - began < 3 * TIDE_S):
        _tide(sim, backstage)
    wrong = ports.wrong + everything_wrong(audience, STORM_S)
    return Day(seed, wrong, sim.trace.hexdigest(), sim.faults, sim.boundaries)


def _tide(sim: Scheduler, backstage: Backstage) -> None:
    if backstage.ports.bug != "no sweep":
        sim.spawn(backstage.sweep, after=sim.dice.random() * TIDE_S)
    sim.run_for(TIDE_S)


def _restless(conn: Tx) -> bool:
    row = conn.execute(
        "SELECT EXISTS (SELECT FROM executions WHERE status = 'running') AS any"
    ).fetchone()
    return row is not None and row["any"]


def _reset(conn: Tx) -> None:
    clean(conn)
    conn.execute("ALTER SEQUENCE outbox_id_seq RESTART; ALTER SEQUENCE ledger_txn_id_seq RESTART")
    conn.execute("SELECT set_config('sim.now', '0', false)")


def endure(
    conn: Tx, seeds: Iterable[int], budget_s: float = float("inf"), at_least: int = 0
) -> Tally:
    """Live many days, or as many as fit into a time, but never fewer than asked for."""
    until = time.monotonic() + budget_s
    plant(conn, "")
    tally = Tally()
    for seed in seeds:
        if tally.days >= at_least and time.monotonic() > until:
            break
        tally.add(live(conn, seed))
    return tally


def find(conn: Tx, bug: str, seeds: Iterable[int]) -> Day | None:
    """The first day on which a planted bug shows."""
    plant(conn, bug)
    return next((day for seed in seeds if (day := live(conn, seed, bug)).wrong), None)


def _report_days(conn: Tx, seeds: range) -> bool:
    began = time.monotonic()
    tally = endure(conn, seeds)
    for seed, wrong in tally.bad.items():
        print(f"seed {seed}: {wrong[:3]}")
    took = time.monotonic() - began
    print(
        f"{tally.days} days, {len(tally.bad)} bad, {tally.days / took:.1f}/s, "
        f"{tally.boundaries.total() / tally.days:.0f} boundaries of {len(tally.boundaries)} kinds "
        f"and {tally.faults.total() / tally.days:.1f} faults each"
    )
    for name, count in sorted(tally.faults.items()):
        print(f"  {count:7} {name}")
    return not tally.bad


def _report_bugs(conn: Tx, limit: int) -> bool:
    firsts: list[int] = []
    for bug in BUGS:
        day = find(conn, bug, range(limit))
        print(f"{bug:45} {f'seed {day.seed:4}  {day.wrong[0]}' if day else 'SURVIVES'}", flush=True)
        firsts += [day.seed] if day else []
    print(f"{len(firsts)} of {len(BUGS)} found, median seed {sorted(firsts)[len(firsts) // 2]}")
    return len(firsts) == len(BUGS)


def _replay(conn: Tx, seed: int, bug: str) -> bool:
    plant(conn, bug)
    log: list[str] = []
    day = live(conn, seed, bug, log)
    print(*log, *day.wrong, day.trace, sep="\n")
    return not day.wrong


def main() -> int:
    """See the top of the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=0)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--bugs", type=int, default=0)
    parser.add_argument("--replay", type=int)
    parser.add_argument("--bug", default="", choices=["", *BUGS])
    asked = parser.parse_args()
    with postgres_server() as server, laboratory(server) as conn:
        if asked.replay is not None:
            return not _replay(conn, asked.replay, asked.bug)
        good = (
            _report_days(conn, range(asked.start, asked.start + asked.seeds))
            if asked.seeds
            else True
        )
        return not ((_report_bugs(conn, asked.bugs) if asked.bugs else True) and good)


if __name__ == "__main__":
    sys.exit(main())
