# ruff: noqa: E501
"""Contact data is taken out before any model sees a text, and comes back unharmed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.flow.masking import mask, placeholders, unmask

ZH = """个人简历
张晓雯 | 女 | 28岁
手机：138 0013 8000  邮箱：xiaowen.zhang@mail.example.cn
微信号：xiaowen_z88  QQ：29481734  GitHub: xwzhang
身份证：110101199003071234 出生日期：1990年3月7日
地址：杭州市西湖区文三路 138 号 2 幢 501 室
求职意向：高级后端工程师 期望薪资 25000-35000
工作经历
2018.07 - 2021.03 云帆科技 后端工程师
张晓雯在该项目中将延迟从 820ms 降到 140ms，Kubernetes 1.28.3
"""

EN = """Jordan Ellis
jordan.ellis@email.com | (555) 204-8812 | Vancouver, BC | linkedin.com/in/jordanellis | github.com/jordanellis
Date of birth: 7 March 1990
Address: 42 Maple Street, Vancouver
SUMMARY
Senior software engineer with 9 years of experience, served 40M+ users, saved $1.2M annually (2018-2021).
References call Jordan Ellis reliable.
"""

SECRETS_ZH = ["张晓雯", "138 0013 8000", "xiaowen.zhang@mail.example.cn", "xiaowen_z88", "29481734"]
SECRETS_ZH += ["xwzhang", "110101199003071234", "1990年3月7日", "文三路"]
SECRETS_EN = [
    "Jordan Ellis",
    "jordan.ellis@email.com",
    "204-8812",
    "jordanellis",
    "7 March 1990",
    "Maple",
]
KEPT_ZH = [
    "2018.07 - 2021.03",
    "25000-35000",
    "820ms",
    "1.28.3",
    "高级后端工程师",
    "云帆科技",
    "28岁",
]
KEPT_EN = ["9 years", "40M+", "$1.2M", "2018-2021", "Senior software engineer", "Vancouver, BC"]


@pytest.mark.parametrize(
    ("text", "secrets", "kept"), [(ZH, SECRETS_ZH, KEPT_ZH), (EN, SECRETS_EN, KEPT_EN)]
)
def test_no_contact_data_stays_and_no_fact_goes(text, secrets, kept):
    masked = mask(text)
    assert [secret for secret in secrets if secret in masked.text] == []
    assert [fact for fact in kept if fact not in masked.text] == []
    assert unmask(masked.text, masked.contact) == text


@pytest.mark.parametrize("text", [ZH, EN])
def test_masking_a_masked_text_changes_nothing(text):
    once = mask(text)
    assert mask(once.text).text == once.text
    assert mask(once.text, once.contact).contact == once.contact


@pytest.mark.parametrize(
    "phone",
    [
        "13800138000", "138-0013-8000", "138 0013 8000", "+86 13800138000", "+86-138-0013-8000", "(+86)13800138000",
        "010-62345678", "0571 8765 4321", "(021)62345678", "021-62345678-801", "+1 (416) 555-0134", "(416) 555-0134",
        "416-555-0134", "416.555.0134", "+44 20 7946 0958", "+49 151 2345 6789", "+65 6123 4567", "+852 9123 4567",
    ],
)  # fmt: skip
def test_phones_of_many_shapes_are_found_whole(phone):
    masked = mask(f"Tel {phone}, free from May", names=False)
    assert masked.text == "Tel [[PHONE]], free from May"
    assert masked.contact == {"PHONE": phone}


@pytest.mark.parametrize(
    "text",
    [
        "2018.07-2021.08", "2018-2021", "15000-20000 元/月", "Kafka 3.5.1, Java 17", "1,200,000 rows", "180,000 users",
        "使用微信小程序与 ASP.NET、Node.js", "日均请求 1500000000 次", "order 20230415", "99.95% uptime", "10.0.0.1",
        "IEC 61508-2010", "GB 50300-2013", "年营收 13800 万", "微信 Android 客户端", "10:00-18:00 shifts", "room 400 800",
        "2019.03.01 - 2021.06.30", "2015/09—2019/06", "从 1000 QPS 提升到 12000 QPS", "socket.io and draw.io",
    ],
)  # fmt: skip
def test_numbers_of_work_are_never_taken_for_contact_data(text):
    assert mask(text).text == text


@pytest.mark.parametrize(
    ("top", "name"),
    [
        ("李明轩\n后端工程师", "李明轩"), ("个人简历\n\n王 芳\n女", "王 芳"), ("姓 名：欧阳文静  性别：女", "欧阳文静"),
        ("姓名 赵一", "赵一"), ("陈思远的简历", "陈思远"), ("个人简历 - 陈思远", "陈思远"), ("林小北 13800138000 杭州", "林小北"),
        ("周晨（Chen Zhou）\n产品经理", "周晨"), ("MARIA DEL CARMEN\nNurse", "MARIA DEL CARMEN"),
        ("Anne-Marie O'Neill, CPA\nAuditor", "Anne-Marie O'Neill"), ("Name: Wei Zhang", "Wei Zhang"),
        ("Resume\nLudwig van der Berg", "Ludwig van der Berg"), ("# Priya Raman\n\nmail", "Priya Raman"),
        ("Jane Q. Miller | jane@example.com", "Jane Q. Miller"), ("Wang Fang's Resume", "Wang Fang"),
    ],
)  # fmt: skip
def test_the_name_is_found_at_the_top(top, name):
    masked = mask(f"{top}\n…\nlater {name} again")
    assert masked.contact.get("NAME") == name
    assert name not in masked.text


@pytest.mark.parametrize(
    "top",
    [
        "高级工程师\n求职意向", "个人简历\n教育背景", "程序员\n成都", "Senior Backend Engineer\nToronto", "Professional Summary\n…",
        "苏州\n江苏", "Curriculum Vitae\nWork Experience", "Data Analyst | Berlin", "项目经理\n石家庄",
    ],
)  # fmt: skip
def test_headings_titles_and_places_are_no_names(top):
    assert "NAME" not in mask(top).contact


def test_two_papers_of_one_person_share_their_placeholders():
    first = mask(ZH)
    second = mask("张晓雯 详细经历\n联系 139 1111 2222 或 138 0013 8000", first.contact)
    assert second.text == "[[NAME]] 详细经历\n联系 [[PHONE_2]] 或 [[PHONE]]"
    assert second.contact["PHONE"] == first.contact["PHONE"]


def test_a_job_keeps_its_title_and_loses_its_recruiters_phone():
    masked = mask("Senior Backend Engineer\nCall 416-555-0134", names=False)
    assert masked.text == "Senior Backend Engineer\nCall [[PHONE]]"


def test_unknown_placeholders_stay_and_stored_texts_keep_theirs():
    assert unmask("[[NAME]] [[OTHER]]", {"NAME": "李四"}) == "李四 [[OTHER]]"
    assert placeholders({"NAME": "李四"}) == {"NAME": "[[NAME]]"}


@given(st.text(alphabet="张三王 aZbc\n.@:：|-+()[]_/0123456789电话微信姓名EMAILx", max_size=120))
@example("姓名: 张三\n张三张三 a@b.cc a@b.cc")
def test_any_text_comes_back_as_it_was(text):
    if "[[" not in text:
        masked = mask(text)
        assert unmask(masked.text, masked.contact) == text
        assert mask(masked.text, masked.contact).text == masked.text
