"""Fields of study: whether a subject is what a job asks for."""

import re
from functools import lru_cache

from infra.offline_ai.engine.words import book

OPEN = re.compile(
    r"不限|any (?:field|discipline|major)|equivalent|同等学历|专业优先", re.IGNORECASE
)


@lru_cache
def _families() -> list[re.Pattern[str]]:
    return [
        re.compile("|".join(words), re.IGNORECASE) for words in book("marks")["studies"].values()
    ]


def same_studies(asked: str, studied: str) -> bool:
    """Whether the subject fits; a job that names no subject takes all."""
    if OPEN.search(asked):
        return True
    wanted = [family for family in _families() if family.search(asked)]
    return not wanted or any(family.search(studied) for family in wanted)
