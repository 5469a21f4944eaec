"""Logs: JSON lines with allow-listed fields only, so that nothing a person wrote can ever stand in one."""

import json
import logging
import sys
import traceback
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter

from shared.errors import AppError

FIELDS = frozenset(
    {
        "level", "timestamp", "service", "message", "xray_trace_id", "function_name", "function_request_id",
        "cold_start", "userId", "serviceId", "sessionId", "taskId", "messageId", "taskName", "queue", "tier",
        "modelId", "dispatch", "epoch", "outcome", "latencyMs", "isStream", "tokenInput", "tokenOutput", "cost",
        "currency", "error", "where", "counts",
    }
)  # fmt: skip


class _AllowListed(LambdaPowertoolsFormatter):
    """Drops every field that is not on the list."""

    def serialize(self, log: Any) -> str:
        kept = {name: value for name, value in log.items() if name in FIELDS}
        return json.dumps(kept, ensure_ascii=False, default=str)


class _Stdout(logging.Handler):
    """Writes to whatever standard output is when the line is written."""

    def emit(self, record: logging.LogRecord) -> None:
        print(self.format(record), file=sys.stdout, flush=True)  # noqa: T201


@lru_cache
def get_logger() -> Logger:
    """The logger of this process."""
    logging.getLogger("mangum").setLevel(
        logging.CRITICAL + 1
    )  # it prints messages, and they hold values
    return Logger(
        service="careershaper",
        logger_handler=_Stdout(),
        logger_formatter=_AllowListed(utc=True),
        use_rfc3339=True,
    )


def log_event(name: str, **fields: Any) -> None:
    """One line about something that happened."""
    get_logger().info(name, extra=fields)


def log_failure(failure: BaseException, **fields: Any) -> None:
    """One line about something nobody foresaw: what kind it is and where, never its message."""
    facts = {"error": _kind(failure), "where": list(_places(failure))}
    get_logger().error("failure", extra=facts | fields)


def _kind(failure: BaseException) -> str:
    names = [type(failure).__name__]
    if isinstance(failure, AppError):
        names.append(failure.code)
    if failure.__cause__ is not None:
        names.append(_kind(failure.__cause__))
    return " < ".join(names)


def _places(failure: BaseException) -> Iterator[str]:
    """The last steps of the call stack, the innermost cause first."""
    if failure.__cause__ is not None:
        yield from _places(failure.__cause__)
    for frame in traceback.extract_tb(failure.__traceback__)[-4:]:
        yield f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} {frame.name}"
