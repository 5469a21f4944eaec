import pytest

from shared.flow.spans import sift_job
from shared.models.job import Importance, JobAnswer
from tests.offline_ai.asking import SAMPLES, ask, job_summary, sample

JOBS = sorted(path.stem for path in SAMPLES.glob("job_*.txt"))


@pytest.mark.parametrize("name", JOBS)
def test_every_text_of_a_summary_stands_in_the_job(name: str) -> None:
    text = sample(name)
    claimed = JobAnswer.model_validate_json(ask("job_summary", "en", job=text))
    kept, dropped = sift_job(claimed, text)
    assert dropped == 0
    assert kept is not None
    assert len(kept.requirements) == len(claimed.requirements) >= 4


@pytest.mark.parametrize(
    ("name", "title", "company", "place", "salary"),
    [
        ("job_backend_zh", "资深Java工程师", "云锦数智科技有限公司", "杭州", "30-45K·15薪"),
        ("job_marketing_zh", "新媒体运营主管", "上海沐野食品有限公司", None, "15-22K"),
        ("job_nurse_zh", "ICU护士（五险一金/包住）", "成都安和康复医院", "成都", "6-9K"),
        (
            "job_backend_en",
            "Senior Backend Engineer",
            "Quayside Systems",
            "Manchester, UK (Hybrid)",
            "£70,000 - £85,000 per year",
        ),
        (
            "job_marketing_en",
            "Social Media Manager",
            "Wildgrove Tea Co.",
            None,
            "£38,000 - £44,000",
        ),
        (
            "job_nurse_en",
            "ICU Nurse (Nights)",
            "St. Brannock Hospital",
            "Denver, CO",
            "$42 - $55 per hour",
        ),
        ("job_logistics_en", "WAREHOUSE SUPERVISOR", "Redfern Cold Storage", "Rotterdam", None),
    ],
)
def test_the_head_of_a_job(
    name: str, title: str, company: str | None, place: str | None, salary: str | None
) -> None:
    job = job_summary(sample(name))
    assert (job.title, job.company, job.place, job.salary) == (title, company, place, salary)


def test_needs_and_wishes_of_one_line_are_told_apart() -> None:
    asked = {
        r.text: r.importance for r in job_summary(sample("job_accounting_zh"), "zh").requirements
    }
    assert asked["持有中级会计职称"] is Importance.MUST
    assert asked["CPA 优先"] is Importance.NICE
    asked = {r.text: r.importance for r in job_summary(sample("job_logistics_en")).requirements}
    assert asked["Fluent English"] is Importance.MUST
    assert asked["Dutch is an advantage"] is Importance.NICE


def test_degree_and_years_of_one_line_are_two_requirements() -> None:
    kinds = [
        (r.text, r.kind.value) for r in job_summary(sample("job_backend_zh"), "zh").requirements
    ]
    assert kinds[:2] == [
        ("计算机相关专业本科及以上学历", "education"),
        ("5年以上Java开发经验", "experience"),
    ]


def test_kinds_are_told_by_words() -> None:
    kinds = {r.text: r.kind.value for r in job_summary(sample("job_nurse_en")).requirements}
    assert kinds["Active RN license in Colorado"] == "certificate"
    assert kinds["BSN required"] == "education"
    assert kinds["2+ years of ICU experience"] == "experience"
    assert kinds["Experience with Epic"] == "skill"


def test_a_posting_in_prose_is_cut_into_sentences() -> None:
    job = job_summary(sample("job_marketing_en"))
    assert any("Google Analytics is required" in r.text for r in job.requirements)
    assert any(d.startswith("You will plan") for d in job.duties)


def test_benefits_and_addresses_are_no_requirements() -> None:
    for name in JOBS:
        told = " ".join(r.text for r in job_summary(sample(name)).requirements)
        for word in ("五险一金", "holiday", "pension", "portfolio", "工作地点", "双休"):
            assert word not in told


def test_a_text_that_is_no_job_has_no_requirements() -> None:
    answer = ask("job_summary", "zh", job="今天天气不错，我们去公园散步。")
    assert JobAnswer.model_validate_json(answer).requirements == []
