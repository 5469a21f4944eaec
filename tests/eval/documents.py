"""`./dev eval documents [--json FILE] [--file X.pdf]`: how well documents come in and go out, in figures."""

import argparse
import json
from pathlib import Path
from typing import Any

from shared.documents.intake import read_pdf
from tests.documents import abuse, abuse_export, chinese, gold, roundtrip
from tests.documents.judge import LIMIT_MB, LIMIT_S, judge

Figures = dict[str, Any]


def main(argv: list[str]) -> int:
    """Print the figures, or what the intake makes of one file; 1 when a figure falls short."""
    parser = argparse.ArgumentParser(prog="./dev eval documents", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the result there as JSON")
    parser.add_argument("--file", type=Path, help="look at one file instead")
    asked = parser.parse_args(argv)
    result = _look_at(asked.file) if asked.file else _figures()
    if asked.json:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return 0 if asked.file or _is_good(result) else 1


# ---- one file


def _look_at(file: Path) -> Figures:
    """What becomes of a file, with the time and the memory it took."""
    answer = judge(file.read_bytes())
    cost = f"{answer['seconds']:.2f} s, {answer['mb']} MB"
    if answer["end"] != "text":
        print(f"{file.name}: refused as {answer['end']} ({cost})")
        return {"file": file.name, "refused": answer["end"], **_cost(answer)}
    quality = _quality(answer["text"], answer["notes"])
    print(answer["text"], f"\n---\n{file.name}: {answer['pages']} pages, {cost}")
    print("quality: " + ", ".join(f"{name} {value}" for name, value in quality.items()))
    for note in answer["notes"]:
        print(
            f"{note['kind']}: {note['count']}",
            *(f"  | {piece}" for piece in note["pieces"]),
            sep="\n",
        )
    kept = {name: answer[name] for name in ("pages", "text", "notes")}
    return {"file": file.name, **kept, "quality": quality, **_cost(answer)}


def _quality(text: str, notes: list[Figures]) -> Figures:
    """How much text there is, in which script, and how much of it is in doubt."""
    kinds = {note["kind"]: note["count"] for note in notes}
    return {
        "characters": len(text),
        "lines": text.count("\n") + 1,
        "chinese": sum("\u4e00" <= character <= "\u9fff" for character in text),
        "doubtful": kinds.get("doubtful_characters", 0),
        "hidden": kinds.get("hidden_text", 0),
        "restored_digits": kinds.get("restored_digits", 0),
    }


def _cost(answer: Figures) -> Figures:
    return {"seconds": answer["seconds"], "mb": answer["mb"]}


# ---- all figures


def _figures() -> Figures:
    """Everything that is promised about documents."""
    figures = {
        "gold_recall": _recall(
            ((gold.SAMPLES / name).read_bytes(), phrases)
            for name, phrases in gold.samples().items()
        ),
        "zh_recall": _recall((data, phrases) for _, data, phrases in chinese.files()),
        "abuse": _abuse(),
        "harmless": _harmless(),
        "roundtrip": _roundtrip(),
        "deterministic": all(trip.pdf() == trip.pdf() for trip in roundtrip.trips()),
    }
    print(json.dumps(figures, ensure_ascii=False, indent=2))
    return figures


def _recall(files: Any) -> float:
    """The share of phrases found, over all files."""
    found = total = 0
    for data, phrases in files:
        found += gold.found(phrases, read_pdf(data).text)
        total += len(phrases)
    return round(found / total, 4)


def _abuse() -> Figures:
    """Files and texts that must be refused by name."""
    answers = {
        name: judge(case.build())
        for name, case in abuse.CASES.items()
        if case.end not in {abuse.TEXT, abuse.HIDDEN}
    }
    for name, build in abuse_export.CASES.items():
        answers[name] = judge(build().encode(), "markdown")
    refused = {
        name for name, answer in answers.items() if answer["end"].startswith(("pdf_", "document_"))
    }
    return {"files": len(answers), "refused": len(refused), **_worst(list(answers.values()))}


def _harmless() -> Figures:
    """Files that try something and must be read all the same, what they hide noted."""
    cases = {n: c for n, c in abuse.CASES.items() if c.end in {abuse.TEXT, abuse.HIDDEN}}
    answers = [(case.end, judge(case.build())) for case in cases.values()]
    noted = [
        answer
        for end, answer in answers
        if answer["end"] == "text" and (end == abuse.HIDDEN) == _hides(answer)
    ]
    return {"files": len(cases), "read": len(noted), **_worst([answer for _, answer in answers])}


def _hides(answer: Figures) -> bool:
    return any(note["kind"] == "hidden_text" for note in answer["notes"])


def _worst(answers: list[Figures]) -> Figures:
    """The longest time and the most memory; CPU time is what a busy machine cannot stretch."""
    return {
        "worst_s": max(answer["seconds"] for answer in answers),
        "worst_cpu_s": max(answer["cpu_s"] for answer in answers),
        "worst_mb": max(answer["mb"] for answer in answers),
    }


def _roundtrip() -> Figures:
    """Exports whose words come back."""
    trips = roundtrip.trips()
    return {"cases": len(trips), "equal": sum(trip.is_equal() for trip in trips)}


def _is_good(figures: Figures) -> bool:
    """Whether every promise is kept."""
    abused, read, trips = figures["abuse"], figures["harmless"], figures["roundtrip"]
    return (
        figures["gold_recall"] == 1.0
        and figures["zh_recall"] >= 0.98
        and abused["files"] == abused["refused"]
        and read["files"] == read["read"]
        and max(abused["worst_cpu_s"], read["worst_cpu_s"]) <= LIMIT_S
        and max(abused["worst_mb"], read["worst_mb"]) <= LIMIT_MB
        and trips["cases"] == trips["equal"]
        and figures["deterministic"]
    )
