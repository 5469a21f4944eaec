"""Summaries hold what the documents say, in their words, and nothing else."""

import json

import pytest

from shared.models.words import FailureCode, Step, SubjectKind
from tests.llm.wire_server import Say
from tests.steps.scene import HISTORY, JOB_ANSWER, RESUME, RESUME_ANSWER, do


def test_a_resume_summary_keeps_only_spans_of_the_resume(scene, wire) -> None:
    subject = scene.asset(SubjectKind.RESUME)
    run = scene.start(Step.RESUME_SUMMARY, subject=subject, supersede=True)
    wire.say(Say(text=json.dumps(RESUME_ANSWER)))
    assert do(run, Step.RESUME_SUMMARY).outcome == "succeeded"
    summary = scene.summary(SubjectKind.RESUME)
    assert summary is not None
    (employment,) = summary["employments"]
    assert employment["employer"] == "Brightharbor Ltd"
    assert employment["title"] == ""
    assert employment["duties"] == ["Built the order service in Python"]
    assert employment["highlights"] == ["Cut latency from 220 ms to 75 ms."]
    assert summary["skills"] == ["Python", "Redis", "C"]
    assert summary["profile"] == []
    assert summary["education"][0]["school"] == "Leeds University"
    assert wire.questions()[0]["messages"][1]["content"].count(RESUME) == 1


def test_the_detailed_history_has_a_prompt_of_its_own(scene, wire) -> None:
    subject = scene.asset(SubjectKind.DETAILED_RESUME)
    run = scene.start(Step.DETAILED_RESUME_SUMMARY, subject=subject, supersede=True)
    answer = {"employments": [{"employer": "Brightharbor", "highlights": ["12 topics"]}]}
    wire.say(Say(text=json.dumps(answer)))
    assert do(run, Step.DETAILED_RESUME_SUMMARY).outcome == "succeeded"
    system, user = (message["content"] for message in wire.questions()[0]["messages"])
    assert system.startswith("Task: detailed_resume_summary\nLanguage: zh\n")
    assert HISTORY in user
    assert wire.questions()[0]["max_tokens"] == 16_000
    summary = scene.summary(SubjectKind.DETAILED_RESUME)
    assert summary is not None
    assert summary["employments"][0]["highlights"] == ["12 topics"]


@pytest.mark.parametrize("answer", [{}, {"skills": ["Juggling"], "profile": ["I juggle"]}])
def test_a_document_without_a_working_life_is_no_resume(scene, wire, answer) -> None:
    subject = scene.asset(SubjectKind.RESUME)
    run = scene.start(Step.RESUME_SUMMARY, subject=subject, supersede=True)
    before = run.balance()
    wire.say(Say(text=json.dumps(answer)))
    do(run, Step.RESUME_SUMMARY)
    assert run.state() == ("FAILED", FailureCode.NOT_A_RESUME)
    assert run.balance() == before + 1


def test_a_job_summary_numbers_the_requirements_it_can_prove(scene, wire) -> None:
    run = scene.start(Step.JOB_SUMMARY, Step.JOB_MATCH)
    wire.say(Say(text=json.dumps(JOB_ANSWER)))
    do(run, Step.JOB_SUMMARY)
    summary = scene.job()["summary"]
    texts = [(item["id"], item["text"]) for item in summary["requirements"]]
    assert texts == [
        ("r1", "3+ years of Python"),
        ("r2", "Kafka is a plus"),
        ("r3", "Kubernetes in production"),
    ]
    assert summary["company"] == "Meridian"
    assert summary["place"] is None
    assert run.state()[0] == "MATCH_PENDING"


def test_a_job_without_a_title_is_named_by_its_first_line(scene, wire) -> None:
    run = scene.start(Step.JOB_SUMMARY, Step.JOB_MATCH)
    wire.say(Say(text=json.dumps(JOB_ANSWER | {"title": "Head of everything"})))
    do(run, Step.JOB_SUMMARY)
    assert scene.job()["summary"]["title"] == "Backend engineer (Meridian, London)"


def test_the_same_job_text_has_the_same_summary_without_asking_again(scene, wire) -> None:
    wire.say(Say(text=json.dumps(JOB_ANSWER)))
    first = scene.start(Step.JOB_SUMMARY, Step.JOB_MATCH)
    do(first, Step.JOB_SUMMARY)
    summary = scene.job()["summary"]
    wire.say(Say(text="", status=400, error={"error": {"code": "1301"}}))
    do(first, Step.JOB_MATCH)
    second = scene.start(Step.JOB_SUMMARY, Step.JOB_MATCH)
    do(second, Step.JOB_SUMMARY)
    assert scene.job()["summary"] == summary
    assert len(wire.questions()) == 2


@pytest.mark.parametrize("requirements", [[], [{"text": "Invented by the model"}]])
def test_a_text_that_asks_for_nothing_is_no_job(scene, wire, requirements) -> None:
    run = scene.start(Step.JOB_SUMMARY, Step.JOB_MATCH)
    before = run.balance()
    wire.say(Say(text=json.dumps({"title": "A poem", "requirements": requirements})))
    do(run, Step.JOB_SUMMARY)
    assert run.state() == ("SUMMARY_FAILED", FailureCode.NOT_A_JOB)
    assert run.balance() == before + 2


def test_a_wrong_shape_is_repaired_once_and_then_fails_the_run(scene, wire) -> None:
    run = scene.start(Step.JOB_SUMMARY, Step.JOB_MATCH)
    before = run.balance()
    bad = json.dumps({"requirements": [{"text": "3+ years of Python", "weight": 99}]})
    wire.say(Say(text=bad), Say(text=bad))
    do(run, Step.JOB_SUMMARY)
    assert run.state() == ("SUMMARY_FAILED", FailureCode.ZOD_VALIDATION_FAILED)
    assert run.balance() == before + 2
    codes = [call["error_code"] for call in scene.calls()]
    assert codes == [FailureCode.ZOD_VALIDATION_FAILED] * 2


def test_every_call_leaves_its_row_with_the_run_and_the_prompt(scene, wire) -> None:
    run = scene.start(Step.JOB_SUMMARY, Step.JOB_MATCH)
    wire.say(Say(status=500), Say(text=json.dumps(JOB_ANSWER)))
    assert do(run, Step.JOB_SUMMARY).outcome == "requeued"
    assert do(run, Step.JOB_SUMMARY, dispatch=2).outcome == "succeeded"
    failed, good = scene.calls()
    assert failed["error_code"] == FailureCode.PROVIDER_ERROR
    assert (good["step"], good["model"], good["tier"]) == ("job_summary", "deepseek-chat", "paid")
    assert good["session_id"] == run.session
    assert good["prompt_version"]
    assert (good["token_input"], good["token_output"]) == (120, 30)


def test_a_job_without_text_waits(scene, wire) -> None:
    run = scene.start(Step.JOB_SUMMARY, Step.JOB_MATCH)
    run.execute("UPDATE jobs SET original_text = NULL WHERE service_id = %s", scene.service)
    assert do(run, Step.JOB_SUMMARY).outcome == "deferred"
    assert wire.requests == []
