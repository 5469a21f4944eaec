"""The match: live, verified, scored by code, the same for the same input, and repaired when it breaks."""

import json

import pytest

from shared.flow.score import score
from shared.models.match import MatchResult
from shared.models.words import FailureCode, Locale, Step
from tests.llm.wire_server import Say
from tests.steps.scene import (
    HISTORY,
    MATCH_ANSWER,
    RESUME,
    Scene,
    do,
    once_more,
    shown,
    summarized,
)


def matched(scene: Scene) -> MatchResult:
    return MatchResult.model_validate(scene.results().match)


def test_a_match_streams_verified_markdown_and_keeps_a_valid_result(scene, wire) -> None:
    run = summarized(scene, wire, locale=Locale.EN)
    wire.say(Say(text=MATCH_ANSWER, reasoning="thinking"))
    assert do(run, Step.JOB_MATCH).outcome == "succeeded"
    made = matched(scene)
    assert [item.verdict for item in made.requirements] == ["met", "met", "missing"]
    assert made.requirements[2].dropped
    assert made.score == score(made.requirements)
    for item in made.requirements:
        for quote in item.quotes:
            source = RESUME if quote.source == "resume" else HISTORY
            assert source[quote.start : quote.end] == quote.text
    text = shown(run)
    assert f"## Match: {made.score} / 100" in text
    assert "Hello, I am Ann Example." in text  # the viewer is the owner
    assert "Kubernetes since 2020" not in text
    assert run.state()[0] == "MATCH_COMPLETED"
    told = run.told()
    assert told.index("MATCH_STREAMING") < told.index("token") < told.index("MATCH_COMPLETED")


def test_what_the_script_claims_without_a_source_is_named_beside_it(scene, wire) -> None:
    run = summarized(scene, wire)
    bold = (
        "Hello, I am [[NAME]]. In 3 years at Brightharbor I cut cost by 40% with Rust for Meridian."
    )
    wire.say(Say(text=MATCH_ANSWER.replace("Hello, I am [[NAME]].", bold)))
    do(run, Step.JOB_MATCH)
    assert matched(scene).script == bold
    assert set(matched(scene).script_notes) == {"40%", "Rust"}


def test_the_model_gets_every_paper_and_the_years_but_no_contact_data(scene, wire) -> None:
    run = summarized(scene, wire)
    wire.say(Say(text=MATCH_ANSWER))
    do(run, Step.JOB_MATCH)
    asked = wire.questions()[-1]["messages"][1]["content"]
    assert RESUME in asked
    assert HISTORY in asked
    assert "<experience_years>\n3.0\n</experience_years>" in asked
    assert '"id":"r1"' in asked
    sent = json.dumps(wire.requests, ensure_ascii=False)
    assert "Ann Example" not in sent
    assert "7946" not in sent


def test_the_same_input_is_judged_once_and_shown_the_same_way(scene, wire) -> None:
    run = summarized(scene, wire)
    wire.say(Say(text=MATCH_ANSWER))
    do(run, Step.JOB_MATCH)
    first, text = matched(scene), shown(run)
    again = once_more(scene)
    do(again, Step.JOB_SUMMARY)
    do(again, Step.JOB_MATCH)
    assert shown(again) == text
    with scene.ctx.db.connect() as conn:
        row = conn.execute(
            "SELECT match_summary_json AS made FROM matches WHERE service_id = %s",
            (again.service.id,),
        ).fetchone()
    assert row is not None
    assert MatchResult.model_validate(row["made"]) == first
    assert len(wire.questions()) == 2


def test_what_is_kept_of_a_judgement_cannot_be_read_in_the_database(scene, wire) -> None:
    run = summarized(scene, wire)
    wire.say(Say(text=MATCH_ANSWER))
    do(run, Step.JOB_MATCH)
    with scene.ctx.db.connect() as conn:
        rows = list(conn.execute("SELECT user_id, answer FROM judgement_cache"))
    assert len(rows) == 2
    assert all(row["user_id"] == scene.user for row in rows)
    assert not any(b"order service" in row["answer"] for row in rows)


