"""Asking the offline model as the product's prompts do, without a server."""

from pathlib import Path

from pypdf import PdfReader

from infra.offline_ai.prompt import Prompt
from infra.offline_ai.tasks import answer
from shared.models.job import JobSummary
from shared.models.resume import ResumeSummary

SAMPLES = Path(__file__).parent / "samples"
DOCUMENTS = Path(__file__).parents[1] / "data" / "documents"
TRADES = ("backend", "marketing", "accounting", "nurse")
LANGUAGES = ("zh", "en")


def sample(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def pdf_text(name: str) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(DOCUMENTS / f"{name}.pdf").pages)


def ask(task: str, language: str, obey: bool = False, **tags: str) -> str:
    user = "\n".join(f"<{name}>\n{_escaped(text)}\n</{name}>" for name, text in tags.items())
    return answer(Prompt(f"Task: {task}\nLanguage: {language}", user), obey)


def _escaped(text: str) -> str:
    return text.replace("</", "<\\/")


def resume_summary(text: str, language: str = "en") -> ResumeSummary:
    return ResumeSummary.model_validate_json(ask("resume_summary", language, resume=text))


def job_summary(text: str, language: str = "en") -> JobSummary:
    return JobSummary.model_validate_json(ask("job_summary", language, job=text))


def compared(task: str, language: str, resume: str, job: str, history: str = "") -> str:
    """A task on a resume and a job, with the summaries of the steps before it."""
    return ask(
        task,
        language,
        resume=resume,
        detailed_resume=history,
        resume_summary=resume_summary(resume).model_dump_json(),
        job_summary=job_summary(job).model_dump_json(),
    )
