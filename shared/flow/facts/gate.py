"""The gate itself: every proposed edit goes in, every edit comes out applied or rejected with what it made up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from shared.flow.edits import fits
from shared.flow.facts.claims import climbs, new_claims, new_leads, new_posts, new_titles
from shared.flow.facts.entries import new_in_entry
from shared.flow.facts.known import Known
from shared.flow.facts.levels import changed_levels, new_degrees, new_grades
from shared.flow.facts.novelty import new_things, replaced_names
from shared.flow.facts.numbers import Counted, new_numbers, numbers
from shared.flow.facts.places import Places, is_told_alone, read_places
from shared.flow.facts.terms import borrowed_terms, new_licences, new_terms
from shared.flow.facts.words import plain, squeezed
from shared.models.customize import Op, OpKind, OpState, ProposedOp, Violation
from shared.models.resume import ResumeSummary


@dataclass(frozen=True)
class Sources:
    """All a tailored resume may say: the cleaned, masked texts of resume and detailed history."""

    resume_text: str
    detailed_text: str = ""

    @cached_property
    def places(self) -> Places:
        """The texts sentence by sentence."""
        return read_places(self.resume_text, self.detailed_text)

    @cached_property
    def known(self) -> Known:
        """All they name."""
        return Known(f"{self.resume_text}\n{self.detailed_text}")

    def numbers(self, line: str) -> Counted:
        """What a sentence of the texts dates and counts, read once for all edits."""
        if line not in self._read:
            self._read[line] = numbers(line)
        return self._read[line]

    @cached_property
    def _read(self) -> dict[str, Counted]:
        return {}

    def has(self, span: str) -> bool:
        """Whether a span the model quotes stands in one of the texts."""
        wanted = squeezed(plain(span))
        return bool(wanted) and wanted in squeezed(plain(self.known.text))


def judge(proposed: Sequence[ProposedOp], base: ResumeSummary, sources: Sources) -> list[Op]:
    """Number the edits and reject those that do not fit the resume or bring in what nobody wrote."""
    return [_judged(n, op, base, sources) for n, op in enumerate(proposed)]


def _judged(n: int, op: ProposedOp, base: ResumeSummary, sources: Sources) -> Op:
    if not fits(base, op):
        found = [Violation(kind="target", text=op.target)]
    elif op.kind in (OpKind.REORDER, OpKind.TRIM):
        found = []
    else:
        found = violations(op.original, op.revised, sources, spans=op.sources)
    state = OpState.REJECTED if found else OpState.APPLIED
    return Op(**op.model_dump(), n=n, state=state, violations=found)


def violations(
    original: str, revised: str, sources: Sources, spans: Sequence[str] = ()
) -> list[Violation]:
    """What a new line says that neither its own line, nor its employment, nor a true quote says."""
    places = sources.places
    quoted = [span for span in spans if sources.has(span)]
    alike = places.alike(revised)
    near = [*places.near(original), original, *quoted]
    backing = [*alike, *quoted]
    found = [  # what says best what is wrong comes first
        *new_numbers(revised, original, [(line, sources.numbers(line)) for line in near]),
        *new_in_entry(revised, original, sources.detailed_text, sources.known),
        *new_titles(revised, near),
        *new_leads(revised, near),
        *new_posts(revised, original, sources.known),
        *new_degrees(revised, sources.known),
        *changed_levels(revised, original),
        *new_grades(revised, sources.known),
        *new_licences(revised, sources.known),
        *new_terms(revised, original, sources.known),
        *_borrowed(revised, original, places, quoted),
        *replaced_names(revised, original, sources.known),
        *new_claims(revised, near, sources.known),
        *new_things(revised, original, sources.known),
        *climbs(revised, original or "\n".join(alike), [*backing, *places.told(revised, near)]),
    ]
    once: dict[str, Violation] = {}
    for violation in found:
        once.setdefault(violation.text.casefold(), violation)
    return list(once.values())


def _borrowed(
    revised: str, original: str, places: Places, quoted: Sequence[str]
) -> Iterator[Violation]:
    """Names in the place of the line's own that its employment does not have."""
    own = places.own(original)
    if own is None and is_told_alone(revised, original):
        own = places.details
    if own is not None:
        yield from borrowed_terms(revised, original, Known("\n".join([original, *own, *quoted])))