def test_an_answer_of_the_wrong_form_is_void_and_asked_for_once_more(scene, wire) -> None:
    run = summarized(scene, wire, locale=Locale.EN)
    wire.say(Say(text=MATCH_ANSWER.split("## script")[0]), Say(text=MATCH_ANSWER))
    assert do(run, Step.JOB_MATCH).outcome == "succeeded"
    assert [call["error_code"] for call in scene.calls() if call["step"]] == [
        None,
        FailureCode.ZOD_VALIDATION_FAILED,
        None,
    ]
    assert "script" in wire.questions()[-1]["messages"][-1]["content"]
    assert shown(run).count("Requirement by requirement") == 1
    assert shown(run).count("Worth it.") == 1


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("I cannot do that.", FailureCode.JSON_PARSE_FAILED),
        ("## conclusion\nFine.\n## script\nHello.", FailureCode.ZOD_VALIDATION_FAILED),
    ],
)
def test_an_answer_that_stays_wrong_fails_the_run_and_gives_the_coins_back(
    scene, wire, answer, code
) -> None:
    run = summarized(scene, wire)
    before = run.balance()
    wire.say(Say(text=answer), Say(text=answer))
    do(run, Step.JOB_MATCH)
    assert run.state() == ("MATCH_FAILED", code)
    assert run.balance() == before + 2
    assert scene.results().match is None


def test_a_cut_stream_is_tried_again_from_its_beginning(scene, wire) -> None:
    run = summarized(scene, wire, locale=Locale.EN)
    wire.say(Say(text=MATCH_ANSWER, cut_after=20))
    assert do(run, Step.JOB_MATCH).outcome == "requeued"
    wire.say(Say(text=MATCH_ANSWER))
    assert do(run, Step.JOB_MATCH, dispatch=2).outcome == "succeeded"
    assert shown(run).count("Requirement by requirement") == 1


def test_without_a_job_summary_the_match_waits(scene, wire) -> None:
    run = summarized(scene, wire)
    run.execute(
        "UPDATE jobs SET status = 'PENDING', job_summary_json = NULL WHERE service_id = %s",
        scene.service,
    )
    assert do(run, Step.JOB_MATCH).outcome == "deferred"
    assert "stage" in run.told()
    assert len(wire.questions()) == 1


def test_without_embeddings_the_match_goes_on_without_know_how(scene, wire) -> None:
    run = summarized(scene, wire)
    wire.embedding_script.append(Say(status=400, error={"error": {"code": "1113"}}))
    wire.say(Say(text=MATCH_ANSWER))
    assert do(run, Step.JOB_MATCH).outcome == "succeeded"
    assert matched(scene).sources == []
    failed = [call for call in scene.calls() if call["model"] == "embedding-3"]
    assert failed[0]["error_code"] == FailureCode.PROVIDER_NOT_CONFIGURED


def test_know_how_in_the_language_of_the_run_goes_into_the_prompt_and_is_named(scene, wire) -> None:
    model = scene.ctx.models.real_model("embedding-3")
    vector = "[" + ",".join(["1"] + ["0"] * 2047) + "]"
    with scene.ctx.db.connect() as conn:
        for lang, category, title in [
            ("en", "match", "How recruiters read"),
            ("zh", "match", "招聘者怎么看"),
            ("en", "interview", "Salary talk"),
        ]:
            conn.execute(
                """
                INSERT INTO knowledge_entries
                  (source, chunk_index, title, content, content_hash, embedding, embedding_model, lang, category)
                VALUES (%s, 0, %s, 'Lead with proof.', 'h', %s::vector, %s, %s, %s)
                """,
                (f"{title}.md", title, vector, model, lang, category),
            )
    run = summarized(scene, wire, locale=Locale.EN)
    wire.say(Say(text=MATCH_ANSWER))
    do(run, Step.JOB_MATCH)
    asked = wire.questions()[-1]["messages"][1]["content"]
    assert "### How recruiters read\nLead with proof." in asked
    assert "招聘者" not in asked
    assert "Salary talk" not in asked
    assert [source.title for source in matched(scene).sources] == ["How recruiters read"]
