"""The gate keeps its promise on every own case, and on cases of anybody else."""

import json

import pytest

from tests.eval.__main__ import main
from tests.eval.cases import NATURAL, PARTS, ROUNDS, gate_cases
from tests.eval.gate import by_language, figures


@pytest.fixture(scope="module")
def cases():
    return gate_cases()


def test_there_are_two_hundred_lies_and_two_hundred_honest_edits_half_in_each_language(cases):
    for lang in ("zh", "en"):
        mine = [case for case in cases if case.lang == lang]
        assert sum(case.lie for case in mine) >= 100
        assert sum(not case.lie for case in mine) >= 100


def test_no_case_is_given_twice(cases):
    keys = [(case.resume, case.original, case.revised) for case in cases]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lies_are_stopped_and_honest_edits_pass(cases, part, lang):
    found = figures([case for case in cases if case.part == part and case.lang == lang])
    assert found["recall"] >= 0.95, found["missed"]
    assert found["false_alarm"] <= 0.03, found["alarms"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_natural_edits_are_told_from_lies(cases, lang):
    found = figures([case for case in cases if case.part in NATURAL and case.lang == lang])
    assert found["recall"] >= 0.95, found["missed"]
    assert found["false_alarm"] <= 0.03, found["alarms"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_rounds_of_hard_cases_do_not_get_worse(cases, lang):
    hard = [case for case in cases if case.part in ROUNDS and case.lang == lang]
    found = figures([case for case in hard if case.kind != "text"])
    assert found["recall"] >= 0.94, found["missed"]
    assert found["false_alarm"] <= 0.04, found["alarms"]


def test_an_unchanged_line_is_never_a_lie(cases):
    same = {(case.resume, case.original): case for case in cases if case.original}
    found = figures(
        [
            type(c)(c.lang, c.resume, c.detailed, c.original, c.original, lie=False)
            for c in same.values()
        ]
    )
    assert found["alarms"] == []


def test_foreign_cases_are_judged_from_json_lines(tmp_path, capsys):
    rows = [
        {"lang": "en", "resume": "Sold 20 cars", "original": "Sold 20 cars", "revised": "Sold 30 cars", "lie": True},
        {"lang": "zh", "resume": "销量 20 台", "original": "销量 20 台", "revised": "销售二十台", "lie": False},
    ]  # fmt: skip
    file, out = tmp_path / "cases.jsonl", tmp_path / "figures.json"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    assert main(["--gate", str(file), "--json", str(out)]) == 0
    found = json.loads(out.read_text("utf-8"))["gate"]
    assert (found["en"]["recall"], found["zh"]["false_alarm"]) == (1.0, 0.0)
    assert "gate en recall" in capsys.readouterr().out
    assert by_language([]) == {}
