"""Step interview_prep: two introductions and the questions to expect, with the lines of the papers to lean on."""

from typing import Any

from shared.context import Context
from shared.flow.facts import Sources
from shared.flow.interview_report import InterviewReport
from shared.models.interview import InterviewAnswer, InterviewResult
from shared.models.match import KnowledgeSource
from shared.models.run import Attempt
from shared.usecases.screen import Screen
from shared.usecases.steps.asking import prompt_version, question, streamed
from shared.usecases.steps.inputs import (
    customized_markdown,
    job_summary,
    match_result,
    person,
)
from shared.usecases.steps.job_match import claimable, query
from shared.usecases.steps.knowledge import know_how
from shared.usecases.steps.notes import unfounded

CATEGORIES = ("interview",)


def run(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
    """Prepare the interview from the tailored resume, the match and know-how."""
    who, job, match = person(ctx, attempt), job_summary(ctx, attempt), match_result(ctx, attempt)
    screen.reveal(who.papers.contact)
    tailored = customized_markdown(ctx, attempt, who.papers)
    known = know_how(ctx, attempt, screen, query(job), CATEGORIES)
    variables = {
        "customized_resume": tailored,
        "resume": who.papers.resume,
        "detailed_resume": who.papers.detailed_resume,
        "context": known.text,
        "job_summary": job.model_dump_json(),
        "match": match.model_dump_json(exclude={"sources", "prompt_version"}),
    }
    report, _ = streamed(
        ctx,
        screen,
        question(attempt, screen, variables),
        lambda: InterviewReport(who.evidence, attempt.locale),
        InterviewAnswer,
    )
    facts = claimable(ctx, attempt, who)
    return _result(attempt, report, known.sources, facts).model_dump(mode="json")


def _result(
    attempt: Attempt, report: InterviewReport, sources: list[KnowledgeSource], facts: Sources
) -> InterviewResult:
    answer = report.answer()
    return InterviewResult(
        introduction_1min=answer.introduction_1min,
        introduction_3min=answer.introduction_3min,
        points=report.points(),
        questions_to_ask=answer.questions_to_ask,
        notes=unfounded([answer.introduction_1min, answer.introduction_3min], facts),
        sources=sources,
        prompt_version=prompt_version(attempt),
    )
