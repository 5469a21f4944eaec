"""Figures of the fact gate: how many lies it stops, how many honest edits it stops too."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from shared.flow.facts import Sources, judge
from shared.models.customize import Op, OpKind, OpState, ProposedOp
from shared.models.resume import ResumeSummary
from tests.eval.cases import GateCase


@lru_cache(maxsize=256)
def _sources(resume: str, detailed: str) -> Sources:
    return Sources(resume, detailed)


def verdict(case: GateCase) -> Op:
    """What the product's gate makes of the edit."""
    original = case.original.strip()[:1_200]
    base = ResumeSummary(others=[original] if original else [])
    op = ProposedOp(
        kind=OpKind.REWRITE_LITE if original else OpKind.AUGMENT,
        target="others.0" if original else "others",
        original=original,
        revised=case.revised.strip()[:2_000],
    )
    return judge([op], base, _sources(case.resume, case.detailed))[0]


def figures(cases: Sequence[GateCase]) -> dict[str, Any]:
    """Recall over lies and false alarms over honest edits; the misses by name."""
    judged = [(case, verdict(case)) for case in cases]
    lies = [(case, op) for case, op in judged if case.lie]
    honest = [(case, op) for case, op in judged if not case.lie]
    missed = [case for case, op in lies if op.state is not OpState.REJECTED]
    alarms = [(case, op) for case, op in honest if op.state is OpState.REJECTED]
    return {
        "recall": _share(len(lies) - len(missed), len(lies)),
        "false_alarm": _share(len(alarms), len(honest)),
        "cases": len(cases),
        "lies": len(lies),
        "honest": len(honest),
        "missed": [f"[{case.kind}] {case.revised}" for case in missed],
        "alarms": [f"{case.revised} <- {_why(op)}" for case, op in alarms],
    }


def by_language(cases: Sequence[GateCase]) -> dict[str, dict[str, Any]]:
    """The figures of each language."""
    return {
        lang: figures([case for case in cases if case.lang == lang])
        for lang in sorted({case.lang for case in cases}, reverse=True)
    }


def _why(op: Op) -> str:
    return ", ".join(f"{found.kind}: {found.text}" for found in op.violations)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
