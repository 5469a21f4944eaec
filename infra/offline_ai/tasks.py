"""What the model does: the system prompt names the task, tags hold the input."""

import json
from collections.abc import Callable
from typing import Any, cast

from infra.offline_ai.engine.compare import Compared, compare
from infra.offline_ai.engine.customize import customize_answer
from infra.offline_ai.engine.interview import interview_answer
from infra.offline_ai.engine.job import read_job
from infra.offline_ai.engine.person import read_person
from infra.offline_ai.engine.resume import read_resume
from infra.offline_ai.engine.summaries import job_summary, resume_summary
from infra.offline_ai.engine.write_match import match_answer
from infra.offline_ai.gullible import obeyed
from infra.offline_ai.prompt import BadRequest, Prompt

NO_TEXT = "NO_TEXT"


def answer(prompt: Prompt, obey: bool = False) -> str:
    """The answer of the offline model; `obey` = as a model that follows orders in documents."""
    if prompt.images:
        return _read_images(prompt)
    text = TASKS.get(prompt.task, _unknown)(prompt)
    return obeyed(text, prompt.user) if obey else text


def _read_images(prompt: Prompt) -> str:
    """Loaded here, because the reader takes half a gigabyte."""
    from infra.offline_ai.ocr import NoPicture, read_image

    try:
        return "\n".join(filter(None, map(read_image, prompt.images))) or NO_TEXT
    except NoPicture as problem:
        raise BadRequest(str(problem)) from problem


def _resume_summary(prompt: Prompt) -> str:
    return _json(resume_summary(read_resume(prompt.tag("resume"))))


def _detailed_summary(prompt: Prompt) -> str:
    return _json(resume_summary(read_resume(prompt.tag("detailed_resume"))))


def _job_summary(prompt: Prompt) -> str:
    return _json(job_summary(read_job(prompt.tag("job"))))


def _job_match(prompt: Prompt) -> str:
    return match_answer(_compared(prompt), prompt.language)


def _resume_customize(prompt: Prompt) -> str:
    return _json(
        customize_answer(_compared(prompt), _read_json(prompt, "resume_summary"), prompt.language)
    )


def _interview_prep(prompt: Prompt) -> str:
    return interview_answer(_compared(prompt), prompt.language)


def _unknown(prompt: Prompt) -> str:
    return "{}" if prompt.wants_json else "OK"


def _compared(prompt: Prompt) -> Compared:
    person = read_person(prompt.tag("resume"), prompt.tag("detailed_resume"))
    return compare(person, _read_json(prompt, "job_summary"))


def _read_json(prompt: Prompt, tag: str) -> dict[str, Any]:
    """The object in a tag; an empty one when there is none."""
    try:
        value: object = json.loads(prompt.tag(tag) or "{}")
    except json.JSONDecodeError:
        return {}
    return cast(dict[str, Any], value) if isinstance(value, dict) else {}


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


TASKS: dict[str, Callable[[Prompt], str]] = {
    "resume_summary": _resume_summary,
    "detailed_resume_summary": _detailed_summary,
    "job_summary": _job_summary,
    "job_match": _job_match,
    "resume_customize": _resume_customize,
    "interview_prep": _interview_prep,
}
