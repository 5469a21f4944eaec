"""What the documents prove about a person: lines to quote, skills, employments, degree."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from infra.offline_ai.engine.pieces import DEGREE_RANK
from infra.offline_ai.engine.resume import Resume, Work, read_resume
from infra.offline_ai.engine.skills import find_skills, with_implied
from infra.offline_ai.engine.text import folded, width
from infra.offline_ai.engine.trades import trades_of
from infra.offline_ai.engine.words import pattern

LEADS = pattern("leads")
MOST_TOLD = 24  # an embedding takes some 30 ms of a processor


@dataclass(frozen=True)
class Proof:
    """A line that can be quoted, the skills it shows, and whether it comes from doing (not from a list)."""

    text: str
    skills: frozenset[str]
    done: bool


@dataclass
class Person:
    """Resume and detailed history read together."""

    resume: Resume
    history: Resume
    source: str
    proofs: list[Proof] = field(default_factory=list[Proof])

    @cached_property
    def skills(self) -> set[str]:
        """Every skill the documents name, and what these imply."""
        return with_implied(find_skills(self.source))

    @cached_property
    def works(self) -> list[Work]:
        """Every employment once, those of the resume first."""
        found = {
            (folded(w.employer), w.period and w.period.first): w for w in reversed(self._all())
        }
        return [work for work in self._all() if work in found.values()]

    @property
    def told(self) -> list[str]:
        """The lines worth comparing by meaning: what was done, then what the person says; not too many."""
        said = [*self.resume.profile, *self.history.profile]
        return [*(p.text for p in self.proofs if p.done), *said][:MOST_TOLD]

    def _all(self) -> list[Work]:
        return [*self.resume.employments, *self.history.employments]

    @property
    def rank(self) -> int:
        """The highest degree; 0 when none is named."""
        schools = [*self.resume.education, *self.history.education]
        return max((DEGREE_RANK[s.rank] for s in schools if s.rank), default=0)

    @cached_property
    def trades(self) -> Counter[str]:
        """The trades the person worked in."""
        found: Counter[str] = Counter()
        for work in self.works:
            found.update(trades_of(" ".join([work.title, *work.lines])))
        return found

    @property
    def name(self) -> str | None:
        """The placeholder of the name, when the resume holds one."""
        return self.resume.name or self.history.name


def read_person(resume: str, history: str) -> Person:
    """The person behind the two documents."""
    person = Person(read_resume(resume), read_resume(history), f"{resume}\n{history}")
    done = [person.resume, person.history]
    worked = {line for r in done for w in [*r.employments, *r.projects] for line in w.lines}
    seen: set[str] = set()
    for line in (line for r in done for line in r.evidence()):
        if folded(line) not in seen and width(line) > 1:
            seen.add(folded(line))
            person.proofs.append(Proof(line, _shown(line), line in worked))
    person.skills |= {name for proof in person.proofs for name in proof.skills}
    return person


def _shown(line: str) -> frozenset[str]:
    """The skills a line shows; whoever manages three people leads."""
    leads = {"Leadership"} if LEADS.search(line) else set[str]()
    return frozenset(with_implied(find_skills(line)) | leads)
