"""Edits of a resume: whether they fit it, what they make of it. Undo is applying fewer of them.

Targets always name places of the untouched base, so an edit means the same whichever others are applied.
Applied edits are read in the order of the list: of two rewrites of one line, or two orders of one list, the
later counts.
"""

import unicodedata
from collections.abc import Sequence
from typing import Any

from shared.flow.outline import SECTIONS, entries, line_lists, lines, lists
from shared.models.customize import Op, OpKind, OpState, ProposedOp
from shared.models.resume import ResumeSummary

ROOM_FOR_NAMES = 1_500  # of the 2,000 characters a text of an edit may have; contact data is longer than its mark


def fits(base: ResumeSummary, op: ProposedOp) -> bool:
    """Whether the target exists, and the edit says of it what is true."""
    match op.kind:
        case OpKind.REORDER:
            length = lists(base).get(op.target)
            return length is not None and sorted(op.order) == list(range(length))
        case OpKind.AUGMENT:
            return op.target in line_lists(base) and bool(op.revised.strip())
        case OpKind.TRIM:
            return _names_a_line(base, op) and not op.revised.strip()
        case OpKind.REWRITE_LITE:
            return _names_a_line(base, op) and bool(op.original and op.revised.strip())


def in_words(base: ResumeSummary, op: Op) -> Op:
    """A new order told by what it orders, one entry a line, for people; other edits speak for themselves."""
    if op.kind is not OpKind.REORDER or not fits(base, op):
        return op
    names = entries(base, op.target)
    room = ROOM_FOR_NAMES // max(1, len(names)) - 1  # each has its line break
    short = [name if len(name) <= room else name[: room - 1] + "…" for name in names]
    revised = [short[at] for at in op.order]
    return op.model_copy(update={"original": "\n".join(short), "revised": "\n".join(revised)})


def _names_a_line(base: ResumeSummary, op: ProposedOp) -> bool:
    text = lines(base).get(op.target)
    return text is not None and _same(op.original or text, text)


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


def apply(base: ResumeSummary, ops: Sequence[Op]) -> ResumeSummary:
    """The resume with the applied edits made; rejected and undone ones leave no trace."""
    live = [op for op in ops if op.state is OpState.APPLIED]
    whole = base.model_dump()
    for path, texts in line_lists(base).items():
        _put(whole, path, _list_after(path, texts, live))
    headline = _line_after("headline", base.headline or "", live)
    whole["headline"] = headline or None
    for section in SECTIONS:
        order = _order(section, len(whole[section]), live) if section in _OBJECTS else None
        if order is not None:
            whole[section] = [whole[section][at] for at in order]
    return ResumeSummary.model_validate(whole)


_OBJECTS = ("employments", "projects", "education")


def _put(whole: dict[str, Any], path: str, texts: list[str]) -> None:
    *steps, last = path.split(".")
    place: Any = whole
    for step in steps:
        place = place[int(step) if step.isdigit() else step]
    place[last] = texts


def _list_after(path: str, texts: list[str], live: Sequence[Op]) -> list[str]:
    kept = [_line_after(f"{path}.{at}", texts[at], live) for at in _order(path, len(texts), live)]
    added = [op.revised for op in live if op.kind is OpKind.AUGMENT and op.target == path]
    return [text for text in [*kept, *added] if text]


def _line_after(path: str, text: str, live: Sequence[Op]) -> str:
    mine = [op for op in live if op.target == path]
    if any(op.kind is OpKind.TRIM for op in mine):
        return ""
    rewrites = [op.revised for op in mine if op.kind is OpKind.REWRITE_LITE]
    return rewrites[-1] if rewrites else text


def _order(path: str, length: int, live: Sequence[Op]) -> list[int]:
    orders = [op.order for op in live if op.kind is OpKind.REORDER and op.target == path]
    return orders[-1] if orders else list(range(length))


def section_order(ops: Sequence[Op]) -> list[str]:
    """The sections in the order the applied edits give them."""
    live = [op for op in ops if op.state is OpState.APPLIED]
    return [SECTIONS[at] for at in _order("sections", len(SECTIONS), live)]


def toggle(ops: Sequence[Op], n: int, *, applied: bool) -> list[Op]:
    """The list with one edit applied or undone; a rejected edit stays rejected."""
    state = OpState.APPLIED if applied else OpState.UNDONE
    return [
        op.model_copy(update={"state": state})
        if op.n == n and op.state is not OpState.REJECTED
        else op
        for op in ops
    ]
