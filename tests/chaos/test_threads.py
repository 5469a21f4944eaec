import pytest

from tests.chaos.threads import run_chaos


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_happens_the_invariants_hold(postgres: str, seed: int) -> None:
    counts, wrong = run_chaos(postgres, seed, 60)
    assert wrong == {}
    assert counts["work succeeded"] > 40
    assert counts["work stale"] > 0
