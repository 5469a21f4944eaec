# ruff: noqa: E501
"""The fact gate: what an edit says must stand in the sources, whatever form it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.flow.facts import Sources, judge, violations
from shared.flow.facts.dates import take_dates
from shared.flow.facts.numbers import numbers
from shared.flow.facts.spelled import spelled_out
from shared.flow.ops import to_markdown
from shared.models.customize import OpKind, OpState, ProposedOp
from shared.models.resume import Employment, ResumeSummary

RESUME = """[[NAME]]
云帆科技 后端工程师 2019.03 - 2022.05
负责订单系统，日均订单 120 万笔
延迟降低 30%，团队 5 人
海岸软件 测试工程师 2016.07 - 2019.02
编写自动化用例 800 条
Skills: K8s, PG, Java
证书：软考中级
"""
SOURCES = Sources(RESUME, "云帆科技：引入 Kafka，峰值 8000 QPS。")


def kinds(
    original: str, revised: str, sources: Sources = SOURCES, spans: tuple[str, ...] = ()
) -> list[str]:
    return [violation.kind for violation in violations(original, revised, sources, spans)]


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("三成", "30%"), ("百分之三十", "30%"), ("百分之三点五", "3.5%"), ("一百二十万", "1200000"), ("两个", "2个"),
        ("十二名", "12名"), ("一亿两千万", "120000000"), ("一万五", "15000"), ("半年", "6个月"), ("第六", "第6"),
        ("twenty-five people", "25 people"), ("a third", "33.33%"), ("a dozen", "12"), ("two million", "2 million"),
        ("完成", "完成"), ("统一", "统一"), ("十分", "十分"), ("一起", "一起"), ("万一", "万一"), ("no one", "no one"),
    ],
)  # fmt: skip
def test_written_numbers_become_digits_and_words_stay(written, digits):
    assert spelled_out(written).strip() == digits


@pytest.mark.parametrize(
    "pair",
    [
        ("30%", "百分之三十"), ("30%", "三成"), ("30 percent", "30％"), ("2 million", "200万"), ("2,000,000", "2M"),
        ("1.2亿", "120 million"), ("480ms", "0.48 秒"), ("two weeks", "14 天"), ("1 year", "12 个月"), ("$85,000", "$85K"),
        ("0.185 亿元", "1850 万元"), ("1.8 kg", "1800 克"), ("200+", "200 余"), ("¥3000", "3000 元"), ("US$1.2M", "1.2 million dollars"),
    ],
)  # fmt: skip
def test_equal_amounts_in_another_form_are_one(pair):
    one, other = ([(a.value, a.family, a.more) for a in numbers(text)[1]] for text in pair)
    assert one == other != []


def test_dates_are_taken_out_and_read_in_both_languages():
    for text in ("2019.03", "2019年3月", "Mar 2019", "03/2019", "2019-03", "March, 2019"):
        dates, rest = take_dates(text)
        assert [(date.year, date.month) for date in dates] == [(2019, 3)]
        assert not rest.strip()
    assert [date.year for date in take_dates("2018-2021")[0]] == [2018, 2021]
    assert take_dates("2000 users, 2024 条")[0] == []


@pytest.mark.parametrize(
    ("revised", "kind"),
    [
        ("负责订单系统，日均订单 220 万笔", "number"), ("负责订单系统，月均订单 120 万笔", "number"),
        ("负责订单系统，日均订单超 120 万笔", "number"), ("负责订单系统，编写用例 800 条", "number"),
        ("2015 年起负责订单系统", "date"), ("用 Redis 负责订单系统", "tool"), ("在阿里巴巴负责订单系统", "tool"),
        ("负责订单系统，任技术总监", "title"), ("浙江大学硕士，负责订单系统", "degree"), ("浙江大学，负责订单系统", "school"),
        ("软考高级，负责订单系统", "certificate"), ("主导订单系统", "text"), ("独立负责订单系统", "text"), ("负责全国订单系统", "text"),
    ],
)  # fmt: skip
def test_each_kind_of_invention_is_named(revised, kind):
    assert kind in kinds("负责订单系统，日均订单 120 万笔", revised)


@pytest.mark.parametrize(
    "revised",
    [
        "承担订单系统开发，每天一百二十万单", "用 Kafka 支撑订单系统，峰值 8000 QPS", "订单系统：延迟降低三成，5 人团队",
        "负责订单系统（Kubernetes、PostgreSQL），日均 1,200,000 笔",
    ],
)  # fmt: skip
def test_the_same_facts_in_other_words_pass(revised):
    assert kinds("负责订单系统，日均订单 120 万笔", revised) == []


def test_a_number_stays_with_its_employment_unless_a_true_quote_backs_it():
    line = "编写自动化用例 800 条"
    assert kinds(line, "编写自动化用例，效率提升 30%") == ["number"]
    assert kinds(line, "编写自动化用例，峰值 8000 QPS") == ["number"]
    assert kinds(line, "编写自动化用例，峰值 8000 QPS", spans=("峰值 8000 QPS",)) == []
    assert kinds(line, "编写自动化用例，峰值 9000 QPS", spans=("峰值 9000 QPS",)) == ["number"]


def test_shares_in_the_work_do_not_climb():
    sources = Sources("Helped migrate billing.\nThe migration was led by the platform team.")
    assert kinds("Helped migrate billing.", "Led the billing migration", sources) != []
    assert kinds("Helped migrate billing.", "Migrated billing", sources) != []
    assert kinds("Helped migrate billing.", "Assisted with the billing migration", sources) == []


def test_anyone_may_work_out_a_difference_but_not_take_an_end_for_it():
    line = "Turnover decreased from 31% to 24%"
    sources = Sources(line)
    assert kinds(line, "Turnover fell by 7 percentage points, from 31% to 24%", sources) == []
    assert kinds(line, "Turnover fell by 31%", sources) == ["number"]


def test_any_line_of_a_resume_passes_as_it_stands():
    for line in RESUME.split("\n"):
        assert kinds(line, line) == []


ENTRIES = Sources(
    "云帆科技有限公司 后端工程师 2019.03 - 2022.05\n海岸软件有限公司 测试工程师 2016.07 - 2019.02\n"
    "浙江工业大学 软件工程 本科 2012 - 2016\n证书：英语六级、软件设计师（中级）\n用螺旋CT检查患者，每天40人\n"
    "Harbor Logistics, Denver, CO — Fleet Planner, Mar 2019 – May 2022\n"
    "B.S. in Geography, Colorado State University, 2018\nFleet costs fell from 41 to 33 cents per mile\n"
    "Planned routes for 120 trucks and 35 trailers in 2021\nMoved data to a new planning analytics tool"
)


@pytest.mark.parametrize(
    ("original", "revised", "kind"),
    [
        ("云帆科技有限公司 后端工程师 2019.03 - 2022.05", "海岸软件有限公司 后端工程师 2019.03 - 2022.05", "employer"),
        ("浙江工业大学 软件工程 本科 2012 - 2016", "浙江大学 软件工程 本科 2012 - 2016", "school"),
        ("证书：英语六级、软件设计师（中级）", "证书：英语六级、软件设计师（中级）、心理咨询师", "certificate"),
        ("用螺旋CT检查患者，每天40人", "用螺旋CT和伽马刀检查患者，每天40人", "text"),
        ("Harbor Logistics, Denver, CO — Fleet Planner, Mar 2019 – May 2022", "Harbor Logistics, Denver, CO — Fleet Strategist, Mar 2019 – May 2022", "title"),
        ("B.S. in Geography, Colorado State University, 2018", "B.S. in Geography, Denver State University, 2018", "school"),
    ],
)  # fmt: skip
def test_an_entry_may_name_only_its_own_things(original, revised, kind):
    assert kind in kinds(original, revised, ENTRIES)


@pytest.mark.parametrize(
    ("original", "revised"),
    [
        ("云帆科技有限公司 后端工程师 2019.03 - 2022.05", "2019年3月—2022年5月 云帆科技 后端工程师"),
        ("证书：英语六级、软件设计师（中级）", "证书：软件设计师（中级）、CET-6"),
        ("用螺旋CT检查患者，每天40人", "每天使用螺旋CT为40名患者检查"),
        ("B.S. in Geography, Colorado State University, 2018", "Bachelor of Science in Geography (2018), Colorado State University"),
    ],
)  # fmt: skip
def test_an_entry_may_be_written_otherwise(original, revised):
    assert kinds(original, revised, ENTRIES) == []


def test_a_number_in_place_of_the_lines_own_is_new_even_if_it_stands_elsewhere():
    line = "Planned routes for 120 trucks and 35 trailers in 2021"
    assert kinds(line, "Planned routes for 35 trucks and 120 trailers in 2021", ENTRIES) != []
    assert kinds(line, "Planned routes for 120 trucks and 35 trailers in 2019", ENTRIES) == ["date"]
    assert "number" in kinds(line, "In 2021, planned routes for 35 trailers and 120 trucks a day", ENTRIES)  # fmt: skip
    assert kinds(line, "In 2021, planned routes for 155 vehicles together", ENTRIES) == []


def test_a_share_anybody_can_work_out_is_no_new_number():
    line = "Fleet costs fell from 41 to 33 cents per mile"
    assert kinds(line, "Cut fleet costs by 20%, from 41 to 33 cents per mile", ENTRIES) == []
    assert kinds(line, "Cut fleet costs by 28%, from 41 to 33 cents per mile", ENTRIES) == ["number"]  # fmt: skip


def test_what_follows_from_both_ends_of_a_change_is_none_of_them():
    line = "内推占比由 10% 提高到 24%"
    assert kinds(line, "内推占比由 10% 提高到 42%", Sources(line)) == ["number"]  # 10 is 42 % of 24
    assert kinds(line, "内推占比从 10% 升至 24%，提高 14 个百分点", Sources(line)) == []


def test_initials_are_known_where_their_words_stand_in_a_row():
    line = "Moved data to a new planning analytics tool"
    assert kinds(line, "Moved data to a new PAT", ENTRIES) == []
    assert kinds(line, "Moved data to a new PQT", ENTRIES) == ["tool"]


WORK = Sources(
    "Parcel Bay Ltd, Leeds — Assistant Data Analyst, Sep 2020 – Feb 2024\n"
    "• Kept stock reports for 85 stores in Tableau\n• Mentor two junior analysts and share on-call in a rota of 5\n"
    "Hill & Moor, York — Reporting Clerk, Mar 2017 – Jul 2020\n• Built a sales cube in Power BI for the board\n"
    "BA (Hons) Marketing, 2:1, Manchester Metropolitan University, 2016\nHND Business, Leeds City College, 2013\n"
    "AWS Certified Solutions Architect – Associate (2019)\n"
    "云帆科技有限公司 新媒体运营实习生 2023.06 - 2023.09\n用蓝电测试系统测试电池 600 只\n"
    "证书：CATTI二级笔译（2015年）、CATTI三级口译（2017年）\n新威测试系统的培训\n"
    "Certificates: First Aid at Work, Nov 2020"
)


@pytest.mark.parametrize(
    ("original", "revised", "kind"),
    [
        ("• Kept stock reports for 85 stores in Tableau", "• Kept stock reports for 85 stores in Power BI", "tool"),
        ("• Mentor two junior analysts and share on-call in a rota of 5", "• Mentor five junior analysts and share on-call", "number"),
        ("Parcel Bay Ltd, Leeds — Assistant Data Analyst, Sep 2020 – Feb 2024", "Parcel Bay Ltd, Leeds — Data Analyst, Sep 2020 – Feb 2024", "title"),
        ("Hill & Moor, York — Reporting Clerk, Mar 2017 – Jul 2020", "Hill & Moor, York — Reporting Clerk, Mar 2017 – Nov 2020", "date"),
        ("Data analyst in retail", "Lead data analyst in retail", "title"),
        ("BA (Hons) Marketing, 2:1, Manchester Metropolitan University, 2016", "BA (Hons) Marketing, First, Manchester Metropolitan University, 2016", "degree"),
        ("BA (Hons) Marketing, 2:1, Manchester Metropolitan University, 2016", "BA (Hons) Marketing, 2:1, University of Manchester, 2016", "school"),
        ("HND Business, Leeds City College, 2013", "BA Business, Leeds City College, 2013", "degree"),
        ("AWS Certified Solutions Architect – Associate (2019)", "AWS Certified Solutions Architect – Professional (2019)", "certificate"),
        ("云帆科技有限公司 新媒体运营实习生 2023.06 - 2023.09", "云帆科技有限公司 新媒体运营专员 2023.06 - 2023.09", "title"),
        ("用蓝电测试系统测试电池 600 只", "用新威测试系统测试电池 600 只", "tool"),
        ("证书：CATTI二级笔译（2015年）、CATTI三级口译（2017年）", "证书：CATTI二级笔译（2015年）、CATTI二级口译（2017年）", "certificate"),
    ],
)  # fmt: skip
def test_what_stands_elsewhere_is_new_in_the_place_of_the_lines_own(original, revised, kind):
    assert kind in kinds(original, revised, WORK)
    assert kinds(original, original, WORK) == []


@pytest.mark.parametrize(
    ("original", "revised"),
    [
        ("Invoices worth ₹38 lakh for a group with £38m turnover", "Invoices worth ₹3.8 million for a group turning over £38 million"),
        ("Reached 70% of patients; reports every fortnight", "Reached seven in ten patients; reports every two weeks"),
        ("Handling time down from 9 minutes to 7.5 minutes", "Handling time down from 9 min to 7 min 30 s"),
        ("制程不良率由8500PPM降至3200PPM", "制程不良率由0.85%降至0.32%"),
        ("5. 使用千牛做数据日报", "3. 用千牛做日报"),
        ("Over 25 years in tax", "More than 25 years in tax"),
        ("Worked at UTSA on board support packages", "Worked at the University of Texas at San Antonio (UTSA) on BSPs"),
    ],
)  # fmt: skip
def test_other_ways_to_say_a_number_or_a_name_pass(original, revised):
    assert kinds(original, revised, Sources(original)) == []


def test_the_number_of_a_standard_is_a_name():
    sources = Sources("Tax specialist\nPrepare the ASC 740 provision for 14 entities")
    assert kinds("Tax specialist", "Tax specialist (ASC 740)", sources) == []
    assert kinds("Tax specialist", "Tax specialist (ASC 606)", sources) == ["number"]


PIECES = st.sampled_from(
    [*"点零一二两十百千万亿成半第个年月0123456789.,，:()（）/-–+%$¥ ", "from", "to", "by", "half", "third", "hundred", "Year", "Level", "2019", "May"]
)  # fmt: skip


@given(original=st.lists(PIECES).map("".join), revised=st.lists(PIECES).map("".join))
def test_no_text_breaks_the_gate(original, revised):
    assert kinds(original, revised, Sources(f"{original}\n{RESUME}")) is not None


BASE = ResumeSummary(
    skills=["K8s", "PG", "Java"],
    employments=[
        Employment(
            employer="云帆科技", title="后端工程师", highlights=["负责订单系统，日均订单 120 万笔"]
        )
    ],
)


def test_the_gate_numbers_the_edits_and_rejected_ones_stay_out_of_the_resume():
    line = "employments.0.highlights.0"
    original = "负责订单系统，日均订单 120 万笔"
    ops = judge(
        [
            ProposedOp(kind=OpKind.REORDER, target="skills", order=[2, 0, 1]),
            ProposedOp(
                kind=OpKind.REWRITE_LITE, target=line, original=original, revised="主导订单系统"
            ),
            ProposedOp(kind=OpKind.TRIM, target="skills.9"),
            ProposedOp(
                kind=OpKind.AUGMENT,
                target="employments.0.highlights",
                revised="引入 Kafka，峰值 8000 QPS",
            ),
        ],
        BASE,
        SOURCES,
    )
    assert [op.n for op in ops] == [0, 1, 2, 3]
    assert [op.state for op in ops] == [
        OpState.APPLIED,
        OpState.REJECTED,
        OpState.REJECTED,
        OpState.APPLIED,
    ]
    assert [violation.kind for violation in ops[2].violations] == ["target"]
    markdown = to_markdown(BASE, ops)
    assert "主导" not in markdown
    assert "- Java\n- K8s\n- PG" in markdown
    assert "引入 Kafka，峰值 8000 QPS" in markdown
