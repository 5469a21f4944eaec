"""The legal moves of every main state. The migration runner copies them into `state_edges`; nothing else decides."""

from shared.models.words import AssetStatus as A
from shared.models.words import ServiceStatus as S

# from, to; within one run. The database refuses every other move.
WITHIN_RUN: frozenset[tuple[S, S]] = frozenset({
    (S.OCR_PENDING, S.OCR_COMPLETED), (S.OCR_COMPLETED, S.SUMMARY_PENDING),
    (S.SUMMARY_PENDING, S.SUMMARY_COMPLETED), (S.SUMMARY_COMPLETED, S.MATCH_PENDING),
    (S.MATCH_PENDING, S.MATCH_STREAMING), (S.MATCH_STREAMING, S.MATCH_PENDING),
    (S.MATCH_PENDING, S.MATCH_COMPLETED), (S.MATCH_STREAMING, S.MATCH_COMPLETED),
    (S.CUSTOMIZE_PENDING, S.CUSTOMIZE_COMPLETED),
    (S.INTERVIEW_PENDING, S.INTERVIEW_STREAMING), (S.INTERVIEW_STREAMING, S.INTERVIEW_PENDING),
    (S.INTERVIEW_PENDING, S.INTERVIEW_COMPLETED), (S.INTERVIEW_STREAMING, S.INTERVIEW_COMPLETED),
    (S.OCR_PENDING, S.OCR_FAILED), (S.SUMMARY_PENDING, S.SUMMARY_FAILED),
    (S.MATCH_PENDING, S.MATCH_FAILED), (S.MATCH_STREAMING, S.MATCH_FAILED),
    (S.CUSTOMIZE_PENDING, S.CUSTOMIZE_FAILED),
    (S.INTERVIEW_PENDING, S.INTERVIEW_FAILED), (S.INTERVIEW_STREAMING, S.INTERVIEW_FAILED),
})  # fmt: skip

# from, to; only together with a new execution_session_id. This is also the order of the three steps.
NEW_RUN: frozenset[tuple[S, S]] = frozenset({
    (S.IDLE, S.OCR_PENDING), (S.IDLE, S.SUMMARY_PENDING),
    (S.OCR_FAILED, S.OCR_PENDING),
    (S.OCR_FAILED, S.SUMMARY_PENDING),  # the person pastes the text instead
    (S.SUMMARY_FAILED, S.SUMMARY_PENDING),
    (S.MATCH_FAILED, S.MATCH_PENDING),  # the match alone
    (S.MATCH_FAILED, S.SUMMARY_PENDING),  # no usable summary is stored
    (S.MATCH_COMPLETED, S.CUSTOMIZE_PENDING), (S.CUSTOMIZE_COMPLETED, S.CUSTOMIZE_PENDING),
    (S.CUSTOMIZE_FAILED, S.CUSTOMIZE_PENDING), (S.INTERVIEW_COMPLETED, S.CUSTOMIZE_PENDING),
    (S.INTERVIEW_FAILED, S.CUSTOMIZE_PENDING),
    (S.CUSTOMIZE_COMPLETED, S.INTERVIEW_PENDING), (S.INTERVIEW_COMPLETED, S.INTERVIEW_PENDING),
    (S.INTERVIEW_FAILED, S.INTERVIEW_PENDING),
})  # fmt: skip

ASSET_WITHIN_RUN: frozenset[tuple[A, A]] = frozenset(
    {(A.PENDING, A.COMPLETED), (A.PENDING, A.FAILED)}
)
ASSET_NEW_RUN: frozenset[tuple[A, A]] = frozenset(
    {(A.PENDING, A.PENDING), (A.COMPLETED, A.PENDING), (A.FAILED, A.PENDING)}
)


def edges() -> set[tuple[str, str, str, bool]]:
    """Rows of `state_edges`: family, from, to, only with a new run."""
    tables = (
        ("service", WITHIN_RUN, False),
        ("service", NEW_RUN, True),
        ("asset", ASSET_WITHIN_RUN, False),
        ("asset", ASSET_NEW_RUN, True),
    )
    return {
        (family, str(a), str(b), new_run) for family, moves, new_run in tables for a, b in moves
    }


def diagram() -> str:
    """The service's table as a Mermaid state diagram, as printed in docs/architecture.md."""
    within = [f"    {a} --> {b}" for a, b in sorted(WITHIN_RUN)]
    again = [f"    {a} --> {b}: new run" for a, b in sorted(NEW_RUN)]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {S.IDLE}", *within, *again])
