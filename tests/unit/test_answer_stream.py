"""The growing answer: the same events however it is cut, and no guess shown too early."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.flow.answer_stream import AnswerStream, Broken, Event, Opened, Record, Text

KEYS = ("conclusion", "script", "introduction_1min")


def read(pieces: list[str]) -> list[Event]:
    """All events, with neighbouring texts joined."""
    stream = AnswerStream(KEYS)
    events = [event for piece in pieces for event in stream.feed(piece)] + stream.close()
    joined: list[Event] = []
    for is_text, group in itertools.groupby(events, lambda event: isinstance(event, Text)):
        if not is_text:
            joined.extend(group)
            continue
        texts = [event for event in group if isinstance(event, Text)]
        joined.append(Text(texts[0].key, "".join(event.text for event in texts)))
    return joined


ANSWER = """{"requirement_id": "r1", "verdict": "met", "resume_quotes": ["a \\"b\\" {c"], "comment": "好"}
{"requirement_id": "r2", "verdict": "missing"}

## conclusion
Apply. # not a heading
## not a key
- one
  - two

## script
Dear recruiter,
{ braces } in text are no record"""


def test_records_sections_and_live_text() -> None:
    assert read([ANSWER]) == [
        Record(
            {
                "requirement_id": "r1",
                "verdict": "met",
                "resume_quotes": ['a "b" {c'],
                "comment": "好",
            }
        ),
        Record({"requirement_id": "r2", "verdict": "missing"}),
        Opened("conclusion"),
        Text("conclusion", "Apply. # not a heading\n## not a key\n- one\n  - two\n\n"),
        Opened("script"),
        Text("script", "Dear recruiter,\n"),
        Broken("{ braces } in text are no record"),
    ]


@given(st.lists(st.integers(0, len(ANSWER)), max_size=60))
def test_the_events_do_not_depend_on_the_cuts(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(ANSWER)]
    assert read([ANSWER[a:b] for a, b in itertools.pairwise(edges)]) == read([ANSWER])


LINES = st.sampled_from(
    ["## conclusion", "### Script:", "## other", "text", " - item", "", "```json", "```", "{", "}",
     '{"a": 1}', '{"a":', '"b"}', '{"x": "}', "[", "]", '{"a": 1},', "# ", "\r", "{}"]
)  # fmt: skip


@given(st.lists(LINES, max_size=12), st.lists(st.integers(0, 120), max_size=30))
def test_nor_do_they_for_strange_answers(lines: list[str], cuts: list[int]) -> None:
    text = "\n".join(lines)
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    assert read([text[a:b] for a, b in itertools.pairwise(edges)]) == read([text])


@given(st.text(max_size=300))
def test_any_text_at_all_is_survived(text: str) -> None:
    assert read([text]) == read(list(text))


def test_text_flows_within_a_line() -> None:
    stream = AnswerStream(KEYS)
    stream.feed("## conclusion\n")
    assert stream.feed("Ap") == [Text("conclusion", "Ap")]
    assert stream.feed("ply") == [Text("conclusion", "ply")]


def test_what_may_become_a_heading_or_a_record_is_held_back() -> None:
    stream = AnswerStream(KEYS)
    stream.feed("## conclusion\n")
    assert stream.feed("## scr") == []
    assert stream.feed("ipt\n") == [Opened("script")]
    assert stream.feed('{"a"') == []
    assert stream.feed(": 1}\n") == [Record({"a": 1})]


def test_a_record_spread_over_lines_is_one_record() -> None:
    pretty = json.dumps({"question": "Why {?", "points": ["a", "b"]}, indent=2)
    assert read([pretty + "\n## script\nx"])[0] == Record(
        {"question": "Why {?", "points": ["a", "b"]}
    )


def test_a_broken_record_does_not_swallow_the_next_one() -> None:
    events = read(['{"a": "no end\n{"b": 2}\n## script\n'])
    assert events == [Broken('{"a": "no end'), Record({"b": 2}), Opened("script")]


def test_fences_lists_and_commas_around_records_are_forgiven() -> None:
    assert read(['```json\n[\n{"a": 1},\n{"a": 2}\n]\n```\n']) == [
        Record({"a": 1}),
        Record({"a": 2}),
    ]


@pytest.mark.parametrize(
    "heading", ["## script", "#script", "### Script:", "## **script**", "##  SCRIPT "]
)
def test_headings_are_known_in_every_dress(heading: str) -> None:
    assert read([f"{heading}\nx"]) == [Opened("script"), Text("script", "x")]


def test_talk_before_the_first_section_is_not_shown() -> None:
    assert read(["Here is the answer:\n"]) == [Broken("Here is the answer:")]
