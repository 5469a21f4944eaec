"""What a step may show and must report while it works: its text, its model calls, and whether it is still wanted."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.context import Context
from shared.dal import runs, usage
from shared.dal.connect import DatabaseError
from shared.errors import StaleAttempt
from shared.flow.live_unmask import LiveUnmask
from shared.flow.plans import PLANS
from shared.models.run import Attempt
from shared.models.usage import Usage
from shared.observability import log_failure
from shared.stream.writer import StreamWriter


class Screen:
    """One attempt's view of its run. Every method raises StaleAttempt once somebody else decides about the step."""

    def __init__(
        self, ctx: Context, attempt: Attempt, writer: StreamWriter, held: Callable[[], bool]
    ) -> None:
        self._ctx, self._attempt, self._writer, self._held = ctx, attempt, writer, held
        self._streaming = False
        self._unmask = LiveUnmask({})
        self.calls: list[Usage] = []

    def token(self, text: str) -> None:
        """Show more of the answer; the first piece moves the run from PENDING to STREAMING."""
        if not self.alive():
            raise StaleAttempt(self._attempt.task_id)
        if not self._streaming:
            self._begin()
        if shown := self._unmask.feed(text):
            self._writer.token(shown)

    def reveal(self, contact: Mapping[str, str]) -> None:
        """From now on the viewer sees contact data where the model wrote placeholders."""
        self._unmask = LiveUnmask(contact)

    def finish(self) -> None:
        """The step has said everything."""
        if rest := self._unmask.close():
            self._writer.token(rest)

    def restart(self) -> None:
        """The text so far is void; more of the same step follows."""
        self._unmask.close()
        self._writer.restart(self._attempt.step)

    def stage(self, name: str) -> None:
        """Tell something that is no main state, such as waiting_for_summary."""
        self._writer.stage(name)

    def alive(self) -> bool:
        """Whether the work is still wanted; if not, close the model's answer and stop."""
        return self._held() and not self._writer.shut_out

    def record(self, call: Usage) -> None:
        """Keep the row of one model call. That it cannot be kept is no reason to fail a step somebody paid for."""
        self.calls.append(call)
        try:
            with self._ctx.db.connect() as conn:
                usage.insert(conn, self._attempt, call)
        except DatabaseError as failure:
            log_failure(failure, taskId=self._attempt.task_id)

    def totals(self) -> dict[str, Any]:
        """Tokens and cost of all calls, for the log."""
        return {
            "tokenInput": sum(call.tokens_hit + call.tokens_miss for call in self.calls),
            "tokenOutput": sum(call.tokens_out for call in self.calls),
            "cost": sum(call.cost_micros for call in self.calls) / 1_000_000,
            "currency": self.calls[-1].currency if self.calls else None,
        }

    def _begin(self) -> None:
        self._streaming = True
        if PLANS[self._attempt.step].streaming is None:
            return
        with self._ctx.db.connect() as conn:
            moves = runs.stage(conn, self._attempt.task_id, self._attempt.epoch)
        for move in moves:
            self._writer.status(move)


StepRunner = Callable[[Context, Attempt, Screen], dict[str, Any]]
