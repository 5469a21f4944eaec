"""The machinery as processes: relay, deliveries, workers, the sweep. The same protocol as the product's use cases."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from shared.dal import accounts, outbox, runs
from shared.errors import AppError, StaleAttempt, StepFailed, StillRunning
from shared.flow.plans import PLANS
from shared.models.run import Attempt, Ended, Letter, Outcome, Overdue
from shared.models.words import FailureCode
from tests.chaos.observer import Engine
from tests.chaos.ports import PILL, Fenced, Ports
from tests.chaos.scheduler import Crash, Unknown

BEAT_S = 20
QUEUE_ATTEMPTS = 6


@dataclass
class Backstage:
    """Every process that people do not see."""

    ports: Ports
    engine: Engine
    deliveries: Counter[str] = field(default_factory=Counter)
    poisoned: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ports.deliver = self.deliver

    def relay(self, session: UUID | None = None) -> None:
        """Send what was promised, of one run or of all."""
        marks_first = self.ports.bug == "relay marks before it sends"
        for letter in self.ports.db("relay_claim", lambda tx: outbox.claim(tx, session)):
            if letter.moot:
                self._mark(letter, "drop", "moot")
                continue
            if marks_first:
                self._mark(letter, "done", "early")
            message_id = self.ports.publish(letter)
            if not marks_first:
                self._mark(letter, "done", message_id)

    def _mark(self, letter: Letter, how: str, word: str) -> None:
        call = outbox.done if how == "done" else outbox.drop
        self.ports.db(f"relay_{how}", lambda tx: call(tx, letter.id, word))

    # ---- the queue's side of a delivery

    def deliver(self, letter: Letter, message_id: str) -> None:
        """Six attempts, then the failure callback, which may be lost or come twice."""
        try:
            if not self._delivered(letter) and letter.topic == "task":
                self._call_back(letter)
        finally:
            self.ports.on_the_way[message_id] -= 1

    def _delivered(self, letter: Letter) -> bool:
        for attempt in range(QUEUE_ATTEMPTS):
            self.deliveries[letter.ref] += 1
            try:
                wait = self._answer(letter)
            except (Crash, Unknown):
                wait = min(60.0, 3.0 * 2**attempt)
            if wait is None:
                return True
            if self.ports.sim.fault("queue gives up", 0.05):
                return False
            self.ports.sim.sleep(wait)
        return False

    def _answer(self, letter: Letter) -> float | None:
        """None is a 200, a number is 503 with Retry-After, an exception is a 500."""
        if letter.topic == "task":
            return self.work(letter.ref, letter.turn, letter.session_id)
        overdue = self.ports.db(
            "watch_run", lambda tx: runs.watch_run(tx, letter.session_id, letter.turn)
        )
        self.judge_all(overdue)
        self.relay(letter.session_id)
        return None

    def _call_back(self, letter: Letter) -> None:
        if self.ports.sim.fault("callback lost", 0.1):
            return
        for _ in range(2 if self.ports.sim.fault("callback doubled", 0.2) else 1):
            for _ in range(3):
                try:
                    self.judge(letter.ref, letter.turn, FailureCode.DELIVERY_FAILED)
                    break
                except (Crash, Unknown):
                    self.ports.sim.sleep(5)

    # ---- the worker

    def work(self, task: str, dispatch: int, session: UUID) -> float | None:
        """One delivery: claim, seat, work, commit, tell."""
        try:
            claimed = self.engine.claim(task, dispatch)
        except StillRunning as busy:
            return busy.wait_s + 1
        except StaleAttempt:
            return None
        if isinstance(claimed, Ended):
            self.pill(claimed, "error")
            return None
        try:
            self._attempt(claimed)
        except (StaleAttempt, Fenced):
            return None
        self.relay(session)
        return None

    def _attempt(self, attempt: Attempt) -> None:
        self.ports.xadd(attempt.session_id, attempt.epoch, 0, "start", attempt.step)
        try:
            if self.ports.no_seat():
                outcome = self.engine.defer(attempt, self.ports.sim.dice.choice((2, 4, 15)))
            else:
                self._do(attempt)
                return
        except StepFailed as failure:
            delay_s = float(self.ports.sim.dice.choice((3, 12)))
            outcome = self.engine.fail(attempt, failure.failure, failure.retriable, delay_s)
        if outcome is Outcome.FAILED:
            self.ports.xadd(attempt.session_id, attempt.epoch, PILL - 1, "error")

    def _do(self, attempt: Attempt) -> None:
        text = self._listen(attempt)
        if self.ports.sim.fault("worker oversleeps", 0.06):
            self.ports.sim.sleep(200)
        last = attempt.step not in ("resume_vision", "job_vision", "job_summary")
        if last and self.ports.bug == "done before the commit":
            self.ports.xadd(attempt.session_id, attempt.epoch, PILL - 1, "done")
        if self.engine.succeed(attempt, text):
            self.ports.xadd(attempt.session_id, attempt.epoch, PILL - 1, "done")

    def _listen(self, attempt: Attempt) -> str:
        """The model speaks, or breaks off; the heart beats meanwhile."""
        sim, text, beaten = self.ports.sim, "", self.engine.now
        self.engine.model_called(attempt)
        if self.poisoned.setdefault(attempt.task_id, sim.fault("input that kills", 0.04)):
            raise Crash(attempt.task_id)
        for seq in range(1, sim.dice.randint(3, 7)):
            sim.sleep(sim.dice.choice((2, 10, 25)))
            if sim.fault("model error", 0.1):
                raise StepFailed(FailureCode.PROVIDER_ERROR, retriable=sim.dice.random() < 0.7)
            if self.engine.now - beaten >= BEAT_S and self.ports.bug != "the heart never beats":
                if not self.engine.beat(attempt):
                    raise Fenced
                beaten = self.engine.now
            if seq == 1 and PLANS[attempt.step].streaming:
                self.engine.stage(attempt)
            text += f"{attempt.epoch}.{seq} "
            self.ports.xadd(
                attempt.session_id, attempt.epoch, seq, "token", f"{attempt.epoch}.{seq} "
            )
        return text

    # ---- what got lost

    def judge(self, task: str, dispatch: int, code: FailureCode) -> None:
        """Once more, or the end of the run."""
        try:
            ended = self.engine.arbitrate(task, dispatch, code)
        except StaleAttempt:
            return
        if ended:
            self.pill(ended, "error")
        else:
            self.relay()

    def judge_all(self, overdue: list[Overdue]) -> None:
        """What reaper or watchdog found; a message the queue still has is not lost."""
        for step in overdue:
            waits = self.ports.on_the_way[step.provider_id or ""] > 0
            if step.code is not FailureCode.MESSAGE_LOST or not waits:
                self.judge(step.task_id, step.dispatch_no, step.code)

    def pill(self, ended: Ended, event: str) -> None:
        """Whoever ends a run from outside closes its stream."""
        if self.ports.bug == "an end without a pill":
            return
        try:
            self.ports.xadd(ended.session_id, ended.epoch, PILL, event)
        except Fenced:
            return

    def sweep(self) -> None:
        """The safety net: relay, reap, closing accounts."""
        if self.ports.bug != "no relay in the sweep":
            self.relay()
        self.judge_all(self.ports.db("reap", runs.reap))
        for user, subject in self.ports.db("runs_to_close", accounts.runs_to_close):
            try:
                ended = self.engine.cancel(subject, user, FailureCode.ACCOUNT_DELETED)
            except AppError:
                continue
            self.pill(ended, "cancelled")
