from collections.abc import Iterator

import pytest

from shared.llm.call import Call
from shared.llm.client import Patience
from shared.llm.models import Models
from shared.models.usage import Usage
from shared.models.words import Locale, Step
from shared.settings import Settings
from tests.llm.wire_server import WireServer, serving


@pytest.fixture(scope="session")
def wire_of_the_session() -> Iterator[WireServer]:
    with serving() as wire:
        yield wire


@pytest.fixture
def wire(wire_of_the_session: WireServer) -> Iterator[WireServer]:
    wire = wire_of_the_session
    wire.forget()
    yield wire
    assert not wire.script, "an answer that nobody asked for is left"


@pytest.fixture
def models(wire: WireServer) -> Models:
    settings = Settings(models_base_url=wire.url)
    return Models(settings, patience=Patience(connect_s=10, silence_s=2))


@pytest.fixture
def rows() -> list[Usage]:
    return []


@pytest.fixture
def call(rows: list[Usage]) -> Call:
    return Call(
        step=Step.JOB_SUMMARY,
        model="deepseek-chat",
        locale=Locale.EN,
        variables={"job": "Backend engineer wanted. 3+ years of Python."},
        user_id="user-1",
        record=rows.append,
    )
