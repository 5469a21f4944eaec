"""Step job_match: a verdict with verified quotes for each requirement, a computed score, and what to make of it."""

from typing import Any

from shared.context import Context
from shared.flow.facts import Sources
from shared.flow.match_report import MatchReport
from shared.flow.score import level
from shared.models.job import JobSummary
from shared.models.match import KnowledgeSource, MatchAnswer, MatchResult
from shared.models.run import Attempt
from shared.models.wire import Value
from shared.usecases.screen import Screen
from shared.usecases.steps.asking import Kept, kept, prompt_version, question, replayed, streamed
from shared.usecases.steps.inputs import Person, job_summary, job_text, person
from shared.usecases.steps.knowledge import know_how
from shared.usecases.steps.notes import known_facts, unfounded

CATEGORIES = ("match", "match_intent")


class KeptMatch(Value):
    """An answer worth keeping: as the model wrote it, with the know-how it was given."""

    text: str
    sources: list[KnowledgeSource]


def run(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
    """Judge, or show again how the very same input was judged before."""
    who, job = person(ctx, attempt), job_summary(ctx, attempt)
    screen.reveal(who.papers.contact)
    place = _place(ctx, attempt, who, job)
    known = place.get(KeptMatch)
    if known:
        report = replayed(screen, known.text, _report(attempt, who, job))
        sources = known.sources
    else:
        report, sources = _asked(ctx, attempt, screen, (who, job), place)
    facts = claimable(ctx, attempt, who)
    return _result(attempt, report, sources, facts).model_dump(mode="json")


def _place(ctx: Context, attempt: Attempt, who: Person, job: JobSummary) -> Kept:
    """Same papers, same requirements, same whole years: same verdicts, whatever else has changed."""
    years = who.years(ctx.clock())
    facts = {
        "resume": who.papers.resume,
        "detailed_resume": who.papers.detailed_resume,
        "job": job.model_dump(mode="json"),
        "years": None if years is None else int(years),
    }
    return kept(ctx, attempt, facts)


def _asked(
    ctx: Context, attempt: Attempt, screen: Screen, inputs: tuple[Person, JobSummary], place: Kept
) -> tuple[MatchReport, list[KnowledgeSource]]:
    who, job = inputs
    known = know_how(ctx, attempt, screen, query(job), CATEGORIES)
    years = who.years(ctx.clock())
    variables = {
        **who.variables(),
        "experience_years": "" if years is None else str(years),
        "context": known.text,
        "job_summary": job.model_dump_json(),
    }
    call = question(attempt, screen, variables)
    report, text = streamed(ctx, screen, call, lambda: _report(attempt, who, job), MatchAnswer)
    place.put(KeptMatch(text=text, sources=known.sources))
    return report, known.sources


def _report(attempt: Attempt, who: Person, job: JobSummary) -> MatchReport:
    return MatchReport(job.requirements, who.evidence, attempt.locale)


def _result(
    attempt: Attempt, report: MatchReport, sources: list[KnowledgeSource], facts: Sources
) -> MatchResult:
    answer, score = report.answer(), report.score()
    return MatchResult(
        score=score,
        level=level(score),
        requirements=report.requirements(),
        conclusion=answer.conclusion,
        strengths=answer.strengths,
        gaps=answer.gaps,
        script=answer.script,
        script_notes=unfounded([answer.script], facts),
        sources=sources,
        prompt_version=prompt_version(attempt),
    )


def claimable(ctx: Context, attempt: Attempt, who: Person) -> Sources:
    """What a text in the person's name may claim."""
    papers = who.papers
    job, years = job_text(ctx, attempt), who.years(ctx.clock())
    return known_facts(papers.resume, papers.detailed_resume, job, years)


def query(job: JobSummary) -> str:
    """What know-how to look for: the job in a few words."""
    return "\n".join([job.title, *(requirement.text for requirement in job.requirements)])
