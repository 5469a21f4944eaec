"""The summaries as the product's models want them."""

from typing import Any

from infra.offline_ai.engine.job import Job
from infra.offline_ai.engine.resume import Resume, Work
from infra.offline_ai.engine.schools import School

MOST = {"employments": 30, "projects": 40, "education": 15}
MOST_LINES = 60


def resume_summary(resume: Resume) -> dict[str, Any]:
    """The fields of shared.models.resume.ResumeSummary."""
    return {
        "headline": resume.headline,
        "profile": resume.profile[:MOST_LINES],
        "skills": resume.skills[:MOST_LINES],
        "employments": [_employment(w) for w in resume.employments[: MOST["employments"]]],
        "projects": [_project(w) for w in resume.projects[: MOST["projects"]]],
        "education": [_school(s) for s in resume.education[: MOST["education"]]],
        "certificates": resume.certificates[:MOST_LINES],
        "languages": resume.languages[:MOST_LINES],
        "others": resume.others[:MOST_LINES],
    }


def job_summary(job: Job) -> dict[str, Any]:
    """The fields of shared.models.job.JobSummary."""
    return {
        "title": job.title,
        "company": job.company,
        "place": job.place,
        "salary": job.salary,
        "duties": job.duties[:MOST_LINES],
        "requirements": [
            {
                "id": f"r{number}",
                "text": ask.text,
                "importance": "must" if ask.must else "nice",
                "kind": ask.kind,
                "weight": ask.weight,
            }
            for number, ask in enumerate(job.asks, 1)
        ],
    }


def _employment(work: Work) -> dict[str, Any]:
    return {"employer": work.employer, "title": work.title, **_rest(work)}


def _project(work: Work) -> dict[str, Any]:
    return {"name": work.employer, "role": work.title or None, **_rest(work)}


def _rest(work: Work) -> dict[str, Any]:
    return {
        "start": work.period.start if work.period else None,
        "end": work.period.end if work.period else None,
        "duties": work.duties[:MOST_LINES],
        "highlights": work.highlights[:MOST_LINES],
    }


def _school(school: School) -> dict[str, Any]:
    return {
        "school": school.school,
        "degree": school.degree,
        "field": school.subject,
        "start": school.period.start if school.period else None,
        "end": school.period.end if school.period else None,
        "notes": school.notes[:MOST_LINES],
    }
