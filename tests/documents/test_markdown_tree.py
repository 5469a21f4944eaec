import pytest

from shared.documents.markdown_tree import parse
from shared.documents.nodes import all_text, plain_text


def test_the_head_ends_with_the_first_heading_or_list() -> None:
    tree = parse("# Ann\n\nann@example.com\n\n**Engineer**\n\n- first\n\n## Skills\n")
    assert plain_text(tree["name"]) == "Ann"
    assert [plain_text([node]) for node in tree["head"]] == ["ann@example.com", "Engineer"]
    assert [node["kind"] for node in tree["body"]] == ["bullets", "heading"]


def test_a_text_without_a_name_is_all_body() -> None:
    tree = parse("## Skills\n\n- SQL")
    assert (tree["name"], tree["head"]) == ([], [])


@pytest.mark.parametrize(
    ("title", "where", "role", "date"),
    [
        ("云帆 · 工程师 (2021.07 – 至今)", "云帆", "工程师", "2021.07 – 至今"),
        ("云帆·工程师（2021.07-至今）", "云帆·工程师", None, "2021.07-至今"),
        ("Acme · Lead · Berlin | 2019 – 2021", "Acme", "Lead · Berlin", "2019 – 2021"),
        ("Acme (formerly Bolt) · Lead", "Acme (formerly Bolt)", "Lead", None),
        ("Acme", "Acme", None, None),
        ("(2020)", "(2020)", None, None),
    ],
)
def test_an_entry_says_where_as_what_and_when(
    title: str, where: str, role: str | None, date: str | None
) -> None:
    (node,) = parse(f"### {title}")["body"]
    assert plain_text(node.get("children", [])) == where
    assert (node.get("role"), node.get("date")) == (role, date)


def test_a_section_keeps_its_brackets() -> None:
    (node,) = parse("## Projects (2020)")["body"]
    assert "date" not in node


@pytest.mark.parametrize(
    ("text", "joined"),
    [("负责\n支付", "负责支付"), ("built\nAPIs", "built APIs"), ("负责\nAPI", "负责 API")],
)
def test_a_line_end_is_a_blank_but_not_between_chinese_characters(text: str, joined: str) -> None:
    assert all_text(parse(text)).strip() == joined


def test_control_characters_never_reach_a_writer() -> None:
    assert all_text(parse("a\x00b\x1b[0mc\ud800d")).strip() == "ab[0mcd"


def test_addresses_in_code_and_links_are_left_alone() -> None:
    (paragraph,) = parse("`a@b.example` [x@y.example](https://z.example)")["body"]
    kinds = [node["kind"] for node in paragraph.get("children", [])]
    assert kinds == ["code", "text", "link"]
