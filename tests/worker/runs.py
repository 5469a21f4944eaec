"""Runs for the worker's tests; when a test is over, whatever it did must obey the engine's invariants."""

from collections.abc import Callable, Iterator

import pytest

from shared.context import Context
from shared.models.words import Step
from tests.engine import scenes
from tests.engine.invariants import violations
from tests.queue.support import FakeQueue
from tests.worker.support import Run

Starter = Callable[..., Run]


@pytest.fixture
def start(ctx: Context, queue: FakeQueue) -> Iterator[Starter]:
    """Starts a run of the given steps for somebody with so many coins."""

    def begin(*steps: Step, coins: int = 8) -> Run:
        with ctx.db.connect() as conn:
            user = scenes.person(conn, coins)
            service = scenes.service_of(conn, user)
            session = scenes.start(conn, user, service, *steps).session_id
        return Run(ctx, queue, user, service, session)

    yield begin
    with ctx.db.connect() as conn:
        assert violations(conn) == {}


@pytest.fixture
def match(start: Starter) -> Run:
    """A paid run whose match is queued."""
    run = start(*scenes.TEXT)
    with run.ctx.db.connect() as conn:
        scenes.finish(conn, run.service, run.session, Step.JOB_SUMMARY)
    return run
