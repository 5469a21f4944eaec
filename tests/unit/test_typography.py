import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.flow.typography import set_in_chinese


@pytest.mark.parametrize(
    ("folded", "printed"),
    [
        ("引入缓存,延迟下降38%", "引入缓存，延迟下降38%"),
        ("处理 120 万笔交易,覆盖率 87%;上线", "处理 120 万笔交易，覆盖率 87%；上线"),
        ("职责:负责平台", "职责：负责平台"),
        ("高级工程师(Python)", "高级工程师（Python）"),
        ("### 某公司 · 工程师 (2022.03 – 至今)", "### 某公司 · 工程师（2022.03 – 至今）"),
        ("软件设计师(中级), 2020 年", "软件设计师（中级）， 2020 年"),
    ],
)
def test_chinese_gets_its_own_marks(folded: str, printed: str) -> None:
    assert set_in_chinese(folded) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Python, FastAPI (async), SQL",
        "[主页](https://example.com/a,b)",
        "网站 https://example.com:8080/path",
        "a@example.com · 139 0000 5521",
        "比例 3:2",
    ],
)
def test_latin_text_links_and_numbers_stay(text: str) -> None:
    assert set_in_chinese(text) == text


@given(st.text(alphabet="汉字ab1,:;()（，] \n", max_size=40))
def test_setting_it_again_changes_nothing(text: str) -> None:
    once = set_in_chinese(text)
    assert set_in_chinese(once) == once
