"""What a provider's trouble means for a run: from HTTP answers and stream ends to named failures."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any, cast

from shared.errors import StepFailed
from shared.models.words import FailureCode as Code

LONGEST_DELAY_S = 120.0
MESSAGE_LENGTH = 160


@dataclass(frozen=True, slots=True)
class Cause:
    """A failure code, and whether trying again can help."""

    code: Code
    again: bool = False


BUSY = Cause(Code.RATE_LIMITED, again=True)
BROKEN = Cause(Code.PROVIDER_ERROR, again=True)
OUR_MISTAKE = Cause(Code.PROVIDER_ERROR)
TOO_LONG = Cause(Code.PREVIOUS_MODEL_LIMIT)
NO_ACCESS = Cause(Code.PROVIDER_NOT_CONFIGURED)
REFUSED = Cause(Code.PROVIDER_REFUSED)

BY_PROVIDER_CODE: dict[str, Cause] = {
    **dict.fromkeys(("1302", "1303", "1305", "1312"), BUSY),
    **dict.fromkeys(("1304", "1261", "context_length_exceeded"), TOO_LONG),
    **dict.fromkeys(("1000", "1001", "1002", "1003", "1004", "1113", "1211"), NO_ACCESS),
    **dict.fromkeys(("1210", "1214"), OUR_MISTAKE),
    **dict.fromkeys(("1301", "content_filter"), REFUSED),
    **dict.fromkeys(("insufficient_quota", "invalid_api_key"), NO_ACCESS),
}
BY_MESSAGE: dict[str, Cause] = {  # DeepSeek tells these two apart only in words
    "maximum context length": TOO_LONG,
    "content exists risk": REFUSED,
}
BY_STATUS: dict[int, Cause] = {
    **dict.fromkeys((401, 402, 403, 404), NO_ACCESS),
    **dict.fromkeys((408, 409, 425), BROKEN),
    413: TOO_LONG,
    429: BUSY,
}
BY_FINISH: dict[str, Cause] = {
    "length": TOO_LONG,
    "model_context_window_exceeded": TOO_LONG,
    "content_filter": REFUSED,
    "sensitive": REFUSED,
    "insufficient_system_resource": BROKEN,
    "network_error": BROKEN,
}


def of_answer(status: int, body: object, headers: Mapping[str, str]) -> StepFailed:
    """The failure behind an HTTP answer that is no success."""
    code, message = _told(body)
    cause = _known(code, message) or BY_STATUS.get(status)
    if cause is None:
        cause = BROKEN if status >= 500 else OUR_MISTAKE
    delay_s = retry_after_s(headers) if cause.again else None
    return _failure(cause, f"http {status} {code} {message}", delay_s)


def of_event(body: object) -> StepFailed:
    """The failure behind an error object in the middle of a stream."""
    code, message = _told(body)
    return _failure(_known(code, message) or BROKEN, f"in the stream: {code} {message}")


def of_finish(reason: str | None) -> StepFailed | None:
    """What the end of a stream means; an end without a reason is a cut connection."""
    if reason is None:
        return broken("the stream was cut short")
    cause = BY_FINISH.get(reason)
    return _failure(cause, f"finish_reason {reason}") if cause else None


def broken(detail: str) -> StepFailed:
    """The connection or the stream is at fault; another try may do."""
    return _failure(BROKEN, detail)


def too_long(detail: str) -> StepFailed:
    """The answer does not fit; the same call would end the same way."""
    return _failure(TOO_LONG, detail)


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait as the provider asks, in any of its three ways to say it."""
    lower = {name.lower(): value for name, value in headers.items()}
    if (millis := _number(lower.get("retry-after-ms"))) is not None:
        return min(millis / 1000, LONGEST_DELAY_S)
    told = lower.get("retry-after")
    seconds = _number(told)
    if seconds is None and told:
        seconds = _until(told, lower.get("date"))
    return None if seconds is None else min(max(seconds, 0), LONGEST_DELAY_S)


def _until(moment: str, now: str | None) -> float | None:
    try:
        then = parsedate_to_datetime(moment)
        return (then - parsedate_to_datetime(now or "")).total_seconds()
    except (TypeError, ValueError):
        return None


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None


def _known(code: str, message: str) -> Cause | None:
    if code in BY_PROVIDER_CODE:
        return BY_PROVIDER_CODE[code]
    lower = message.lower()
    return next((cause for words, cause in BY_MESSAGE.items() if words in lower), None)


def _told(body: object) -> tuple[str, str]:
    """Code and message of an error object, with or without its `error` wrapper."""
    if not isinstance(body, dict):
        return "", ""
    outer = cast(dict[str, Any], body)
    inner = outer.get("error", outer)
    if not isinstance(inner, dict):
        return "", str(inner)
    error = cast(dict[str, Any], inner)
    return str(error.get("code") or error.get("type") or ""), str(error.get("message") or "")


def _failure(cause: Cause, detail: str, delay_s: float | None = None) -> StepFailed:
    detail = " ".join(detail.split())[:MESSAGE_LENGTH]
    return StepFailed(cause.code, retriable=cause.again, delay_s=delay_s, detail=detail)
