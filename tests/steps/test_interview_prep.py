"""Interview notes from the tailored resume, the match and know-how, live and with verified quotes."""

import json

from shared.models.interview import InterviewResult
from shared.models.words import FailureCode, Locale, Step
from tests.llm.wire_server import Say, WireServer
from tests.steps.scene import Scene, completed, do, shown
from tests.worker.support import Run

POINT = {
    "question": "How did you cut latency?",
    "why": "Core of the job.",
    "answer_points": ["measure", "change"],
    "resume_quotes": ["Cut latency from 220 ms to 75 ms", "Saved a million"],
}
ANSWER = (
    "## introduction_1min\nI am [[NAME]].\n## introduction_3min\nLonger.\n"
    f"{json.dumps(POINT)}\n## questions_to_ask\n- How big is the team?\n"
)


def tailored(scene: Scene, wire: WireServer) -> Run:
    """A run whose interview step is queued, after a tailored resume that its owner has changed."""
    customize = completed(scene, wire, Step.RESUME_CUSTOMIZE, locale=Locale.EN)
    wire.say(Say(text='{"ops": []}'))
    do(customize, Step.RESUME_CUSTOMIZE)
    edited = "# [[NAME]]\n\n- My own words, call +49 30 901820\n"
    customize.execute("UPDATE customized_resumes SET markdown_content = %s", edited)
    return scene.start(Step.INTERVIEW_PREP, locale=Locale.EN)


def test_notes_stream_and_are_kept(scene, wire) -> None:
    run = tailored(scene, wire)
    wire.say(Say(text=ANSWER))
    assert do(run, Step.INTERVIEW_PREP).outcome == "succeeded"
    made = InterviewResult.model_validate(scene.results().interview)
    assert made.introduction_1min == "I am [[NAME]]."
    assert [quote.text for quote in made.points[0].quotes] == ["Cut latency from 220 ms to 75 ms"]
    assert made.questions_to_ask == ["How big is the team?"]
    assert made.prompt_version
    assert made.notes == []
    text = shown(run)
    assert "## Introduction in one minute" in text
    assert "> Cut latency from 220 ms to 75 ms — resume" in text
    assert "Saved a million" not in text
    told = run.told()
    assert told.index("INTERVIEW_STREAMING") < told.index("INTERVIEW_COMPLETED")


def test_the_owners_edit_is_used_and_what_they_typed_anew_is_masked(scene, wire) -> None:
    run = tailored(scene, wire)
    wire.say(Say(text=ANSWER))
    do(run, Step.INTERVIEW_PREP)
    asked = wire.questions()[-1]["messages"][1]["content"]
    assert "My own words" in asked
    assert "901820" not in asked


def test_what_an_introduction_makes_up_is_named_beside_it(scene, wire) -> None:
    run = tailored(scene, wire)
    wire.say(Say(text=ANSWER.replace("Longer.", "I hold a PhD from Harvard.")))
    do(run, Step.INTERVIEW_PREP)
    made = InterviewResult.model_validate(scene.results().interview)
    assert "PhD" in made.notes
    assert "Harvard" in " ".join(made.notes)


def test_notes_without_questions_fail_and_give_the_coins_back(scene, wire) -> None:
    run = tailored(scene, wire)
    before = run.balance()
    bad = Say(text=ANSWER.replace(json.dumps(POINT), ""))
    wire.say(bad, bad)
    do(run, Step.INTERVIEW_PREP)
    assert run.state() == ("INTERVIEW_FAILED", FailureCode.ZOD_VALIDATION_FAILED)
    assert run.balance() == before + 2
