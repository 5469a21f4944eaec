"""People as processes: they double-click, upload again, cancel, go on, pay and leave in the middle."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.dal import accounts, ledger, runs, services
from shared.dal.connect import Tx
from shared.errors import AppError
from shared.models.run import Started, Subject
from shared.models.words import FailureCode, Locale, Step, SubjectKind
from tests.chaos.backstage import Backstage
from tests.chaos.ports import Ports
from tests.chaos.scheduler import Unknown
from tests.engine.scenes import ENTRY, SCAN
from tests.engine.world import status

PEOPLE = ("ann", "bob")
NEXT = {
    "OCR_FAILED": "create_from_text",
    "SUMMARY_FAILED": "retry_summary",
    "MATCH_FAILED": "retry_match",
    "MATCH_COMPLETED": "customize",
    "CUSTOMIZE_FAILED": "customize",
    "CUSTOMIZE_COMPLETED": "prepare_interview",
    "INTERVIEW_FAILED": "prepare_interview",
}


def named(text: str) -> uuid.UUID:
    """An id that is the same in every replay."""
    return uuid.uuid5(uuid.NAMESPACE_OID, text)


@dataclass
class Audience:
    """What people do; `bought` counts the coins they paid for, once an order."""

    ports: Ports
    backstage: Backstage
    keys: set[tuple[str, str]] = field(default_factory=set)
    welcome: Counter[str] = field(default_factory=Counter)
    bought: Counter[str] = field(default_factory=Counter)

    def arrive(self) -> None:
        """Two people with some coins and a resume that is ready."""
        for person in PEOPLE:
            self.welcome[person] = self.ports.sim.dice.choice((1, 2, 5, 9))
            self.ports.conn.execute("INSERT INTO neon_auth.users_sync (id) VALUES (%s)", (person,))
            ledger.open_wallet(self.ports.conn, person, self.welcome[person])
            self.ports.conn.execute(
                """
                INSERT INTO resumes (id, user_id, status, resume_summary_json)
                VALUES (%s, %s, 'COMPLETED', '{"seed": true}')
                """,
                (named(person), person),
            )

    def plan_day(self) -> None:
        """Who does what and when, by the dice."""
        sim = self.ports.sim
        pick = sim.dice
        for number in range(3):
            self._plan_service(pick.choice(PEOPLE), named(f"s{number}"))
        for person in PEOPLE:
            if sim.chance(0.5):
                self._plan_uploads(person)
            if sim.chance(0.3):
                self._plan_payment(person)
        if sim.chance(0.4):
            sim.spawn(self.leave, pick.choice(PEOPLE), after=20 + pick.random() * 150)

    def _plan_service(self, person: str, service_id: uuid.UUID) -> None:
        sim, pick, begin = self.ports.sim, self.ports.sim.dice, self.ports.sim.dice.random() * 30
        services.insert(
            self.ports.conn,
            service_id=service_id,
            user_id=person,
            resume_id=named(person),
            detailed_resume_id=None,
            snapshot={},
        )
        subject = Subject(kind=SubjectKind.SERVICE, id=service_id)
        action = pick.choice(("create_from_text", "create_from_image"))
        sim.spawn(self.create_service, person, subject, action, after=begin)
        if sim.chance(0.4):
            again = begin + pick.choice((0, 1, 40))
            sim.spawn(self.create_service, person, subject, action, after=again)
        if sim.chance(0.25):
            sim.spawn(self.cancel, person, subject, after=begin + pick.random() * 200)
        for turn in range(3):
            if sim.chance(0.5):
                sim.spawn(self.go_on, person, subject, turn, after=begin + 60 + pick.random() * 500)

    def _plan_uploads(self, person: str) -> None:
        sim, begin = self.ports.sim, self.ports.sim.dice.random() * 60
        for turn in range(sim.dice.choice((1, 1, 2, 3))):
            sim.spawn(
                self.upload,
                person,
                f"{person}-up{turn}",
                after=begin + turn * sim.dice.random() * 90,
            )

    def _plan_payment(self, person: str) -> None:
        sim, begin = self.ports.sim, self.ports.sim.dice.random() * 300
        for copy in range(sim.dice.choice((1, 2, 3))):
            sim.spawn(
                self.pay, person, f"order-{person}", after=begin + copy * sim.dice.random() * 60
            )

    # ---- what one person does

    def create_service(self, person: str, subject: Subject, action: str) -> None:
        """Click, and click again when no answer came: the same key each time."""

        self._click(
            person,
            str(subject.id),
            lambda tx: self._start(tx, person, subject, ENTRY[action], str(subject.id)),
        )

    def upload(self, person: str, key: str) -> None:
        """A new resume takes the place of the one before, even while that is being read; the second is a scan."""
        resume = Subject(kind=SubjectKind.RESUME, id=named(person))
        steps = SCAN if key.endswith("up1") else (Step.RESUME_SUMMARY,)
        self._click(
            person, key, lambda tx: self._start(tx, person, resume, steps, key, supersede=True)
        )

    def go_on(self, person: str, subject: Subject, turn: int) -> None:
        """Whatever the button says now: retry, customize, interview; some call the API without looking."""
        action = NEXT.get(self.ports.db("look", lambda tx: status(tx, subject)))
        if self.ports.sim.chance(0.25):
            action = self.ports.sim.dice.choice(sorted(ENTRY))
        if action:
            key = f"{subject.id}-{turn}"
            self._click(
                person, key, lambda tx: self._start(tx, person, subject, ENTRY[action], key)
            )

    def cancel(self, person: str, subject: Subject) -> None:
        """Stop the run on screen."""
        ended = self.backstage.engine.cancel(subject, person, FailureCode.USER_CANCELLED)
        self.backstage.pill(ended, "cancelled")

    def pay(self, person: str, order: str) -> None:
        """The payment provider tells of an order, more than once."""

        def saw(credited: bool) -> None:
            self.bought[person] += 10 * credited

        self.ports.db("credit", lambda tx: ledger.credit(tx, person, 10, order), saw)

    def leave(self, person: str) -> None:
        """Delete the account; if that dies half-way, the sweep goes on with it."""
        self.ports.db("close_account", lambda tx: accounts.close_account(tx, person))
        if self.ports.sim.chance(0.5):
            return
        for user, subject in self.ports.db(
            "runs_to_close", lambda tx: accounts.runs_to_close(tx, person)
        ):
            try:
                ended = self.backstage.engine.cancel(subject, user, FailureCode.ACCOUNT_DELETED)
            except AppError:
                continue
            self.backstage.pill(ended, "cancelled")

    # ---- a click

    def _start(
        self, tx: Tx, person: str, subject: Subject, steps: Sequence[Step], key: str, **more: Any
    ) -> Started:
        session = uuid.UUID(int=self.ports.sim.dice.getrandbits(128), version=4)
        return runs.start_run(
            tx, session_id=session, user_id=person, subject=subject, steps=steps,
            locale=Locale.EN, idem_key=key, **more,
        )  # fmt: skip

    def _click(self, person: str, key: str, begin: Any) -> None:
        self.keys.add((person, key))
        for _ in range(4):
            try:
                started = self.ports.db("start_run", begin, self.backstage.engine.saw_start)
                break
            except Unknown:
                self.ports.sim.sleep(2)
        else:
            return
        if started.superseded:
            self.backstage.pill(started.superseded, "cancelled")
        self.backstage.relay(started.session_id)
