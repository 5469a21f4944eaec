"""The evaluation's own data: planted lies and honest rewrites, people, injections, questions."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
PARTS = ("dev", "held", "fresh", "blind")
ROUNDS = ("round1", "round2", "round3", "round4", "round5")  # harder ones
NATURAL = (  # as an assistant edits
    "natural1",
    "natural2",
    "natural3",
    "natural4",
    "natural5",
    "natural6",
    "natural7",
)


@dataclass(frozen=True)
class GateCase:
    """An edit of one line, and whether it is a lie. `kind`: what was made up, by the author's word."""

    lang: str
    resume: str
    detailed: str
    original: str
    revised: str
    lie: bool
    kind: str = ""
    part: str = ""


def gate_cases() -> list[GateCase]:
    """All own cases. Every part is known to the gate by now: what it did at first sight is in data/README.md."""
    return [
        case
        for part in (*PARTS, *ROUNDS, *NATURAL)
        for lang in ("zh", "en")
        for case in _read_gate(DATA / "gate" / f"{part}.{lang}.txt", lang, part)
    ]


def _read_gate(path: Path, lang: str, part: str) -> Iterator[GateCase]:
    for block in path.read_text(encoding="utf-8").split("\n@ ")[0:]:
        _, _, rest = block.partition("# resume\n")
        resume, _, rest = rest.partition("# detailed\n")
        detailed, _, edits = rest.partition("# cases\n")
        original = ""
        for line in edits.splitlines():
            if line.startswith(">"):
                original = line[1:].strip()
            elif line.startswith("+ "):
                yield GateCase(lang, resume, detailed, original, line[2:], lie=False, part=part)
            elif line.startswith("- ["):
                kind, _, revised = line[3:].partition("] ")
                yield GateCase(lang, resume, detailed, original, revised, True, kind, part)


def foreign_cases(path: Path) -> list[GateCase]:
    """Cases of somebody else: JSON lines with lang, resume, detailed, original, revised, lie."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [_foreign(json.loads(line)) for line in lines]


def _foreign(row: dict[str, Any]) -> GateCase:
    return GateCase(
        lang=row["lang"],
        resume=row["resume"],
        detailed=row.get("detailed") or "",
        original=row.get("original") or "",
        revised=row["revised"],
        lie=bool(row["lie"]),
        kind=str(row.get("kind") or ""),
    )


def people(lang: str) -> dict[str, dict[str, Any]]:
    """Per trade: a job, a strong and a weak resume, the facts and the secrets of the strong one."""
    return tomllib.loads((DATA / f"people.{lang}.toml").read_text(encoding="utf-8"))


def injections() -> dict[str, list[str]]:
    """Texts that try to steer the model, by where they are hidden."""
    return tomllib.loads((DATA / "injections.toml").read_text(encoding="utf-8"))


def questions(lang: str) -> list[tuple[str, str, list[str]]]:
    """Category, question, and the articles of which one has to be found."""
    table = tomllib.loads((DATA / "questions.toml").read_text(encoding="utf-8"))[lang]
    return [(category, *pair) for category, pairs in table.items() for pair in pairs]


def samples() -> tuple[str, str, str]:
    """A job with a strong and an unrelated resume, by other hands (MIT)."""
    names = ("job", "resume")
    job, strong = (
        (DATA / "samples" / f"jobsync_backend-{name}.txt").read_text("utf-8") for name in names
    )
    return job, strong, (DATA / "samples" / "jobsync_marketing-resume.txt").read_text("utf-8")
