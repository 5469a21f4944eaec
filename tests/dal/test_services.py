"""Services: made once, listed in order, deleted with all that hangs on them."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from shared.dal import ledger, runs, services
from shared.dal.connect import Tx
from shared.dal.rows import value
from shared.errors import NotFound
from shared.models.words import Step, Tier
from tests.engine.scenes import TEXT, claim, person, result_by, service_of, start, task_of


def matched(conn: Tx, user: str) -> uuid.UUID:
    """A service whose match is complete."""
    service = service_of(conn, user)
    session = start(conn, user, service, *TEXT).session_id
    attempt = claim(conn, task_of(service, session, Step.JOB_SUMMARY))
    summary = {**result_by(attempt), "title": "Baker", "company": "Oven & Co"}
    runs.succeed(conn, attempt.task_id, attempt.epoch, summary)
    attempt = claim(conn, task_of(service, session, Step.JOB_MATCH))
    runs.succeed(conn, attempt.task_id, attempt.epoch, {**result_by(attempt), "score": 71})
    return service.id


def test_a_service_is_made_once_and_read_by_its_owner_only(conn: Tx) -> None:
    user = person(conn)
    service = service_of(conn, user, "key")
    assert service_of(conn, user, "key") == service
    assert value(conn, "SELECT count(*) FROM services") == 1
    stored = services.get(conn, service.id, user)
    assert (stored.current_status, stored.title, stored.live, stored.tier) == (
        "IDLE",
        None,
        False,
        None,
    )
    for stranger in (person(conn), "nobody"):
        with pytest.raises(NotFound):
            services.get(conn, service.id, stranger)
    with pytest.raises(NotFound):
        services.get(conn, uuid.uuid4())


def test_a_service_shows_the_title_of_its_job_and_whether_it_runs(conn: Tx) -> None:
    user = person(conn)
    stored = services.get(conn, matched(conn, user), user)
    assert (stored.title, stored.live, stored.tier) == ("Baker", False, Tier.PAID)
    other = service_of(conn, user)
    start(conn, user, other, *TEXT)
    assert services.get(conn, other.id, user).live


def test_services_are_listed_newest_first_page_by_page(conn: Tx) -> None:
    user = person(conn)
    ids = [service_of(conn, user).id for _ in range(5)]
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for number, service_id in enumerate(ids):
        at = noon + timedelta(minutes=number // 2)  # some share their moment
        conn.execute("UPDATE services SET created_at = %s WHERE id = %s", (at, service_id))
    service_of(conn, person(conn))
    whole = services.newest(conn, user)
    assert sorted(line.id for line in whole) == sorted(ids)
    assert [line.created_at for line in whole] == sorted(
        (x.created_at for x in whole), reverse=True
    )
    pages, before = [], None
    while page := services.newest(conn, user, before=before, limit=2):
        pages += page
        before = (page[-1].created_at, page[-1].id)
    assert pages == whole


def test_a_listed_service_has_title_score_and_tier(conn: Tx) -> None:
    user = person(conn)
    service_id = matched(conn, user)
    (line,) = services.newest(conn, user)
    assert (line.id, line.title, line.company, line.score, line.tier) == (
        service_id, "Baker", "Oven & Co", 71, Tier.PAID,
    )  # fmt: skip


def test_a_deleted_service_takes_everything_with_it_and_a_live_one_stays(conn: Tx) -> None:
    user = person(conn)
    done = matched(conn, user)
    live = service_of(conn, user)
    start(conn, user, live, *TEXT)
    with pytest.raises(NotFound):
        services.delete(conn, live.id, user)
    with pytest.raises(NotFound):
        services.delete(conn, done, person(conn))
    services.delete(conn, done, user)
    assert value(conn, "SELECT count(*) FROM matches WHERE service_id = %s", (done,)) == 0
    assert value(conn, "SELECT count(*) FROM status_events WHERE subject_id = %s", (done,)) == 0
    lines = ledger.history(conn, user)
    assert [(x.kind, x.outcome, x.service_id) for x in lines] == [
        ("run", "held", live.id), ("run", "spent", None), ("grant", "received", None),
    ]  # fmt: skip
