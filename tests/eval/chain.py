"""The product's steps without database and queue: clean, mask, ask, verify, score, tailor, prepare."""

from dataclasses import dataclass, field

from shared.documents.clean import clean
from shared.flow.facts import Sources, judge
from shared.flow.interview_report import InterviewReport
from shared.flow.masking import mask
from shared.flow.match_report import MatchReport
from shared.flow.ops import to_markdown
from shared.flow.plans import FREE_MODEL, PAID_MODELS
from shared.flow.quotes import Evidence
from shared.flow.spans import sift_job, sift_resume
from shared.llm.call import Call
from shared.models.customize import CustomizeAnswer, Op
from shared.models.interview import Point
from shared.models.job import JobAnswer, JobSummary
from shared.models.match import JudgedRequirement, MatchResult
from shared.models.resume import ResumeSummary
from shared.models.words import Locale, Step
from tests.eval.recorder import Recorder


@dataclass(frozen=True)
class Person:
    """Somebody's papers as the models see them."""

    text: str
    contact: dict[str, str]
    summary: ResumeSummary


@dataclass(frozen=True)
class Matched:
    """What became of a match."""

    job: JobSummary
    requirements: list[JudgedRequirement]
    score: int
    markdown: str


@dataclass
class Chain:
    """The steps in one language."""

    models: Recorder
    locale: Locale
    tier_model: dict[Step, str] = field(default_factory=lambda: dict(PAID_MODELS))

    def person(self, text: str) -> Person:
        """Read a resume."""
        masked = mask(clean(text).text)
        claimed = self.models.answer(
            self._call(Step.RESUME_SUMMARY, resume=masked.text), ResumeSummary
        )
        return Person(masked.text, masked.contact, sift_resume(claimed, masked.text)[0])

    def job(self, text: str) -> JobSummary:
        """Read a job."""
        masked = mask(clean(text).text, names=False).text
        claimed = self.models.answer(self._call(Step.JOB_SUMMARY, job=masked), JobAnswer)
        summary, _ = sift_job(claimed, masked)
        if summary is None:
            raise AssertionError("the job asks for nothing")
        return summary

    def match(self, person: Person, job: JobSummary) -> Matched:
        """Judge a person against a job."""
        report = MatchReport(job.requirements, Evidence(person.text), self.locale)
        call = self._call(
            Step.JOB_MATCH,
            **self._papers(person),
            experience_years="",
            job_summary=job.model_dump_json(),
        )
        shown = report.feed(self.models.text(call)) + report.close()
        return Matched(job, report.requirements(), report.score(), shown)

    def tailor(
        self, person: Person, job: JobSummary, match: MatchResult | None = None
    ) -> tuple[list[Op], str]:
        """Edits after the gate, and the Markdown."""
        call = self._call(
            Step.RESUME_CUSTOMIZE,
            **self._papers(person),
            job_summary=job.model_dump_json(),
            match=match.model_dump_json() if match else "",
        )
        answer = self.models.answer(call, CustomizeAnswer)
        ops = judge(answer.ops, person.summary, Sources(person.text))
        return ops, to_markdown(person.summary, ops, locale=self.locale)

    def interview(self, person: Person, job: JobSummary, tailored: str) -> list[Point]:
        """The points to expect, with verified quotes."""
        report = InterviewReport(Evidence(person.text), self.locale)
        call = self._call(
            Step.INTERVIEW_PREP,
            customized_resume=tailored,
            resume=person.text,
            detailed_resume="",
            context="",
            job_summary=job.model_dump_json(),
            match="",
        )
        report.feed(self.models.text(call))
        report.close()
        return report.points()

    def _papers(self, person: Person) -> dict[str, str]:
        return {
            "context": "",
            "resume": person.text,
            "detailed_resume": "",
            "resume_summary": person.summary.model_dump_json(),
            "detailed_resume_summary": "",
        }

    def _call(self, step: Step, **variables: str) -> Call:
        model = self.tier_model.get(step, FREE_MODEL)
        return Call(step, model, self.locale, variables, "evaluation", lambda usage: None)
