"""Planted bugs: every third one here, all of them by `python -m tests.engine.mutations` or with MUTATIONS=all."""

import os
from collections.abc import Iterator

import pytest

from tests.engine.mutations import Mutation, mutations, survives
from tests.postgres import scratch_database

STRIDE = 1 if os.environ.get("MUTATIONS") == "all" else 3
TRIES = 3  # a few guards are about races, which do not happen each time


@pytest.fixture(scope="module")
def scratch(postgres: str) -> Iterator[str]:
    """A database whose engine may be broken."""
    with scratch_database(postgres) as url:
        yield url


def test_the_list_is_long_and_names_no_bug_twice() -> None:
    names = [mutation.name for mutation in mutations()]
    assert len(names) == len(set(names)) >= 120


@pytest.mark.parametrize("mutation", mutations()[::STRIDE], ids=lambda mutation: mutation.name)
def test_a_planted_bug_is_caught(mutation: Mutation, postgres: str, scratch: str) -> None:
    assert any(not survives(mutation, postgres, scratch) for _ in range(TRIES))
