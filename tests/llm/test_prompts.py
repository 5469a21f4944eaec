"""The prompt files: complete, equal in both languages, and safe to fill."""

import json
import re

import pytest

from shared.llm import prompts
from shared.models.customize import CustomizeAnswer
from shared.models.job import JobSummary
from shared.models.resume import ResumeSummary
from shared.models.words import Locale, Step

VARIABLES = {
    Step.RESUME_VISION: set(),
    Step.RESUME_SUMMARY: {"resume"},
    Step.DETAILED_RESUME_SUMMARY: {"detailed_resume"},
    Step.JOB_VISION: set(),
    Step.JOB_SUMMARY: {"job"},
    Step.JOB_MATCH: {
        "context",
        "resume",
        "detailed_resume",
        "resume_summary",
        "detailed_resume_summary",
        "experience_years",
        "job_summary",
    },
    Step.RESUME_CUSTOMIZE: {
        "context",
        "resume",
        "detailed_resume",
        "resume_summary",
        "detailed_resume_summary",
        "job_summary",
        "match",
    },
    Step.INTERVIEW_PREP: {
        "context",
        "customized_resume",
        "resume",
        "detailed_resume",
        "job_summary",
        "match",
    },
}
EVERY = [(step, locale) for step in Step for locale in Locale]


@pytest.mark.parametrize("step", Step)
def test_both_languages_ask_for_the_same_inputs(step) -> None:
    for locale in Locale:
        assert prompts.template(step, locale).variables == VARIABLES[step]


@pytest.mark.parametrize(("step", "locale"), EVERY)
def test_the_system_prompt_names_task_and_language_and_holds_no_data(step, locale) -> None:
    system = prompts.template(step, locale).system
    assert system.splitlines()[:2] == [f"Task: {step}", f"Language: {locale}"]
    assert not prompts.PLACE.search(system)


@pytest.mark.parametrize(("step", "locale"), EVERY)
def test_every_input_stands_alone_in_a_tag_of_its_name(step, locale) -> None:
    template = prompts.template(step, locale)
    for name in template.variables:
        assert f"<{name}>\n{{{{{name}}}}}\n</{name}>" in template.user


@pytest.mark.parametrize("step", Step)
def test_the_chinese_prompt_is_chinese_and_the_english_is_not(step) -> None:
    han = re.compile(r"[\u4e00-\u9fff]")
    assert len(han.findall(prompts.template(step, Locale.ZH).system)) > 100
    assert not han.search(prompts.template(step, Locale.EN).system)


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize(
    ("step", "shape"),
    [
        (Step.RESUME_SUMMARY, ResumeSummary),
        (Step.DETAILED_RESUME_SUMMARY, ResumeSummary),
        (Step.JOB_SUMMARY, JobSummary),
        (Step.RESUME_CUSTOMIZE, CustomizeAnswer),
    ],
)
def test_the_example_in_the_prompt_has_the_shape_that_is_validated(step, shape, locale) -> None:
    system = prompts.template(step, locale).system
    assert "json" in system.lower()
    example = next(line for line in system.splitlines() if line.startswith("{"))
    shape.model_validate(json.loads(example))
    assert set(json.loads(example)) <= set(shape.model_fields)


def test_a_missing_variable_is_an_error() -> None:
    with pytest.raises(KeyError):
        prompts.fill("<job>{{job}}</job>", {"resume": "x"})


def test_the_version_is_the_hash_of_the_content() -> None:
    versions = {prompts.template(step, locale).version for step, locale in EVERY}
    assert len(versions) == len(EVERY)
    assert all(re.fullmatch(r"[0-9a-f]{12}", version) for version in versions)
