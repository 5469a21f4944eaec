"""Summaries extract: whatever a model wrote that the document does not say is dropped, and counted."""

import re
from collections.abc import Sequence

from shared.flow.quotes import Folded, one_line
from shared.flow.steering import steers
from shared.models.job import JobAnswer, JobSummary, Requirement
from shared.models.resume import Employment, Project, ResumeSummary, Schooling

MAX_REQUIREMENTS = 40
LONGEST_TITLE = 80
LONGEST_SPAN = 1_200
LIST_NUMBER = re.compile(r"^(?:\d{1,2}、|\d{1,2}[.)]\s|[-•·*]\s)\s*(?=\S)")


class Sieve:
    """Lets through what the source says, in the source's own letters."""

    def __init__(self, source: str) -> None:
        self._source = Folded(source)
        self.dropped = 0

    def text(self, claimed: str | None) -> str | None:
        """The span as the source writes it; None for what it does not say."""
        if not claimed or not claimed.strip():
            return None
        found = self._source.find(claimed, shortest=1)
        if found is None:
            self.dropped += 1
            return None
        return LIST_NUMBER.sub("", one_line(found.text))[:LONGEST_SPAN]

    def texts(self, claimed: Sequence[str]) -> list[str]:
        """Those of the spans that stand in the source, each once."""
        return list(dict.fromkeys(text for span in claimed if (text := self.text(span))))


def sift_resume(claimed: ResumeSummary, source: str) -> tuple[ResumeSummary, int]:
    """The summary without inventions, and how many there were."""
    sieve = Sieve(source)
    kept = ResumeSummary(
        headline=sieve.text(claimed.headline),
        profile=sieve.texts(claimed.profile),
        skills=sieve.texts(claimed.skills),
        employments=[made for item in claimed.employments if (made := _employment(item, sieve))],
        projects=[made for item in claimed.projects if (made := _project(item, sieve))],
        education=[made for item in claimed.education if (made := _schooling(item, sieve))],
        certificates=sieve.texts(claimed.certificates),
        languages=sieve.texts(claimed.languages),
        others=sieve.texts(claimed.others),
    )
    return kept, sieve.dropped


def is_resume(summary: ResumeSummary) -> bool:
    """Whether the document says anything of a working life."""
    return bool(summary.employments or summary.projects or summary.education or summary.skills)


def is_history(summary: ResumeSummary) -> bool:
    """Whether the document says anything at all: notes of one's own need no form."""
    return is_resume(summary) or bool(summary.profile or summary.certificates or summary.others)


def sift_job(claimed: JobAnswer, source: str) -> tuple[JobSummary | None, int]:
    """The summary without inventions, requirements numbered; None when no requirement is left."""
    sieve = Sieve(source)
    requirements: dict[str, Requirement] = {}
    for item in claimed.requirements:
        if steers(item.text):
            sieve.dropped += 1
        elif text := sieve.text(item.text):
            requirements.setdefault(text, item)
    numbered = [
        item.model_copy(update={"id": f"r{number}", "text": text})
        for number, (text, item) in enumerate(requirements.items(), 1)
    ]
    if not numbered:
        return None, sieve.dropped
    summary = JobSummary(
        title=sieve.text(claimed.title) or _first_line(source),
        company=sieve.text(claimed.company),
        place=sieve.text(claimed.place),
        salary=sieve.text(claimed.salary),
        duties=sieve.texts(claimed.duties),
        requirements=numbered[:MAX_REQUIREMENTS],
    )
    return summary, sieve.dropped


def _employment(claimed: Employment, sieve: Sieve) -> Employment | None:
    employer = sieve.text(claimed.employer)
    if employer is None:
        return None
    return Employment(
        employer=employer,
        title=sieve.text(claimed.title) or "",
        start=sieve.text(claimed.start),
        end=sieve.text(claimed.end),
        duties=sieve.texts(claimed.duties),
        highlights=sieve.texts(claimed.highlights),
    )


def _project(claimed: Project, sieve: Sieve) -> Project | None:
    name = sieve.text(claimed.name)
    if name is None:
        return None
    return Project(
        name=name,
        role=sieve.text(claimed.role),
        start=sieve.text(claimed.start),
        end=sieve.text(claimed.end),
        duties=sieve.texts(claimed.duties),
        highlights=sieve.texts(claimed.highlights),
    )


def _schooling(claimed: Schooling, sieve: Sieve) -> Schooling | None:
    school = sieve.text(claimed.school)
    if school is None:
        return None
    return Schooling(
        school=school,
        degree=sieve.text(claimed.degree),
        field=sieve.text(claimed.field),
        start=sieve.text(claimed.start),
        end=sieve.text(claimed.end),
        notes=sieve.texts(claimed.notes),
    )


def _first_line(source: str) -> str:
    return source.strip().splitlines()[0].strip()[:LONGEST_TITLE]
