import re
import string

import pytest

from infra.offline_ai.engine.skills import count, find_skills, skill_named, with_implied
from infra.offline_ai.engine.trades import main_trade
from infra.offline_ai.engine.words import book, pattern, skill_books

PHRASES = book("phrases")
ALLOWED_TWICE = {"ps", "ae", "c4d"}  # a short form in small and in capital letters


@pytest.mark.parametrize("key", PHRASES["zh"])
def test_both_languages_say_the_same_facts(key: str) -> None:
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(PHRASES[language][key]) if name}
        for language in ("zh", "en")
    ]
    assert fields[0] == fields[1]


def test_both_languages_have_the_same_phrases() -> None:
    assert set(PHRASES["zh"]) == set(PHRASES["en"])


def test_many_skills_of_many_trades_are_known() -> None:
    assert count() > 700
    trades = {group["trade"] for one in skill_books() for group in one["group"]}
    assert len(trades) >= 18


def test_every_implied_skill_exists() -> None:
    for one in skill_books():
        for name, implied in one["implies"].items():
            skill_named(name)
            for other in implied:
                skill_named(other)


def test_no_spelling_means_two_skills() -> None:
    owner: dict[str, str] = {}
    for one in skill_books():
        for group in one["group"]:
            for name, spellings in group["skills"].items():
                for spelling in {name, *re.split(r"\s*;\s*", spellings)} - {""}:
                    assert owner.setdefault(spelling.lower(), name) == name, spelling


@pytest.mark.parametrize("name", book("patterns"))
def test_every_pattern_compiles(name: str) -> None:
    assert pattern(name)


def test_latin_names_match_whole_words_and_short_ones_mind_the_case() -> None:
    assert [s.name for s in find_skills("Google engineers go home")] == []
    assert [s.name for s in find_skills("Go, Redis、k8s")] == ["Go", "Redis", "Kubernetes"]
    assert [s.name for s in find_skills("REST APIs")] == ["REST API"]


def test_a_skill_brings_what_it_implies_but_not_its_siblings() -> None:
    known = with_implied(find_skills("FastAPI, pgvector"))
    assert {"Python", "Vector database", "SQL"} <= known
    assert not known & {"Django", "Milvus"}


@pytest.mark.parametrize(
    ("title", "trade"),
    [
        ("Senior Backend Engineer", "software"),
        ("责任护士", "healthcare"),
        ("总账会计", "accounting"),
        ("Warehouse Supervisor", "logistics"),
        ("新媒体运营经理", "marketing"),
        ("高中数学教师", "education"),
        ("Corporate Counsel", "legal"),
    ],
)
def test_a_title_tells_the_trade(title: str, trade: str) -> None:
    assert main_trade(title) == trade
