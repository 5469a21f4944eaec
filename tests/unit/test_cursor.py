from datetime import UTC, datetime

import pytest

from shared.flow.cursor import PILL_SEQ, START, Cursor, Event, RunState, place_in

AT = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
BEGIN = ("1-0", {"e": "start", "k": "job_match"})


def text(entry_id: str, words: str) -> tuple[str, dict[str, str]]:
    return entry_id, {"d": words}


def told(events: list[Event]) -> list[tuple[str, str | None]]:
    return [(event.name, event.id) for event in events]


def test_text_that_was_read_together_is_told_together() -> None:
    seen = Cursor().feed([BEGIN, text("1-1", "你"), text("1-2", "好")])
    assert seen == [
        Event("reset", {"kind": "job_match"}, "1-0"),
        Event("token", {"text": "你好"}, "1-2"),
    ]


def test_a_hole_is_left_for_the_next_read() -> None:
    cursor = Cursor()
    assert told(cursor.feed([BEGIN, text("1-2", "b")])) == [("reset", "1-0")]
    assert cursor.feed([text("1-2", "b")]) == []
    assert cursor.feed([text("1-1", "a"), text("1-2", "b")])[0].data == {"text": "ab"}


def test_a_stream_that_was_trimmed_goes_on_from_what_there_is() -> None:
    cursor = Cursor("1-1", patience=2)
    trimmed = [text("1-7", "y"), text("1-8", "z"), ("1-9", {"e": "done"})]
    assert [cursor.feed(trimmed) for _ in range(2)] == [[], []]
    seen = cursor.feed(trimmed)
    assert told(seen) == [("reset", "1-7"), ("token", "1-8"), ("done", "1-9")]
    assert seen[0].data == {"partial": True}
    assert cursor.over


def test_patience_starts_anew_after_every_entry_that_follows() -> None:
    cursor = Cursor("1-0", patience=1)
    for seq in range(1, 6):
        assert cursor.feed([text(f"1-{seq + 1}", "later")]) == []
        assert told(cursor.feed([text(f"1-{seq}", "now")])) == [("token", f"1-{seq}")]


def test_a_newer_attempt_begins_with_its_first_entry_only() -> None:
    cursor = Cursor("1-5")
    assert cursor.feed([text("2-1", "late")]) == []
    assert told(cursor.feed([("2-0", {"e": "start", "k": "job_match"})])) == [("reset", "2-0")]
    assert cursor.feed([text("1-6", "a zombie")]) == []


@pytest.mark.parametrize("last", [START, "3-0", "3-7"])
def test_a_pill_ends_its_epoch_wherever_the_viewer_is(last: str) -> None:
    cursor, pill = Cursor(last), f"3-{PILL_SEQ}"
    fields = {"e": "cancelled", "code": "USER_CANCELLED"}
    assert cursor.feed([(pill, fields)]) == [Event("cancelled", {"code": "USER_CANCELLED"}, pill)]
    assert cursor.over


def test_an_old_pill_is_no_end() -> None:
    assert Cursor("4-2").feed([(f"3-{PILL_SEQ}", {"e": "error", "code": "X"})]) == []


def test_nothing_is_told_after_the_end() -> None:
    cursor = Cursor("1-0")
    assert told(cursor.feed([("1-1", {"e": "done"}), text("1-2", "?")])) == [("done", "1-1")]


def test_a_status_says_everything_the_screen_needs() -> None:
    fields = {"e": "status", "s": "SUMMARY_COMPLETED", "v": "3", "t": AT.isoformat()}
    (event,) = Cursor("1-0", session_id="run").feed([("1-1", fields)])
    assert event.data == {
        "execution_session_id": "run",
        "status": "SUMMARY_COMPLETED",
        "stage": "summary_completed",
        "version": 3,
        "last_updated_at": "2026-11-21T20:00:00+00:00",
        "failure_code": None,
    }
    (note,) = Cursor("1-1").feed([("1-2", {"e": "stage", "g": "waiting_for_summary"})])
    assert note == Event("stage", {"stage": "waiting_for_summary"}, "1-2")


@pytest.mark.parametrize(
    ("failure", "end"),
    [
        (None, Event("done", {})),
        ("PROVIDER_ERROR", Event("error", {"code": "PROVIDER_ERROR"})),
        ("USER_CANCELLED", Event("cancelled", {"code": "USER_CANCELLED"})),
        ("SUPERSEDED", Event("cancelled", {"code": "SUPERSEDED"})),
        ("ACCOUNT_DELETED", Event("cancelled", {"code": "ACCOUNT_DELETED"})),
    ],
)
def test_the_database_can_tell_the_end(failure: str | None, end: Event) -> None:
    state = RunState("run", "MATCH_FAILED", 4, AT, over=True, failure_code=failure)
    assert state.end() == end
    assert state.event().data["failure_code"] == failure


@pytest.mark.parametrize("rubbish", [None, "", "1", "a-b", "1-2-3", "-1-2", "9" * 30 + "-1"])
def test_an_id_that_is_none_means_from_the_start(rubbish: str | None) -> None:
    assert place_in(rubbish) == START
    assert place_in(f"3-{PILL_SEQ}") == f"3-{PILL_SEQ}"
