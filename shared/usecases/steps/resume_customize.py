"""Step resume_customize: a short list of edits, each judged by the fact gate, and the Markdown code makes of them."""

from typing import Any

from shared.context import Context
from shared.flow.facts import Sources, judge
from shared.flow.language import language_of
from shared.flow.masking import placeholders
from shared.flow.ops import to_markdown
from shared.models.customize import CustomizeAnswer, Op, OpState, ResumeOps
from shared.models.run import Attempt
from shared.usecases.screen import Screen
from shared.usecases.steps.asking import prompt_version, question
from shared.usecases.steps.inputs import Person, job_summary, match_result, person
from shared.usecases.steps.job_match import query
from shared.usecases.steps.knowledge import KnowHow, know_how

CATEGORIES = ("customize",)


def run(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
    """Ask for edits, let the gate judge them, print the resume with those it lets through."""
    who, job, match = person(ctx, attempt), job_summary(ctx, attempt), match_result(ctx, attempt)
    known = know_how(ctx, attempt, screen, query(job), CATEGORIES)
    variables = {
        **who.variables(),
        "context": known.text,
        "job_summary": job.model_dump_json(),
        "match": match.model_dump_json(exclude={"sources", "prompt_version"}),
    }
    answer = ctx.models.answer(question(attempt, screen, variables), CustomizeAnswer)
    ops = judge(answer.ops, who.resume, Sources(who.papers.resume, who.papers.detailed_resume))
    return _result(attempt, who, ops, known)


def _result(attempt: Attempt, who: Person, ops: list[Op], known: KnowHow) -> dict[str, Any]:
    """The resume keeps the language it is written in, whichever the person reads the product in."""
    locale = language_of(who.papers.resume)
    made = ResumeOps(
        base=who.resume,
        ops=ops,
        locale=locale,
        sources=known.sources,
        prompt_version=prompt_version(attempt),
    )
    return {
        "markdown_text": to_markdown(who.resume, ops, placeholders(who.papers.contact), locale),
        "ops": made.model_dump(mode="json"),
        "degrade_reason": _degraded(ops, known),
    }


def _degraded(ops: list[Op], known: KnowHow) -> str | None:
    """Why the result is less than it could be."""
    if not ops:
        return "no_edits"
    if all(op.state is OpState.REJECTED for op in ops):
        return "all_edits_rejected"
    return "no_know_how" if known.missed else None
