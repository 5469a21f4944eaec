"""Edits go through the gate: a lie of the model is rejected, shown, and not in the resume."""

import json

import pytest

from shared.models.customize import OpState, ResumeOps
from shared.models.words import FailureCode, Locale, Step
from tests.llm.wire_server import Say
from tests.steps.scene import completed, do

HONEST = {
    "kind": "rewrite-lite",
    "target": "employments.0.highlights.0",
    "original": "Cut latency from 220 ms to 75 ms.",
    "revised": "Reduced latency from 220 ms to 75 ms.",
    "reason": "Plainer.",
    "sources": ["Cut latency from 220 ms to 75 ms."],
}
REORDER = {"kind": "reorder", "target": "skills", "order": [1, 0, 2], "reason": "Redis first."}
LIE = HONEST | {
    "target": "employments.0.duties.0",
    "original": "Built the order service in Python.",
    "revised": "Built the order service in Python, saving 40 % of cost.",
    "sources": [],
}


def answer(*ops: object) -> Say:
    return Say(text=json.dumps({"ops": ops}))


def test_honest_edits_are_applied_and_lies_are_not(scene, wire) -> None:
    run = completed(scene, wire, Step.RESUME_CUSTOMIZE, locale=Locale.ZH)
    wire.say(answer(REORDER, HONEST, LIE))
    assert do(run, Step.RESUME_CUSTOMIZE).outcome == "succeeded"
    made = scene.results()
    ops = ResumeOps.model_validate(made.ops)
    assert [op.state for op in ops.ops] == [OpState.APPLIED, OpState.APPLIED, OpState.REJECTED]
    assert any("40" in violation.text for violation in ops.ops[2].violations)
    assert ops.locale is Locale.EN
    text = made.markdown_text or ""
    assert "Reduced latency from 220 ms to 75 ms." in text
    assert "40" not in text
    assert text.index("Redis") < text.index("- Python")
    assert text.startswith("# [[NAME]]")
    assert "[[PHONE]]" in text
    assert made.degrade_reason is None
    assert run.state()[0] == "CUSTOMIZE_COMPLETED"


@pytest.mark.parametrize(("ops", "reason"), [((), "no_edits"), ((LIE,), "all_edits_rejected")])
def test_a_resume_that_stays_as_it_is_says_why(scene, wire, ops, reason) -> None:
    run = completed(scene, wire, Step.RESUME_CUSTOMIZE)
    wire.say(answer(*ops))
    do(run, Step.RESUME_CUSTOMIZE)
    assert scene.results().degrade_reason == reason


def test_without_know_how_the_result_says_so(scene, wire) -> None:
    run = completed(scene, wire, Step.RESUME_CUSTOMIZE)
    wire.embedding_script.append(Say(status=400, error={"error": {"code": "1113"}}))
    wire.say(answer(HONEST))
    do(run, Step.RESUME_CUSTOMIZE)
    assert scene.results().degrade_reason == "no_know_how"


def test_a_wrong_shaped_answer_gives_the_coins_back(scene, wire) -> None:
    run = completed(scene, wire, Step.RESUME_CUSTOMIZE)
    before = run.balance()
    bad = answer({"kind": "invent", "target": "skills"})
    wire.say(bad, bad)
    do(run, Step.RESUME_CUSTOMIZE)
    assert run.state() == ("CUSTOMIZE_FAILED", FailureCode.ZOD_VALIDATION_FAILED)
    assert run.balance() == before + 2


def test_the_model_is_given_both_papers_their_summaries_the_job_and_the_match(scene, wire) -> None:
    run = completed(scene, wire, Step.RESUME_CUSTOMIZE)
    wire.say(answer())
    do(run, Step.RESUME_CUSTOMIZE)
    asked = wire.questions()[-1]["messages"][1]["content"]
    for tag in (
        "resume",
        "detailed_resume",
        "resume_summary",
        "detailed_resume_summary",
        "job_summary",
        "match",
    ):
        inside = asked.split(f"<{tag}>\n")[1].split(f"\n</{tag}>")[0]
        assert len(inside) > 20, tag
    assert '"score":' in asked
