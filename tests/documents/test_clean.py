import random

import pytest

from shared.documents.clean import UnreadableText, clean
from shared.models.document import NoteKind

PRIVATE_DIGITS = {ord(str(digit)): chr(0xF356 + digit) for digit in range(10)}
OTHER_DIGITS = {ord(str(digit)): chr(0xE4A0 + digit) for digit in range(10)}
CAREER = "2016.09-2019.06 云帆 2019.07-2021.12 北辰 5000 行 348 名,总计 3 万"


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\x00b\x1bc\td", "abc d"),
        ("138\u200b0000\u00ad0000", "13800000000"),
        ("visible\U000e0069\U000e0067\u202e\ufe0f", "visible"),
        ("\ue0b1 138 0000 0000 \uf095", "138 0000 0000"),
        ("处理 10⁵ 条,误差 10⁻³", "处理 10^5 条,误差 10^−3"),
        ("①负责 ⑩上线 ⑴设计 ⒈测试 ❶发布", "1. 负责 10. 上线 1. 设计 1. 测试 1. 发布"),
        ("工作 3½ 年", "工作 3 1/2 年"),
        ("React™ 与 Java®", "React 与 Java®"),
        ("⼤学 ⾼级⼯程师", "大学 高级工程师"),
        ("⻓期维护⻔户⻚⾯", "长期维护门户页面"),
        ("ofﬁce workﬂow", "office workflow"),
        ("Ｐｙｔｈｏｎ（３年）25℃", "Python(3年)25°C"),
        ("张 伟 · 高 级 后 端 工 程 师", "张伟 · 高级后端工程师"),
        ("负 责 支 付 , 库 存", "负责支付,库存"),
        ("技 能\n张 伟", "技能\n张伟"),
        ("a \t b\u3000c\n\n\n\nd", "a b c\n\nd"),
        ("ten papers of submis-\nsions", "ten papers of submissions"),
        ("an open-\nsource tool", "an open-source tool"),
    ],
)
def test_text_comes_out_as_it_was_meant(raw: str, meant: str) -> None:
    assert clean(raw).text == meant


@pytest.mark.parametrize(
    "plain",
    [
        "张伟 男 上海 本科",
        "姓名 张伟 电话 13800000000",
        "Built REST APIs\nCut p95 latency from 1.2 s to 180 ms",
        "2020 -\n2021",
        "CO2 and H2O",
        "C++ / C# / .NET",
        "教育经历\n上海交通大学\n硕士",
        "“高并发”——日均 200 万",
        "O(n) with 10^5 items",
    ],
)
def test_ordinary_text_stays_as_it_is(plain: str) -> None:
    assert clean(plain).text == plain
    assert clean(plain).notes == []


def test_private_digits_come_back_when_exactly_one_reading_makes_the_dates_possible() -> None:
    assert clean(CAREER.translate(PRIVATE_DIGITS)).text == CAREER


def test_two_fonts_with_private_digits_are_told_apart() -> None:
    mixed = CAREER.translate(PRIVATE_DIGITS) + "\n" + CAREER.translate(OTHER_DIGITS)
    assert clean(mixed).text == f"{CAREER}\n{CAREER}"


def test_years_alone_tell_the_digits_too() -> None:
    years = "2012-2016 浙江大学 2016-2019 云帆 2019-2023 北辰,提升 37%"
    assert clean(years.translate(PRIVATE_DIGITS)).text == years


def test_private_words_that_fit_several_readings_are_refused_and_never_guessed() -> None:
    with pytest.raises(UnreadableText) as refusal:
        clean("5000 行 300 人 12 家 4567 次".translate(PRIVATE_DIGITS))
    assert refusal.value.code == "text_unreadable"


def test_stars_of_an_icon_font_are_not_mistaken_for_words() -> None:
    stars = "\n".join(
        f"{skill} \uf005\uf005\uf005\uf123\uf006" for skill in ("Go", "SQL", "C", "R", "Vue")
    )
    assert clean(stars).text == "Go\nSQL\nC\nR\nVue"


def test_no_private_character_is_ever_left() -> None:
    text = clean("电话\ue0b1\ue0b2 邮箱\uf0e0 张伟").text
    assert not any("\ue000" <= character <= "\uf8ff" for character in text)


def test_a_word_on_each_line_becomes_running_text() -> None:
    words = "\n \n".join(["Built", "REST", "APIs,", "2019", "–"] * 5)
    assert clean(words).text.startswith("Built REST APIs, 2019 – Built")


def test_short_chinese_lines_stay_lines() -> None:
    lines = "\n".join(["教育经历", "上海交通大学", "硕士"] * 10)
    assert clean(lines).text == lines


def test_a_cut_compound_follows_how_the_text_writes_it_elsewhere() -> None:
    assert clean("a micro-service here, micro-\nservice").text.endswith("micro-service")
    assert clean("a microservice here, micro-\nservice").text.endswith("microservice")


def test_what_was_done_is_counted() -> None:
    notes = clean("zero\u200bwidth \ue0b1 icon\n张 伟 高 级").notes
    assert {note.kind: note.count for note in notes} == {
        NoteKind.INVISIBLE_CHARACTERS: 1,
        NoteKind.DROPPED_ICONS: 1,
        NoteKind.CLOSED_GAPS: 1,
    }


def test_cleaning_twice_changes_nothing() -> None:
    dice = random.Random(7)
    alphabet = "张伟高级 \u3000\n\t·,，。①⑩½⁵⼤⻓ﬁ-ab \ue0b1\u200b\u00ad2019.07-年月(（"
    for _ in range(2_000):
        text = "".join(dice.choices(alphabet, k=dice.randint(1, 60)))
        try:
            once = clean(text).text
        except UnreadableText:
            continue
        assert clean(once).text == once, repr(text)
