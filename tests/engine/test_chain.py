"""The chain of a run and its main states."""

from uuid import UUID

from shared.dal.connect import Tx
from tests.engine.scenes import IMAGE, finish, person, service_of, start
from tests.engine.world import balance, results, settles


def words(conn: Tx, subject_id: UUID) -> list[str]:
    rows = conn.execute(
        "SELECT to_status FROM status_events WHERE subject_id = %s ORDER BY version", (subject_id,)
    )
    return [row["to_status"] for row in rows]


def progress(conn: Tx, subject_id: UUID) -> tuple[str, str]:
    row = conn.execute("SELECT * FROM services WHERE id = %s", (subject_id,)).fetchone()
    assert row is not None
    return row["current_step"], row["current_status"]


def test_a_screenshot_walks_every_state_in_order_and_is_captured_once(conn: Tx) -> None:
    user = person(conn, 8)
    service = service_of(conn, user)
    session = start(conn, user, service, *IMAGE).session_id
    assert balance(conn, user) == 5
    attempts = [finish(conn, service, session, step) for step in IMAGE]
    assert [attempt.epoch for attempt in attempts] == [1, 2, 3]
    assert words(conn, service.id) == [
        "OCR_PENDING", "OCR_COMPLETED", "SUMMARY_PENDING", "SUMMARY_COMPLETED",
        "MATCH_PENDING", "MATCH_STREAMING", "MATCH_COMPLETED",
    ]  # fmt: skip
    assert settles(conn, session) == ["capture"] * 3
    assert results(conn, service) == {
        "job": "COMPLETED", "match": "COMPLETED", "customized": None, "interview": None,
    }  # fmt: skip
    assert progress(conn, service.id) == ("CUSTOMIZE", "MATCH_COMPLETED")
