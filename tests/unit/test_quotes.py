"""A quote counts when the source holds it, and only then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.flow.quotes import Evidence, Folded, one_line

SOURCE = """Knows .NET, C++ and R.
Built the order service in Python and JavaScript.
Cut latency from 220 ms
to 75 ms — a “big” win.
负责订单中心微服务拆分，使用 FastAPI 重写核心
接口，QPS 提升３倍。Saved 1,200 hours; ﬁrst in team."""


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("built the ORDER service", "Built the order service"),
        ("latency from 220 ms to 75 ms", "latency from 220 ms\nto 75 ms"),
        ('75 ms - a "big" win', "75 ms — a “big” win"),
        ("“Built the order service”", "Built the order service"),
        ("使用FastAPI重写核心接口", "使用 FastAPI 重写核心\n接口"),
        ("使用  FastAPI 重写", "使用 FastAPI 重写"),
        ("QPS 提升3倍", "QPS 提升３倍"),
        ("first in team", "ﬁrst in team"),
        ("订单中心", "订单中心"),
        ("- QPS 提升3倍；", "QPS 提升３倍"),
        (".NET", ".NET"),
        ("C++", None),
    ],
)
def test_a_quote_is_found_up_to_case_width_and_blanks(quote, text) -> None:
    found = Folded(SOURCE).find(quote)
    if text is None:  # one letter proves nothing, but may be the name of a language
        assert found is None
        text, found = quote, Folded(SOURCE).find(quote, shortest=1)
    assert found is not None
    assert found.text == text
    assert SOURCE[found.start : found.end] == text


@pytest.mark.parametrize(
    "quote",
    [
        "Built the payment service",
        "Java",  # only the beginning of a word
        "Script",
        "20 ms",  # only the end of a number
        "1,20",
        "latency from 220 ms … 75 ms",
        "Cut the latency from 220 ms",
        "QPS 提升5倍",
        "",
        "  ",
        "a",
        "—",
        "…",
    ],
)
def test_what_the_source_does_not_say_is_not_found(quote) -> None:
    assert Folded(SOURCE).find(quote) is None


def test_a_later_whole_word_is_found_behind_a_part_of_one() -> None:
    found = Folded("JavaScript, Java").find("Java")
    assert found is not None
    assert found.start == 12


@given(st.text(max_size=80), st.data())
def test_whatever_is_cut_from_a_text_is_found_in_it_or_refused_but_never_invented(
    text, data
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = Folded(text).find(text[start:end])
    if found is not None:
        assert text[found.start : found.end] == found.text


@given(
    st.lists(
        st.sampled_from(["Python", "订单", "3", "a b", "，", "\n", " "]), min_size=1, max_size=20
    )
)
def test_whole_words_of_a_text_are_always_found(words) -> None:
    wanted = "|".join(words)
    if sum(map(str.isalnum, wanted)) >= 2:
        assert Folded(f"before {wanted} after").holds(wanted)


def test_evidence_names_its_source_and_gives_each_place_once() -> None:
    evidence = Evidence("Led the search team.", "Wrote the index in Rust.")
    quotes = evidence.quotes(["in rust", "search team", "SEARCH team", "invented words"])
    assert [(quote.text, quote.source) for quote in quotes] == [
        ("in Rust", "detailed_resume"),
        ("search team", "resume"),
    ]


def test_one_line_glues_chinese_and_spaces_latin() -> None:
    assert one_line("重写核心\n接口 with\nFastAPI") == "重写核心接口 with FastAPI"
