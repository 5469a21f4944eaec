import pytest

from infra.offline_ai.engine.periods import months, period_in
from infra.offline_ai.engine.resume import read_resume
from infra.offline_ai.engine.text import BULLET, glue
from shared.flow.spans import sift_resume
from shared.models.resume import ResumeSummary
from tests.offline_ai.asking import LANGUAGES, SAMPLES, ask, pdf_text, resume_summary, sample

RENDERCV = ("classic", "engineeringresumes", "moderncv", "sb2nov")
DOE = [
    ("Nexus AI", "Co-Founder & CTO", "June 2023", "present"),
    ("NVIDIA Research", "Research Intern", "May 2022", "Aug 2022"),
    ("Google DeepMind", "Research Intern", "May 2021", "Aug 2021"),
    ("Apple ML Research", "Research Intern", "May 2020", "Aug 2020"),
    ("Microsoft Research", "Research Intern", "May 2019", "Aug 2019"),
]
RESUMES = sorted(path.stem for path in SAMPLES.glob("resume_*.txt"))


def jobs(summary: ResumeSummary) -> list[tuple[str, str, str | None, str | None]]:
    return [(e.employer, e.title, e.start, e.end) for e in summary.employments]


@pytest.mark.parametrize("layout", RENDERCV)
def test_one_cv_in_four_layouts_gives_the_same_employments(layout: str) -> None:
    summary = resume_summary(pdf_text(f"rendercv_{layout}"))
    assert jobs(summary) == DOE
    assert [len(e.highlights) + len(e.duties) for e in summary.employments] == [4, 2, 5, 2, 2]
    assert [(s.school, s.degree, s.field) for s in summary.education] == [
        ("Princeton University", "PhD", "Computer Science"),
        ("Boğaziçi University", "BS", "Computer Engineering"),
    ]
    assert [(p.name, p.end) for p in summary.projects] == [
        ("FlashInfer", "present"),
        ("NeuralPrune", "Jan 2021"),
    ]
    assert {"Python", "PyTorch", "Kubernetes"} <= set(summary.skills)


@pytest.mark.parametrize("columns", ["single-column", "two-column"])
def test_one_and_two_columns_give_the_same_resume(columns: str) -> None:
    summary = resume_summary(pdf_text(f"resume_matcher_{columns}"))
    assert jobs(summary) == [
        ("Stripe", "Senior Software Engineer", "Jan 2023", "Present"),
        ("Figma", "Software Engineer", "Jun 2021", "Dec 2022"),
        ("Notion", "Software Engineer", "Jul 2019", "May 2021"),
    ]
    assert summary.headline == "SENIOR SOFTWARE ENGINEER"
    assert [len(e.highlights) + len(e.duties) for e in summary.employments] == [3, 3, 3]
    assert {"Go", "Python", "Node.js", "PagerDuty", "A/B Testing"} <= set(summary.skills)
    assert [p.name for p in summary.projects] == ["DevFlow", "Real-time Transit Prediction App"]


@pytest.mark.parametrize("name", RESUMES)
def test_every_text_of_a_summary_stands_in_the_resume(name: str) -> None:
    text = sample(name)
    summary = resume_summary(text)
    kept, dropped = sift_resume(summary, text)
    assert dropped == 0
    assert len(kept.employments) == len(summary.employments) == 2


@pytest.mark.parametrize(
    "name", [*(f"rendercv_{x}" for x in RENDERCV), "resume_matcher_two-column"]
)
def test_every_text_of_a_summary_stands_in_the_pdf(name: str) -> None:
    text = pdf_text(name)
    assert sift_resume(resume_summary(text), text)[1] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_and_duties_stand_apart(language: str) -> None:
    first = resume_summary(sample(f"resume_backend_{language}")).employments[0]
    assert all(any(c.isdigit() for c in line) or "零" in line for line in first.highlights)
    second = resume_summary(sample(f"resume_accounting_{language}")).employments[0]
    assert second.duties
    assert not any("%" in line for line in second.duties)


def test_a_resume_without_headings_is_understood() -> None:
    nurse = resume_summary(sample("resume_nurse_zh"), "zh")
    assert jobs(nurse)[0] == ("成都市锦川医院", "责任护士", "2019.08", "至今")
    assert len(nurse.employments[0].highlights) + len(nurse.employments[0].duties) == 4
    assert nurse.education[0].degree == "大专"
    assert nurse.certificates
    marketer = resume_summary(sample("resume_marketing_en"))
    assert jobs(marketer)[0][:2] == ("Copper Kettle Foods", "Social Media Manager")
    assert marketer.education[0].school == "Bath Spa University"
    assert "Mailchimp" in marketer.skills


def test_labels_inside_an_employment_are_no_entries() -> None:
    works = resume_summary(sample("resume_marketing_zh"), "zh").employments
    assert [(w.employer, w.title) for w in works] == [
        ("上海栗子生活科技有限公司", "新媒体运营经理"),
        ("南京朗廷文化传媒有限公司", "文案策划"),
    ]
    assert len(works[0].duties) + len(works[0].highlights) == 5


def test_contact_data_is_left_out() -> None:
    for name in RESUMES:
        assert "[[" not in resume_summary(sample(name)).model_dump_json()


def test_the_detailed_history_is_read_from_its_own_tag() -> None:
    answer = ask("detailed_resume_summary", "zh", detailed_resume=sample("detailed_backend_zh"))
    history = ResumeSummary.model_validate_json(answer)
    assert history.employments[0].employer == "杭州青禾云商科技有限公司"
    assert len(history.employments[0].duties) + len(history.employments[0].highlights) == 4


@pytest.mark.parametrize(
    "text", ["", "hello", "今天天气不错，我们去公园散步。", "a\n" * 300, "{}[]<<>>" * 50]
)
def test_anything_else_gives_a_valid_and_nearly_empty_summary(text: str) -> None:
    summary = resume_summary(text)
    assert not summary.employments
    assert not summary.education


def test_a_date_is_no_list_number() -> None:
    assert not BULLET.match("2021.07 - 至今 某公司")
    assert BULLET.match("1. 使用 Django")
    assert BULLET.match("3、负责")


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("2021年7月-2022年3月", "2021年7月", "2022年3月"),
        ("2019年至今", "2019年", "至今"),
        ("03/2019 - 11/2021", "03/2019", "11/2021"),
        ("Sept 2018 – May 2023", "Sept 2018", "May 2023"),
        ("(2020 – Present)", "2020", "Present"),
    ],
)
def test_periods_keep_the_words_of_the_line(line: str, start: str, end: str) -> None:
    found = period_in(line)
    assert found is not None
    assert (found.start, found.end) == (start, end)


def test_two_jobs_at_once_count_once() -> None:
    found = [period_in("2019.01 - 2020.12"), period_in("Jan 2020 – Dec 2020")]
    assert months(p for p in found if p) == 24


def test_gluing_changes_blanks_only() -> None:
    assert glue("消息", "队列") == "消息队列"
    assert glue("submis-", "sions") == "submis- sions"
    assert glue("cost of", "goods") == "cost of goods"


def test_reading_twice_gives_the_same() -> None:
    text = pdf_text("rendercv_classic")
    assert read_resume(text) == read_resume(text)
