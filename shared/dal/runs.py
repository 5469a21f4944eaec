"""The transitions of a run (T1 to T12): each function is one SQL function, one transaction, one round trip.

Call them on an autocommit connection; on a transaction only together with rows of your own that must live
or die with the transition. The guards stand in infra/db/engine. An error means that nothing was written.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from shared import errors
from shared.dal.connect import Tx
from shared.dal.rows import every, value
from shared.flow import plans
from shared.models.run import Advanced, Attempt, Ended, Move, Outcome, Overdue, Started, Subject
from shared.models.words import FailureCode, Locale, Step, Tier

REFUSALS: dict[str, type[errors.AppError]] = {
    "account_closed": errors.AccountClosed,
    "not_found": errors.NotFound,
    "idempotency_conflict": errors.IdempotencyConflict,
    "busy": errors.RunBusy,
    "too_many_supersedes": errors.TooManySupersedes,
    "wrong_state": errors.WrongState,
    "too_many_runs": errors.TooManyRuns,
    "stale": errors.StaleAttempt,
}


def start_run(
    tx: Tx,
    *,
    session_id: UUID,
    user_id: str,
    subject: Subject,
    steps: Sequence[Step],
    locale: Locale,
    expected_tier: Tier | None = None,
    idem_key: str | None = None,
    request_hash: str | None = None,
    supersede: bool = False,
    max_live: int = plans.MAX_LIVE_SERVICES,
) -> Started:
    """T1, T12: open a run, reserve its coins, promise its first message; the whole bundle is paid or free.

    `expected_tier` is the tier the gauges were asked for; if the wallet says otherwise: TierChanged.
    """
    answer: dict[str, Any] = value(
        tx,
        """
        SELECT engine.start_run(
          %(session)s, %(user)s, %(kind)s, %(subject)s, %(steps)s, %(locale)s, %(deadline)s,
          %(tier)s, %(key)s, %(hash)s, %(supersede)s, %(max_live)s, %(max_supersedes)s, %(watch)s)
        """,
        {
            "session": session_id,
            "user": user_id,
            "kind": subject.kind,
            "subject": subject.id,
            "steps": Jsonb(plans.plan_rows(steps)),
            "locale": locale,
            "deadline": Jsonb({tier: plans.deadline_s(steps, tier) for tier in Tier}),
            "tier": expected_tier,
            "key": idem_key,
            "hash": request_hash,
            "supersede": supersede,
            "max_live": max_live,
            "max_supersedes": plans.MAX_SUPERSEDES_PER_HOUR,
            "watch": plans.WATCH_AFTER_S,
        },
    )
    _raise_refusal(answer)
    old = answer.get("superseded")
    return Started(
        session_id=answer["session_id"],
        tier=answer["tier"],
        existing=answer["verdict"] == "existing",
        superseded=Ended(session_id=old, epoch=answer["superseded_epoch"]) if old else None,
    )


def claim(
    conn: Tx, task_id: str, dispatch_no: int, lease_s: float = plans.LEASE_S
) -> Attempt | Ended:
    """T2: take the step for this delivery; its epoch fences whatever an earlier attempt may still do.

    Ended: no attempt was left, because each one killed its worker; the run is over and its coins are back.
    """
    answer = value(
        conn,
        "SELECT engine.claim(%s, %s, %s, %s)",
        (task_id, dispatch_no, float(lease_s), plans.MAX_CLAIMS),
    )
    _raise_refusal(answer, busy=errors.StillRunning(answer.get("wait_s", 0)))
    if answer["verdict"] == "failed":
        return Ended.model_validate(answer)
    step = answer["step"]
    subject = Subject(kind=step["subject_kind"], id=step["subject_id"])
    return Attempt.model_validate({**step, "subject": subject})


def stage(conn: Tx, task_id: str, epoch: int) -> tuple[Move, ...]:
    """T3: the first piece of text came; PENDING becomes STREAMING."""
    moves = value(conn, "SELECT engine.stage(%s, %s)", (task_id, epoch))
    if moves is None:
        raise errors.StaleAttempt(task_id)
    return _moves(moves)


def beat(conn: Tx, task_id: str, epoch: int, lease_s: float = plans.LEASE_S) -> bool:
    """T4: prolong the lease; False = the step is not ours any more, stop the model."""
    return value(conn, "SELECT engine.beat(%s, %s, %s)", (task_id, epoch, float(lease_s)))


def succeed(conn: Tx, task_id: str, epoch: int, result: dict[str, Any]) -> Advanced:
    """T5: keep the result and queue the next step, or end the run and capture its coins; all or nothing."""
    answer = value(conn, "SELECT engine.succeed(%s, %s, %s)", (task_id, epoch, Jsonb(result)))
    _raise_refusal(answer)
    return Advanced(moves=_moves(answer["moves"]), run_over=answer["verdict"] == "over")


def defer(
    conn: Tx, task_id: str, epoch: int, delay_s: float, give_up_after_s: float | None = None
) -> Outcome:
    """T6: no seat, or an input is missing: back to the queue; deadline and patience bound the waiting."""
    answer = value(
        conn,
        "SELECT engine.defer(%s, %s, %s, %s)",
        (task_id, epoch, float(delay_s), give_up_after_s),
    )
    _raise_refusal(answer)
    return Outcome(answer["verdict"])


def fail_attempt(
    conn: Tx,
    task_id: str,
    epoch: int,
    code: FailureCode,
    *,
    retriable: bool,
    delay_s: float = 0,
) -> Outcome:
    """T7, T8: the attempt failed; once more if that may help and is allowed, else the run is over."""
    answer = value(
        conn,
        "SELECT engine.fail_attempt(%s, %s, %s, %s, %s, %s)",
        (task_id, epoch, code, retriable, float(delay_s), plans.MAX_CLAIMS),
    )
    _raise_refusal(answer)
    return Outcome(answer["verdict"])


def arbitrate(
    conn: Tx,
    task_id: str,
    dispatch_no: int,
    code: FailureCode,
    delay_s: float = 1,
) -> Ended | None:
    """T9, T10: the message of this dispatch, or its worker, is gone. Never over a living attempt.

    The run if that was its end, None if the step went back to the queue.
    """
    answer = value(
        conn,
        "SELECT engine.arbitrate(%s, %s, %s, %s, %s)",
        (task_id, dispatch_no, code, float(delay_s), plans.MAX_CLAIMS),
    )
    _raise_refusal(answer)
    return Ended.model_validate(answer) if answer["verdict"] == "failed" else None


def cancel_run(
    conn: Tx, subject: Subject, user_id: str, code: FailureCode = FailureCode.USER_CANCELLED
) -> Ended:
    """T11: end the live run of a subject and give its coins back."""
    answer = value(
        conn,
        "SELECT engine.cancel_run(%s, %s, %s, %s)",
        (subject.kind, subject.id, user_id, code),
    )
    if answer["verdict"] == "stale":
        raise errors.NothingRuns(str(subject.id))
    _raise_refusal(answer)
    return Ended.model_validate(answer)


def reap(
    conn: Tx,
    session_id: UUID | None = None,
    limit: int = 50,
    *,
    grace_s: float = plans.GRACE_S,
    lost_after_s: float = plans.LOST_AFTER_S,
) -> list[Overdue]:
    """T10: dead leases, lost messages, passed deadlines; of one run, or of all. Reads only."""
    return every(
        conn,
        Overdue,
        "SELECT * FROM engine.reap(%s, %s, %s, %s)",
        (session_id, float(grace_s), float(lost_after_s), limit),
    )


def watch_run(
    conn: Tx,
    session_id: UUID,
    turn: int,
    *,
    watch_after_s: float = plans.WATCH_AFTER_S,
    grace_s: float = plans.GRACE_S,
    lost_after_s: float = plans.LOST_AFTER_S,
) -> list[Overdue]:
    """The watchdog message of a run came: arm the next while the run lives, tell what is overdue in it."""
    return every(
        conn,
        Overdue,
        "SELECT * FROM engine.watch_run(%s, %s, %s, %s, %s)",
        (session_id, turn, float(watch_after_s), float(grace_s), float(lost_after_s)),
    )


def release_orphans(conn: Tx) -> int:
    """Settle bundles whose run is gone, because the sign-in service dropped its user in the middle of it."""
    return value(conn, "SELECT engine.release_orphans()")


def _raise_refusal(answer: dict[str, Any], busy: errors.AppError | None = None) -> None:
    verdict, detail = answer["verdict"], answer.get("detail")
    if verdict == "tier_changed":
        raise errors.TierChanged(str(detail))
    if verdict == "busy" and busy is not None:
        raise busy
    if verdict in REFUSALS:
        raise REFUSALS[verdict](detail or verdict)


def _moves(rows: list[dict[str, Any]]) -> tuple[Move, ...]:
    return tuple(Move.model_validate(row) for row in rows)
