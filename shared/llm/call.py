"""One question to a model."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shared.models.usage import Usage
from shared.models.words import Locale, Step


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Call:
    """What a step asks: which prompt, filled with what, of which model, for whom.

    `repair` says what was wrong with the answer before. `record` gets the row of every request that is made.
    `within_s` ends an answer that takes too long, `wanted` one that nobody waits for any more.
    """

    step: Step
    model: str
    locale: Locale
    variables: Mapping[str, str]
    user_id: str
    record: Callable[[Usage], None]
    repair: str = ""
    within_s: float = 240
    wanted: Callable[[], bool] = _always
