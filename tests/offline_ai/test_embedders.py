import numpy as np
import pytest

from infra.offline_ai import embed
from infra.offline_ai.engine.near import closest

PAIRS = [
    ("财务报表和审计", "Prepared monthly financial statements.", "Cared for patients."),
    ("带领团队", "Led a team of six engineers.", "Baked bread every morning."),
]


@pytest.mark.parametrize("build", [embed._e5, embed._use])
@pytest.mark.parametrize(("query", "near", "far"), PAIRS)
def test_both_encoders_know_meaning_across_languages(
    build, query: str, near: str, far: str
) -> None:
    rows = build().encode([query, near, far])
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_the_hashed_encoder_knows_words() -> None:
    rows = embed._hashed(["Python services", "services in Python", "烘焙"])
    assert rows[0] @ rows[1] > rows[0] @ rows[2]
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_vectors_do_not_depend_on_what_is_asked_with_them() -> None:
    alone = embed.embed(["项目管理"])[0]
    together = embed.embed(["照顾病人", "项目管理"])[1]
    assert np.array_equal(alone, together)
    assert np.count_nonzero(alone[384:]) == 0 or embed.encoder().name != "e5"


def test_short_vectors_are_cut_and_scaled() -> None:
    assert np.linalg.norm(embed.embed(["x"], 128)[0]) == pytest.approx(1, abs=1e-5)


def test_the_closest_line_is_found_or_none() -> None:
    lines = ["Managed the warehouse night shift", "Wrote poems"]
    found = closest("Led the night shift of a warehouse", lines)
    assert found is not None
    assert found.text == lines[0]
    assert closest("量子力学", ["Wrote poems"]) is None
