"""Measures one call and turns it into the row that stays of it."""

import time
from dataclasses import dataclass, field
from datetime import datetime

from shared.errors import StepFailed
from shared.flow.cost import cost_micros
from shared.llm.registry import Target
from shared.llm.reply import Reply, estimate
from shared.models.usage import Tokens, Usage
from shared.models.words import Step

ECHO = 24  # so many equal characters in a row are no accident


@dataclass(slots=True)
class Meter:
    """A stopwatch over one call; `asked` is the text that was sent, `private` what of it is a person's."""

    step: Step | None
    target: Target
    began: datetime
    prompt_version: str = ""
    asked: str = ""
    private: str = ""
    is_stream: bool = False
    failure: StepFailed | None = None
    _start: float = field(default_factory=time.monotonic)
    _first_ms: int | None = None

    def elapsed_s(self) -> float:
        """Seconds since the call began."""
        return time.monotonic() - self._start

    def saw_text(self) -> None:
        """Text has arrived; only the first time counts."""
        if self._first_ms is None:
            self._first_ms = round(self.elapsed_s() * 1000)

    def usage(self, reply: Reply) -> Usage:
        """The row of a chat call."""
        told = reply.tokens
        return self.row(told or self._estimated(reply), estimated=told is None and reply.begun)

    def row(self, tokens: Tokens, *, estimated: bool = False) -> Usage:
        """The row of a call that took these tokens."""
        target, failure = self.target, self.failure
        return Usage(
            step=self.step,
            model=target.model,
            real_model=target.real_model,
            prompt_version=self.prompt_version,
            tokens_hit=tokens.hit,
            tokens_miss=tokens.miss,
            tokens_out=tokens.out,
            tokens_reasoning=tokens.reasoning,
            estimated=estimated,
            cost_micros=cost_micros(tokens, target.price, target.peak, self.began),
            currency=target.entry.currency,
            first_token_ms=self._first_ms,
            latency_ms=round(self.elapsed_s() * 1000),
            error_code=failure.failure if failure else None,
            error_message=_without_echo(str(failure), self.private) if failure else "",
            is_stream=self.is_stream,
        )

    def _estimated(self, reply: Reply) -> Tokens:
        if not reply.begun:
            return Tokens()
        return Tokens(miss=estimate(self.asked), out=estimate(reply.text))


def _without_echo(message: str, private: str) -> str:
    """The provider's words, unless it repeats what a person wrote."""
    parts = (message[at : at + ECHO] for at in range(len(message) - ECHO + 1))
    return "withheld: it repeats the input" if any(part in private for part in parts) else message
