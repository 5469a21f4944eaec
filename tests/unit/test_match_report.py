"""What the reader of a match sees and what is kept: verified quotes, a computed score."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.flow.match_report import MatchReport
from shared.flow.quotes import Evidence
from shared.flow.score import score
from shared.models.job import Importance, Requirement
from shared.models.match import Verdict
from shared.models.words import Locale

RESUME = (
    "Built the order service in Python.\nCut latency from 220 ms to 75 ms with `asyncio` <fast>."
)
HISTORY = "Ran Kafka for two years."
REQUIREMENTS = [
    Requirement(id="r1", text="3+ years of Python", weight=5),
    Requirement(id="r2", text="Kafka", importance=Importance.NICE, weight=2),
    Requirement(id="r3", text="Kubernetes", weight=3),
]
SECTIONS = (
    "## conclusion\nApply.\n## strengths\n- Python\n* speed\n## gaps\n1. Kubernetes\n"
    "## script\nHello, I am [[NAME]].\n"
)


def verdict(id_: str, said: str, *quotes: str, **more: object) -> str:
    record = {
        "requirement_id": id_,
        "verdict": said,
        "resume_quotes": quotes,
        "comment": "Because.",
    }
    return json.dumps({**record, **more}, ensure_ascii=False) + "\n"


ANSWER = (
    verdict("r1", "met", "order service in python")
    + verdict("r2", "partial", "kafka for two years")
    + verdict("r3", "met", "Ran Kubernetes in production")
    + SECTIONS
)


def report(locale: Locale = Locale.EN) -> MatchReport:
    return MatchReport(REQUIREMENTS, Evidence(RESUME, HISTORY), locale)


def shown(answer: str, locale: Locale = Locale.EN, size: int = 5) -> tuple[str, MatchReport]:
    made = report(locale)
    text = "".join(made.feed(answer[i : i + size]) for i in range(0, len(answer), size))
    return text + made.close(), made


def test_verified_quotes_are_shown_as_they_stand_in_the_source() -> None:
    text, made = shown(ANSWER)
    assert (
        "### ✓ 3+ years of Python\n\n*must · met*\n\n> order service in Python — resume\n\nBecause."
        in text
    )
    assert "> Kafka for two years — work history" in text
    first = made.requirements()[0].quotes[0]
    assert RESUME[first.start : first.end] == first.text == "order service in Python"


def test_a_quote_that_is_not_there_takes_the_verdict_with_it() -> None:
    text, made = shown(ANSWER)
    third = made.requirements()[2]
    assert (third.verdict, third.dropped, third.quotes, third.comment) == (
        Verdict.MISSING,
        True,
        [],
        "",
    )
    assert "Ran Kubernetes" not in text
    assert (
        "### ○ Kubernetes\n\n*must · no evidence*\n\nThe quoted words are not in your documents"
        in text
    )


def test_the_score_follows_the_last_verdict_and_is_the_pure_function() -> None:
    text, made = shown(ANSWER)
    assert made.score() == score(made.requirements())
    line = f"## Match: {made.score()} / 100"
    assert text.index("### ○ Kubernetes") < text.index(line) < text.index("## Conclusion")
    assert text.count("/ 100") == 1


def test_the_score_appears_before_any_section_is_begun() -> None:
    made = report()
    text = made.feed(ANSWER.split("## conclusion")[0])
    assert "/ 100" in text


def test_sections_are_live_under_localized_headings() -> None:
    made = report(Locale.ZH)
    made.feed(ANSWER.split("Hello")[0])
    assert made.feed("Hel") == "Hel"
    text, _ = shown(ANSWER, Locale.ZH)
    for heading in ("## 逐条对照", "## 匹配度：", "## 结论", "## 优势", "## 差距", "## 毛遂自荐"):
        assert heading in text
    assert "Hello, I am [[NAME]]." in text


def test_paragraphs_are_parted_by_one_empty_line() -> None:
    text, _ = shown(ANSWER.replace("\n## gaps", "\n\n## gaps"))
    assert "\n\n\n" not in text
    for heading in ("## Strengths", "## Gaps", "## Match"):
        assert f"\n\n{heading}" in text


def test_chinese_words_are_kept_with_chinese_marks() -> None:
    _, made = shown(
        ANSWER.replace("Hello, I am [[NAME]].", "您好,我用 Python(3 年)接入数据,谢谢. I use 1,200.")
    )
    assert made.answer().script == "您好，我用 Python（3 年）接入数据，谢谢. I use 1,200."


def test_the_whole_answer_validates() -> None:
    _, made = shown(ANSWER)
    answer = made.answer()
    assert answer.strengths == ["Python", "speed"]
    assert answer.gaps == ["Kubernetes"]
    assert answer.script == "Hello, I am [[NAME]]."
    assert len(answer.judgements) == 3


def test_what_the_model_left_out_counts_as_missing_in_the_order_of_the_job() -> None:
    text, made = shown(verdict("r3", "missing") + SECTIONS)
    judged = made.requirements()
    assert [item.requirement.id for item in judged] == ["r1", "r2", "r3"]
    assert {item.verdict for item in judged} == {Verdict.MISSING}
    assert made.score() == 0
    assert "## Match: 0 / 100 (low)" in text


def test_the_first_word_on_a_requirement_counts_and_unknown_ones_do_not() -> None:
    twice = (
        verdict("r1", "missing") + verdict("r1", "met", "Python") + verdict("r9", "met", "Python")
    )
    text, made = shown(twice + SECTIONS)
    assert made.requirements()[0].verdict is Verdict.MISSING
    assert text.count("###") == 1


def test_a_claim_without_any_quote_is_no_evidence() -> None:
    _, made = shown(verdict("r1", "met") + SECTIONS)
    assert made.requirements()[0].dropped


def test_too_many_quotes_or_a_null_comment_are_forgiven() -> None:
    many = ["Python", "latency", "order service", "75 ms", "Built"]
    _, made = shown(verdict("r1", "met", *many, comment=None) + SECTIONS)
    assert len(made.requirements()[0].quotes) == 3


def test_words_of_a_document_are_no_markup() -> None:
    text, _ = shown(verdict("r1", "met", "with `asyncio` <fast>", comment="*no* <b>") + SECTIONS)
    assert "> with \\`asyncio\\` \\<fast>" in text
    assert "\\*no\\* \\<b>" in text


@pytest.mark.parametrize("missing", ["conclusion", "script"])
def test_an_answer_without_its_main_parts_does_not_validate(missing) -> None:
    _, made = shown(ANSWER.replace(f"## {missing}", "## something"))
    with pytest.raises(ValidationError):
        made.answer()


def test_an_answer_without_verdicts_shows_no_score() -> None:
    text, made = shown(SECTIONS)
    assert "/ 100" not in text
    with pytest.raises(ValidationError):
        made.answer()


@given(st.integers(1, 400))
def test_what_is_shown_does_not_depend_on_the_cuts(size: int) -> None:
    whole, made = shown(ANSWER, size=len(ANSWER))
    cut, same = shown(ANSWER, size=size)
    assert cut == whole
    assert same.requirements() == made.requirements()
    assert same.answer() == made.answer()


QUOTES = st.sampled_from(["order service", "Kafka", "invented", "75 ms", "a", ""])
RECORDS = st.builds(
    lambda id_, said, quotes: verdict(id_, said, *quotes),
    st.sampled_from(["r1", "r2", "r3", "r4"]),
    st.sampled_from(["met", "partial", "missing", "perhaps"]),
    st.lists(QUOTES, max_size=3),
)


@given(st.lists(RECORDS, max_size=6))
def test_every_quote_shown_verifies_whatever_the_model_claims(records: list[str]) -> None:
    _, made = shown("".join(records) + SECTIONS)
    for item in made.requirements():
        assert (item.verdict is Verdict.MISSING) == (not item.quotes)
        for quote in item.quotes:
            source = RESUME if quote.source == "resume" else HISTORY
            assert source[quote.start : quote.end] == quote.text
