"""The words the engine knows: headings, titles, places, skills, phrases. Data, read once."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@lru_cache
def book(name: str) -> dict[str, Any]:
    """One word list."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache
def skill_books() -> list[dict[str, Any]]:
    """Every trade's skills, in a fixed order."""
    return [book(path.stem) for path in sorted(HERE.glob("skills_*.toml"))]


@lru_cache
def pattern(name: str) -> re.Pattern[str]:
    """A regular expression of patterns.toml."""
    entry = book("patterns")[name]
    return re.compile(entry["form"].replace("{words}", "|".join(entry["words"])), re.IGNORECASE)
