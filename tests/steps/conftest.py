"""A model server that says what the test wants, behind the product's own model layer."""

from collections.abc import Iterator

import pytest

from shared.context import Context
from shared.llm.client import Patience
from shared.llm.models import Models
from tests.llm.wire_server import WireServer, serving
from tests.queue.support import FakeQueue
from tests.steps.scene import Scene, set_up


@pytest.fixture(scope="session")
def wire_of_the_session() -> Iterator[WireServer]:
    with serving() as wire:
        yield wire


@pytest.fixture
def wire(wire_of_the_session: WireServer, ctx: Context) -> Iterator[WireServer]:
    """The model server the context of the test speaks to."""
    wire_of_the_session.forget()
    settings = ctx.settings.model_copy(update={"models_base_url": wire_of_the_session.url})
    ctx.models = Models(settings, patience=Patience(connect_s=10, silence_s=30))
    yield wire_of_the_session
    assert not wire_of_the_session.script, "an answer that nobody asked for is left"


@pytest.fixture
def scene(ctx: Context, queue: FakeQueue, wire: WireServer) -> Scene:
    """Somebody with both papers and a service on a pasted job."""
    return set_up(ctx, queue)
