"""All steps in a row against the offline models, in both languages: what the product promises, on real text."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.context import Context
from shared.flow.masking import mask
from shared.flow.score import score
from shared.llm.models import Models
from shared.models.customize import OpState, ResumeOps
from shared.models.interview import InterviewResult
from shared.models.match import MatchResult
from shared.models.resume import ResumeSummary
from shared.models.words import Locale, Step, SubjectKind
from tests.offline_ai.server import OfflineAi, running_server
from tests.queue.support import FakeQueue
from tests.steps.scene import Papers, Scene, add_service, do, set_up, shown

SAMPLES = Path("infra/demo/samples")
HISTORY = {
    Locale.ZH: "详细经历\n把夜间结算任务改写为 Go 服务，运行时间从 5 小时降到 40 分钟。",
    Locale.EN: "Detailed history\nRewrote the nightly settlement in Go: 40 minutes instead of 5 hours.",
}


@pytest.fixture(scope="module")
def server() -> Iterator[OfflineAi]:
    with running_server() as server:
        yield server


@pytest.fixture
def offline(ctx: Context, server: OfflineAi) -> Context:
    ctx.models = Models(ctx.settings.model_copy(update={"models_base_url": server.base_url}))
    return ctx


def sample(name: str, locale: Locale) -> str:
    (path,) = (p for p in SAMPLES.glob(f"{name}.{locale}.*") if p.suffix in {".md", ".txt"})
    text = path.read_text(encoding="utf-8")
    return re.sub(r"^#+ |[*`]", "", text, flags=re.MULTILINE)  # as it comes out of the PDF


def succeed(scene: Scene, *steps: Step, **options: object) -> str:
    """Do a run of these steps; gives what a viewer has read."""
    run = scene.start(*steps, **options)
    for step in steps:
        assert do(run, step).outcome == "succeeded"
    return shown(run)


@pytest.mark.parametrize("locale", Locale)
def test_from_papers_to_interview_notes(offline: Context, queue: FakeQueue, locale: Locale) -> None:
    papers = Papers(mask(sample("resume", locale)).text, HISTORY[locale], sample("job", locale))
    person = set_up(offline, queue, papers)
    check_summaries(person, locale)
    scene = add_service(offline, queue, person.user, papers.job)
    check_match(scene, papers, succeed(scene, Step.JOB_SUMMARY, Step.JOB_MATCH, locale=locale))
    succeed(scene, Step.RESUME_CUSTOMIZE, locale=locale)
    made = ResumeOps.model_validate(scene.results().ops)
    assert made.locale is locale
    assert any(op.state is OpState.APPLIED for op in made.ops)
    succeed(scene, Step.INTERVIEW_PREP, locale=locale)
    notes = InterviewResult.model_validate(scene.results().interview)
    assert len(notes.points) >= 3
    assert any(point.quotes for point in notes.points)
    assert notes.questions_to_ask


def check_summaries(person: Scene, locale: Locale) -> None:
    resume, history = SubjectKind.RESUME, SubjectKind.DETAILED_RESUME
    options = {"supersede": True, "locale": locale}
    succeed(person, Step.RESUME_SUMMARY, subject=person.asset(resume), **options)
    succeed(person, Step.DETAILED_RESUME_SUMMARY, subject=person.asset(history), **options)
    summary = ResumeSummary.model_validate(person.summary(resume))
    assert len(summary.employments) >= 2
    assert any(employment.highlights for employment in summary.employments)
    assert summary.skills


def check_match(scene: Scene, papers: Papers, text: str) -> None:
    match = MatchResult.model_validate(scene.results().match)
    assert len(match.requirements) >= 6
    assert match.score == score(match.requirements)
    assert match.score > 40
    assert f"{match.score} / 100" in text
    sources = {"resume": papers.resume, "detailed_resume": papers.history}
    quotes = [quote for item in match.requirements for quote in item.quotes]
    assert quotes
    assert all(sources[q.source][q.start : q.end] == q.text for q in quotes)
    assert not any(item.dropped for item in match.requirements)
