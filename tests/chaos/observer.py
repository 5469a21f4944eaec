"""What an all-seeing observer knows: who is alive, what was promised, what may not happen yet. Final rows hide it."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from shared.dal import runs
from shared.dal.connect import Tx
from shared.dal.rows import value
from shared.flow.plans import LEASE_S, MAX_CLAIMS
from shared.models.run import Advanced, Attempt, Ended, Outcome, Started, Subject
from shared.models.words import FailureCode
from tests.chaos.ports import Ports
from tests.engine.scenes import result_by


@dataclass
class Engine:
    """The transitions as processes call them; each is watched."""

    ports: Ports
    alive_until: dict[str, float] = field(default_factory=dict)
    newest_epoch: dict[str, int] = field(default_factory=dict)
    holder: dict[str, int] = field(default_factory=dict)  # the epoch that may write, if any may
    claims: Counter[str] = field(default_factory=Counter)
    not_before: dict[str, float] = field(default_factory=dict)
    failures: Counter[str] = field(default_factory=Counter)
    model_calls: Counter[str] = field(default_factory=Counter)
    stored: dict[str, str] = field(default_factory=dict)
    touched: set[UUID] = field(default_factory=set)  # runs that people ended or replaced
    started: list[UUID] = field(default_factory=list)

    @property
    def now(self) -> float:
        """Virtual time."""
        return self.ports.sim.now

    def claim(self, task: str, dispatch: int) -> Attempt | Ended:
        """T2, watched: never over a living attempt, never before its time."""

        def saw(found: Attempt | Ended) -> None:
            if isinstance(found, Ended):
                return
            if self.now < self.alive_until.get(task, 0):
                self.ports.complain(f"I6 {task} claimed over a living attempt")
            if self.now + 1.01 < self.not_before.get(task, 0):
                self.ports.complain(f"I6 {task} claimed before its delay was over")
            if found.epoch <= self.newest_epoch.get(task, 0):
                self.ports.complain(f"I6 {task} claimed with an old epoch")
            if found.dispatch_no != dispatch:
                self.ports.complain(f"I6 {task} claimed by a message of dispatch {dispatch}")
            self.claims[task] += 1
            if found.claims != self.claims[task]:
                self.ports.complain(f"I8 {task} counts {found.claims} claims")
            self.newest_epoch[task] = self.holder[task] = found.epoch
            self.alive_until[task] = self.now + LEASE_S

        return self.ports.db("claim", lambda tx: runs.claim(tx, task, dispatch), saw)

    def stage(self, attempt: Attempt) -> None:
        """T3."""
        key = (attempt.task_id, attempt.epoch)
        self.ports.db("stage", lambda tx: runs.stage(tx, *key), lambda _: self._holds(attempt))

    def beat(self, attempt: Attempt) -> bool:
        """T4."""

        def saw(alive: bool) -> None:
            if alive:
                self._holds(attempt)
                self.alive_until[attempt.task_id] = self.now + LEASE_S

        key = (attempt.task_id, attempt.epoch)
        return self.ports.db("beat", lambda tx: runs.beat(tx, *key), saw)

    def succeed(self, attempt: Attempt, text: str) -> bool:
        """T5; True = the run is over."""
        result = {**result_by(attempt), "text": text}
        if "markdown_text" in result:
            result["markdown_text"] = text
        key = (attempt.task_id, attempt.epoch)

        def saw(advanced: Advanced) -> None:
            self._decided(attempt)
            self.stored[attempt.task_id] = text
            if advanced.run_over:
                self.ports.succeeded.add(attempt.session_id)

        return self.ports.db("succeed", lambda tx: runs.succeed(tx, *key, result), saw).run_over

    def defer(self, attempt: Attempt, delay_s: float) -> Outcome:
        """T6."""
        key = (attempt.task_id, attempt.epoch)

        def saw(outcome: Outcome) -> None:
            self._decided(attempt, delay_s if outcome is Outcome.REQUEUED else 0)

        return self.ports.db("defer", lambda tx: runs.defer(tx, *key, delay_s), saw)

    def fail(self, attempt: Attempt, code: FailureCode, retriable: bool, delay_s: float) -> Outcome:
        """T7, T8."""
        key = (attempt.task_id, attempt.epoch)

        def saw(outcome: Outcome) -> None:
            requeued = outcome is Outcome.REQUEUED
            self._decided(attempt, delay_s if requeued else 0)
            self.failures[attempt.task_id] += requeued

        return self.ports.db(
            "fail_attempt",
            lambda tx: runs.fail_attempt(tx, *key, code, retriable=retriable, delay_s=delay_s),
            saw,
        )

    def arbitrate(self, task: str, dispatch: int, code: FailureCode) -> Ended | None:
        """T9, T10, watched: never over a living attempt."""

        def judge(tx: Tx) -> Ended | None:
            known = value(tx, "SELECT dispatch_no FROM tasks WHERE task_id = %s", (task,))
            ended = runs.arbitrate(tx, task, dispatch, code)
            if known != dispatch:
                self.ports.complain(f"I6 {task} at dispatch {known} was judged by {dispatch}")
            return ended

        def saw(ended: Ended | None) -> None:
            if self.now < self.alive_until.pop(task, 0):
                self.ports.complain(f"I6 {task} was judged under a living attempt")
            self.holder.pop(task, None)
            self.not_before[task] = self.now + 1
            self.failures[task] += ended is None

        return self.ports.db("arbitrate", judge, saw)

    def cancel(self, subject: Subject, user: str, code: FailureCode) -> Ended:
        """T11."""
        return self.ports.db(
            "cancel", lambda tx: runs.cancel_run(tx, subject, user, code), self._ended
        )

    def saw_start(self, started: Started) -> None:
        """T1 and T12 are called by people; what they did is noted here."""
        if not started.existing:
            self.started.append(started.session_id)
        if started.superseded:
            self._ended(started.superseded)

    def model_called(self, attempt: Attempt) -> None:
        """Each call of a model costs money; six a step are the most."""
        self.model_calls[attempt.task_id] += 1
        if self.model_calls[attempt.task_id] > MAX_CLAIMS:
            self.ports.complain(f"I8 {attempt.task_id}: more than {MAX_CLAIMS} calls of a model")

    def _ended(self, ended: Ended) -> None:
        self.touched.add(ended.session_id)

    def _holds(self, attempt: Attempt) -> None:
        if attempt.epoch != self.holder.get(attempt.task_id):
            self.ports.complain(f"I6 a zombie wrote to {attempt.task_id}")

    def _decided(self, attempt: Attempt, delay_s: float = 0) -> None:
        self._holds(attempt)
        self.holder.pop(attempt.task_id, None)
        self.alive_until.pop(attempt.task_id, None)
        self.not_before[attempt.task_id] = self.now + delay_s
