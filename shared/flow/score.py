"""The score of a match: a pure function of verdicts and weights, so that one input has one number."""

from collections.abc import Sequence
from typing import Literal

from shared.models.job import Importance, Requirement
from shared.models.match import JudgedRequirement, Verdict

MUST_FACTOR = 3  # a "must" counts three times a "nice to have" of the same weight
CREDIT = {Verdict.MET: 2, Verdict.PARTIAL: 1, Verdict.MISSING: 0}
FULL_CREDIT = 2
HIGH, MEDIUM = 75, 50

Level = Literal["high", "medium", "low"]


def stake(requirement: Requirement) -> int:
    """How much of the whole one requirement is worth."""
    factor = MUST_FACTOR if requirement.importance is Importance.MUST else 1
    return requirement.weight * factor


def score(items: Sequence[JudgedRequirement]) -> int:
    """0..100: the share of all stakes that the verdicts earn, rounded half up in whole numbers."""
    whole = FULL_CREDIT * sum(stake(item.requirement) for item in items)
    if not whole:
        return 0
    earned = sum(CREDIT[item.verdict] * stake(item.requirement) for item in items)
    return (200 * earned + whole) // (2 * whole)


def level(value: int) -> Level:
    """The word beside the number."""
    if value >= HIGH:
        return "high"
    return "medium" if value >= MEDIUM else "low"
