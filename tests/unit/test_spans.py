"""What a summary may say, and which language a resume is written in."""

from hypothesis import given
from hypothesis import strategies as st

from shared.flow.language import language_of
from shared.flow.spans import Sieve, is_history, is_resume, sift_job, sift_resume
from shared.models.job import JobAnswer, Requirement
from shared.models.resume import ResumeSummary
from shared.models.words import Locale

SOURCE = "上海云帆信息科技有限公司 后端开发工程师 2021.07 - 至今\n使用 FastAPI 重写核心\n接口，QPS 提升 3 倍"


def test_spans_come_in_the_letters_of_the_source() -> None:
    sieve = Sieve(SOURCE)
    assert sieve.texts(
        ["使用fastapi重写核心接口", "QPS提升3倍", "QPS 提升 5 倍", "qps 提升 3 倍", " "]
    ) == [
        "使用 FastAPI 重写核心接口",
        "QPS 提升 3 倍",
    ]
    assert sieve.dropped == 1


def test_the_number_of_a_list_is_no_part_of_what_it_numbers() -> None:
    sieve = Sieve("1、本科\n2、5年以上经验\n3. Python\n- Go\n2.5年 SQL\n4K 视频")
    claims = ["1、本科", "2、5年以上经验", "3. Python", "- Go", "2.5年 SQL", "4K 视频"]
    assert sieve.texts(claims) == ["本科", "5年以上经验", "Python", "Go", "2.5年 SQL", "4K 视频"]


@given(
    st.lists(st.sampled_from([*SOURCE.split(), "发明", "FastAPI 重写", "5 倍", "3"]), max_size=8)
)
def test_nothing_that_is_not_in_the_source_survives(claims: list[str]) -> None:
    summary, dropped = sift_resume(ResumeSummary(skills=claims, profile=claims), SOURCE)
    plain = "".join(SOURCE.split())
    for text in [*summary.skills, *summary.profile]:
        assert "".join(text.split()) in plain
    assert dropped == 2 * sum(claim in {"发明", "5 倍", "-"} for claim in claims)


def test_an_empty_summary_is_of_no_use() -> None:
    assert not is_resume(ResumeSummary(profile=["kind"], languages=["English"]))
    assert is_resume(ResumeSummary(skills=["Python"]))
    assert is_history(ResumeSummary(profile=["Rewrote the settlement in Go."]))
    assert not is_history(ResumeSummary())


def test_a_requirement_named_twice_counts_once_and_numbers_have_no_gaps() -> None:
    claimed = JobAnswer(
        requirements=[Requirement(text=text) for text in ("FastAPI", "Cobol", "fastapi", "QPS")]
    )
    summary, dropped = sift_job(claimed, SOURCE)
    assert summary is not None
    assert [(item.id, item.text) for item in summary.requirements] == [
        ("r1", "FastAPI"),
        ("r2", "QPS"),
    ]
    assert dropped == 1


def test_the_language_of_a_resume_is_seen_through_its_latin_words() -> None:
    assert language_of(SOURCE) is Locale.ZH
    assert language_of("Built things in Python for 上海云帆, a software company") is Locale.EN
    assert language_of("") is Locale.EN
