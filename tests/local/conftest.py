"""Servers shared by the tests of this folder; each test finds them empty."""

from collections.abc import Iterator

import pytest

from tests.local.processes import serving
from tests.local.queue_emulator import Emulator
from tests.local.receiver import Receiver, receiving


@pytest.fixture(scope="session")
def emulator_process() -> Iterator[Emulator]:
    with serving("infra.local.qstash.app:create") as server:
        emulator = Emulator(server)
        yield emulator
        emulator.close()


@pytest.fixture
def emulator(emulator_process: Emulator) -> Iterator[Emulator]:
    yield emulator_process
    emulator_process.reset()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver
