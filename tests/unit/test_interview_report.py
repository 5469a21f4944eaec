"""Interview notes: live introductions, questions with quotes that stand in the papers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.flow.interview_report import InterviewReport
from shared.flow.quotes import Evidence
from shared.models.words import Locale

RESUME = "负责订单服务。\n平均延迟从 220ms 降到 75ms。"


def question(text: str, *quotes: str, **more: object) -> str:
    points = ["先说背景", "再说*结果*"]
    record = {"question": text, "why": "核心要求", "answer_points": points, "resume_quotes": quotes}
    return json.dumps({**record, **more}, ensure_ascii=False) + "\n"


ANSWER = (
    "## introduction_1min\n大家好，我是[[NAME]]。\n## introduction_3min\n详细一点……\n"
    + question("如何降低延迟？", "平均延迟从220ms降到75ms", "编造的话")
    + question("为什么离职？")
    + "## questions_to_ask\n- 团队多大？\n- 如何评估？\n"
)


def shown(answer: str, locale: Locale = Locale.ZH, size: int = 4) -> tuple[str, InterviewReport]:
    made = InterviewReport(Evidence(RESUME), locale)
    text = "".join(made.feed(answer[i : i + size]) for i in range(0, len(answer), size))
    return text + made.close(), made


def test_the_notes_read_well_and_show_only_what_is_there() -> None:
    text, _ = shown(ANSWER)
    assert text.startswith("## 一分钟自我介绍\n\n大家好，我是[[NAME]]。")
    assert "### 1. 如何降低延迟？\n\n为什么会问：核心要求\n\n- 先说背景\n- 再说\\*结果\\*" in text
    assert "可以依据的原文：\n\n> 平均延迟从 220ms 降到 75ms — 简历" in text
    assert "编造的话" not in text
    assert text.rstrip().endswith("- 如何评估？")


def test_the_result_keeps_points_with_verified_quotes() -> None:
    _, made = shown(ANSWER)
    answer = made.answer()
    assert answer.introduction_1min == "大家好，我是[[NAME]]。"
    assert answer.questions_to_ask == ["团队多大？", "如何评估？"]
    first, second = made.points()
    assert [quote.text for quote in first.quotes] == ["平均延迟从 220ms 降到 75ms"]
    assert second.quotes == []


def test_english_headings() -> None:
    text, _ = shown(ANSWER, Locale.EN)
    for heading in ("Introduction in one minute", "Questions to expect", "Questions to ask"):
        assert f"## {heading}" in text


@pytest.mark.parametrize("part", ["## introduction_1min", "## introduction_3min", '{"question"'])
def test_an_answer_without_a_part_does_not_validate(part: str) -> None:
    _, made = shown(ANSWER.replace(part, "## other"))
    with pytest.raises(ValidationError):
        made.answer()


def test_more_than_enough_questions_are_cut() -> None:
    _, made = shown(ANSWER + question("又一个？") * 30)
    assert len(made.answer().points) == len(made.points()) == 20


@given(st.integers(1, 300))
def test_what_is_shown_does_not_depend_on_the_cuts(size: int) -> None:
    assert shown(ANSWER, size=size)[0] == shown(ANSWER, size=len(ANSWER))[0]
