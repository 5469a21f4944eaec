import json
from pathlib import Path
from typing import Any

from cron.purge import handler
from shared.context import Context
from shared.dal import accounts
from tests.app import AWS
from tests.functions.api.scenes import matched
from tests.identity import SignIn


def purge() -> dict[str, Any]:
    event = json.loads(Path("events/cron/purge.json").read_text(encoding="utf-8"))
    return handler(event, AWS)


def test_a_deletion_that_crashed_half_way_is_finished(ctx: Context, sign_in: SignIn) -> None:
    matched(ctx, sign_in)
    ctx.objects.put("uploads/ann/resume/1", b"x", "application/pdf")
    with ctx.db.connect() as conn:
        accounts.close_account(conn, "ann")

    assert [purge(), purge()] == [{"purged": 1}, {"purged": 0}]

    with ctx.db.connect() as conn:
        assert set(accounts.rows_of(conn, "ann").values()) == {0}
    assert ctx.objects.keys("uploads/ann/") == []


def test_a_user_the_sign_in_service_marked_as_deleted_is_removed(
    ctx: Context, sign_in: SignIn
) -> None:
    matched(ctx, sign_in)
    with ctx.db.connect() as conn:
        conn.execute("UPDATE neon_auth.users_sync SET deleted_at = now() WHERE id = 'ann'")
    assert purge() == {"purged": 1}
    with ctx.db.connect() as conn:
        assert set(accounts.rows_of(conn, "ann").values()) == {0}


def test_open_accounts_are_left_alone(ctx: Context, sign_in: SignIn) -> None:
    matched(ctx, sign_in)
    assert purge() == {"purged": 0}
