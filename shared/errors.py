"""Every failure the product names. `code` is the key of its text in the web catalogue.

AppError
├── 401  NotSignedIn, BadSignature, StreamPassRefused, AccountClosed
├── 404  NotFound
├── 409  ResumeNotReady, RunBusy, WrongState, StaleEdit, NothingRuns, IdempotencyConflict, TierChanged
├── 422  InvalidInput, InvalidDocument          `code` is given by whoever raises it
├── 429  TooManyRuns, TooManySupersedes
├── 503  ServiceBusy, ProviderNotConfigured, StillRunning
├── StaleAttempt       another attempt, or the end of the run, came first; stop quietly
├── StepFailed         the work of a step failed; `failure` is its code, `retriable` says whether to try again
├── InputMissing       what a step works on is not there yet
├── Unfinished         the worker's time is over before its work; the next delivery goes on
├── RedisAway, RedisRefused
└── SendFailed, SendRefused     the queue did not take a message: for now, for good
"""

from typing import ClassVar

from shared.models.words import FailureCode


class AppError(Exception):
    """Base of all expected failures; anything else is a bug and becomes a 500."""

    status: ClassVar[int] = 500
    code: str = "internal"
    retry_after_s: int | None = None


class NotSignedIn(AppError):
    """The request carries no valid token."""

    status, code = 401, "not_signed_in"


class BadSignature(AppError):
    """A message that the queue or the payment provider did not sign for this address and body."""

    status, code = 401, "bad_signature"


class StreamPassRefused(AppError):
    """The ticket is over, used, forged or for another run."""

    status, code = 401, "stream_pass_refused"


class AccountClosed(AppError):
    """The account is being deleted."""

    status, code = 401, "account_closed"


class NotFound(AppError):
    """The thing does not exist, or belongs to someone else."""

    status, code = 404, "not_found"


class ResumeNotReady(AppError):
    """A service needs a resume whose summary is complete."""

    status, code = 409, "resume_not_ready"


class RunBusy(AppError):
    """Something runs already on this thing."""

    status, code = 409, "run_busy"


class WrongState(AppError):
    """The step before this one is not complete, or the thing is not in a state that allows it."""

    status, code = 409, "wrong_state"


class StaleEdit(AppError):
    """The text was edited elsewhere since it was loaded."""

    status, code = 409, "stale_edit"


class NothingRuns(AppError):
    """There is no run to cancel."""

    status, code = 409, "nothing_runs"


class IdempotencyConflict(AppError):
    """The same Idempotency-Key came with another body."""

    status, code = 409, "idempotency_conflict"


class TierChanged(AppError):
    """The wallet changed between the guess of the tier and the start; `tier` is the right one."""

    status, code = 409, "tier_changed"

    def __init__(self, tier: str) -> None:
        super().__init__(tier)
        self.tier = tier


class InvalidInput(AppError):
    """What the person sent cannot be used; `code` says why (job_input_missing, job_text_too_long, …)."""

    status = 422

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code


class InvalidDocument(InvalidInput):
    """A file that cannot be read (pdf_encrypted, pdf_scanned, pdf_too_complex, image_too_large, …)."""


class TooManyRuns(AppError):
    """The user has as many running services as allowed."""

    status, code = 429, "too_many_runs"


class TooManySupersedes(AppError):
    """The user replaced running uploads too often within the hour."""

    status, code = 429, "too_many_supersedes"


class ServiceBusy(AppError):
    """A queue the run needs is full."""

    status, code, retry_after_s = 503, "service_busy", 30


class ProviderNotConfigured(AppError):
    """No key is set for the provider of a model this run needs."""

    status, code = 503, "provider_not_configured"


class StillRunning(AppError):
    """Another attempt of this very message is alive, or its delay is not over."""

    status, code = 503, "still_running"

    def __init__(self, wait_s: float) -> None:
        super().__init__(f"busy for {wait_s:.1f} s")
        self.wait_s = wait_s


class StaleAttempt(AppError):
    """The message or the attempt is not the current one any more."""

    status, code = 409, "stale_attempt"


class StepFailed(AppError):
    """The work of a step failed in a known way; `delay_s` is the provider's Retry-After, if it gave one."""

    status, code = 502, "step_failed"

    def __init__(
        self,
        failure: FailureCode,
        *,
        retriable: bool = False,
        delay_s: float | None = None,
        detail: str = "",
    ) -> None:
        super().__init__(detail or failure)
        self.failure, self.retriable, self.delay_s = failure, retriable, delay_s


class InputMissing(AppError):
    """What a step works on is not there yet: it waits in the queue for a while, and no failure is counted."""

    status, code = 503, "input_missing"


class Unfinished(AppError):
    """The time of a worker is over. What it did is kept: the next delivery goes on, and no failure is counted."""

    status, code = 503, "unfinished"


class RedisAway(AppError):
    """Redis gave no answer: the command may or may not have been executed."""

    status, code = 503, "redis_away"


class RedisRefused(AppError):
    """Redis answered with an error."""

    status, code = 500, "redis_refused"


class SendFailed(AppError):
    """The message may or may not have arrived: send it again later; its deduplication id covers a double."""

    status, code = 503, "send_failed"


class SendRefused(AppError):
    """The queue will never take this message."""

    status, code = 500, "send_refused"
