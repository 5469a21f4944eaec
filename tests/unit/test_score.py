"""The score is a pure function of verdicts and weights."""

import math

from hypothesis import given
from hypothesis import strategies as st

from shared.flow.score import level, score, stake
from shared.models.job import Importance, Requirement
from shared.models.match import JudgedRequirement, Quote, Verdict

QUOTE = Quote(text="Go", source="resume", start=0, end=2)
RANKS = [Verdict.MISSING, Verdict.PARTIAL, Verdict.MET]

judged = st.builds(
    JudgedRequirement,
    requirement=st.builds(
        Requirement,
        text=st.just("Go"),
        importance=st.sampled_from(Importance),
        weight=st.integers(1, 5),
    ),
    verdict=st.sampled_from(Verdict),
    quotes=st.just([]),
    comment=st.just(""),
)
lists = st.lists(judged, min_size=1, max_size=30)


def item(verdict: Verdict, importance: Importance = Importance.MUST) -> JudgedRequirement:
    requirement = Requirement(text="Go", importance=importance)
    return JudgedRequirement(requirement=requirement, verdict=verdict, quotes=[], comment="")


@given(lists)
def test_the_score_lies_between_0_and_100_and_is_the_same_every_time(items):
    assert 0 <= score(items) <= 100
    assert {score(items) for _ in range(5)} == {score(items)}


@given(lists)
def test_the_order_of_the_requirements_does_not_matter(items):
    assert score(items) == score(items[::-1])


@given(lists, st.data())
def test_more_evidence_never_lowers_the_score(items, data):
    at = data.draw(st.integers(0, len(items) - 1))
    better = [rank for rank in RANKS if RANKS.index(rank) >= RANKS.index(items[at].verdict)]
    raised = items[at].model_copy(
        update={"verdict": data.draw(st.sampled_from(better)), "quotes": [QUOTE]}
    )
    assert score([*items[:at], raised, *items[at + 1 :]]) >= score(items)


@given(lists, st.data())
def test_one_verdict_moves_the_score_by_at_most_its_share(items, data):
    at = data.draw(st.integers(0, len(items) - 1))
    verdict = data.draw(st.sampled_from(Verdict))
    other = [*items[:at], items[at].model_copy(update={"verdict": verdict}), *items[at + 1 :]]
    share = stake(items[at].requirement) / sum(stake(each.requirement) for each in items)
    assert abs(score(other) - score(items)) <= math.ceil(100 * share)


def test_all_met_is_100_and_nothing_met_is_0():
    assert score([item(Verdict.MET)] * 3) == 100
    assert score([item(Verdict.MISSING)] * 3) == 0
    assert score([item(Verdict.PARTIAL)] * 3) == 50
    assert score([]) == 0


def test_a_must_weighs_more_than_a_nice_to_have():
    musts = [item(Verdict.MET), item(Verdict.MISSING, Importance.NICE)]
    nices = [item(Verdict.MISSING), item(Verdict.MET, Importance.NICE)]
    assert score(musts) == 75
    assert score(nices) == 25


def test_the_level_follows_the_number():
    assert [level(value) for value in (100, 75, 74, 50, 49, 0)] == [
        "high",
        "high",
        "medium",
        "medium",
        "low",
        "low",
    ]
