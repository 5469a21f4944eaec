"""People who click twice, upload again, cancel, retry and close their accounts."""

import random
import threading
import time
from collections import Counter
from typing import Any
from uuid import UUID

from shared.context import Context
from shared.dal import accounts, ledger, runs
from shared.errors import AppError
from shared.models.account import Person
from shared.models.run import Started, Subject
from shared.models.words import FailureCode, Locale, Step
from shared.usecases.endings import tell_ended
from shared.usecases.idempotency import Once
from shared.usecases.starts import Wish, start
from shared.usecases.sweep import close_runs
from tests.chaos.storm import Died
from tests.engine.scenes import ENTRY, SCAN, person, resume_of, service_of

NEXT_BY_STATUS = {
    "MATCH_COMPLETED": "customize",
    "CUSTOMIZE_COMPLETED": "prepare_interview",
    "MATCH_FAILED": "retry_match",
    "SUMMARY_FAILED": "retry_summary",
    "OCR_FAILED": "create_from_image",
    "CUSTOMIZE_FAILED": "customize",
    "INTERVIEW_FAILED": "prepare_interview",
}


class People:
    """A dozen of them, with sixteen coins each."""

    def __init__(self, ctx: Context, rng: random.Random, counts: Counter[str]) -> None:
        self._ctx, self._rng, self._counts = ctx, rng, counts
        with ctx.db.connect() as conn:
            self._names = [person(conn, 16) for _ in range(12)]
        self._services: list[tuple[str, Subject]] = []

    def act(self, starts: int, stop: threading.Event) -> None:
        """Do so many things, one after the other, while everything else goes on."""
        for number in range(starts):
            if stop.is_set():
                return
            user = self._rng.choice(self._names)
            if self._rng.random() < 0.3:
                self._upload(user, number)
            else:
                self._create_service(user, number)
            if self._services and self._rng.random() < 0.5:
                self._go_on(*self._rng.choice(self._services[-25:]), number)
            if number in (starts // 2, starts * 3 // 4):
                self._close_account(user)
            time.sleep(0.03)

    def _upload(self, user: str, number: int) -> None:
        with self._ctx.db.connect() as conn:
            resume = resume_of(conn, user)
        steps = SCAN if number % 2 else (Step.RESUME_SUMMARY,)
        self._start(user, resume, steps, f"upload-{number}", supersede=True)

    def _create_service(self, user: str, number: int) -> None:
        with self._ctx.db.connect() as conn:
            service = service_of(conn, user, f"click-{number}")
        steps = ENTRY[self._rng.choice(["create_from_text", "create_from_image"])]
        sessions = {self._start(user, service, steps, f"click-{number}") for _ in range(2)}
        known = sessions - {None}
        if len(known) > 1:
            self._counts["DOUBLE RUN"] += 1
        if known:
            self._services.append((user, service))

    def _go_on(self, user: str, service: Subject, number: int) -> None:
        with self._ctx.db.connect() as conn:
            row = conn.execute(
                "SELECT current_status::text AS word FROM services WHERE id = %s", (service.id,)
            ).fetchone()
        action = NEXT_BY_STATUS.get(row["word"]) if row else None
        if action:
            self._start(user, service, ENTRY[action], f"{action}-{number}")
        elif self._rng.random() < 0.3:
            self._cancel(user, service)

    def _cancel(self, user: str, service: Subject) -> None:
        try:
            with self._ctx.db.connect() as conn:
                ended = runs.cancel_run(conn, service, user)
        except AppError as refusal:
            self._counts[f"cancel: {refusal.code}"] += 1
            return
        self._counts["cancelled"] += 1
        tell_ended(self._ctx, ended, FailureCode.USER_CANCELLED, user)

    def _close_account(self, user: str) -> None:
        with self._ctx.db.connect() as conn:
            accounts.close_account(conn, user)
        self._counts["account closed"] += 1
        if self._rng.random() < 0.5:  # else the deletion dies here, and the sweep goes on with it
            close_runs(self._ctx)

    def _start(
        self, user: str, subject: Subject, steps: tuple[Step, ...], key: str, **options: Any
    ) -> UUID | None:
        with self._ctx.db.connect() as conn:
            coins = ledger.balance(conn, user)
        somebody = Person(user_id=user, name=None, email=None, balance=coins)
        once = Once(user, key, "same body")
        wish = Wish(person=somebody, steps=steps, locale=Locale.EN, once=once, **options)
        try:
            started: Started = start(self._ctx, wish, lambda tx: subject)
        except AppError as refusal:
            self._counts[f"start: {refusal.code}"] += 1
            return None
        except Died:
            self._counts["start died after its commit"] += 1
            return None
        self._counts[f"start {'again' if started.existing else started.tier}"] += 1
        return started.session_id
