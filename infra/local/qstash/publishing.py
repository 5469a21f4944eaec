"""From a publish request to a message: all `Upstash-*` headers are read here."""

import base64
import hashlib
import json
import re

from infra.local.qstash.durations import expression_wait, seconds
from infra.local.qstash.message import Callback, Headers, Message

DEFAULT_RETRIES = "3"
DEFAULT_TIMEOUT = "900s"
DEDUPLICATION_WINDOW = 600
CALLBACK_SETTINGS = ("method", "delay", "timeout", "retry-delay")


def read_message(
    url: str, headers: Headers, body: bytes, caller_ip: str, now_ms: int, queue: str | None = None
) -> Message:
    """The message, or a ValueError that says what is wrong with it."""
    if not re.match(r"https?://", url):
        raise ValueError(
            "invalid destination url: endpoint has invalid scheme, add http:// or https://"
        )
    retry_delay = headers.get("upstash-retry-delay")
    if retry_delay:
        expression_wait(retry_delay, 0)  # a bad expression is refused now, not at the first retry
    forwarded = {
        "content-type": headers.get("content-type", ""),
        **_with_prefix(headers, "upstash-forward-"),
    }
    return Message(
        url=url,
        method=headers.get("upstash-method", "POST"),
        body=body,
        header={name.title(): [value] for name, value in forwarded.items()},
        max_retries=_count(headers.get("upstash-retries", DEFAULT_RETRIES), "retries"),
        not_before=_not_before(headers, now_ms),
        timeout=seconds(headers.get("upstash-timeout", DEFAULT_TIMEOUT)),
        caller_ip=caller_ip,
        created_at=now_ms,
        retry_delay=retry_delay,
        callback=_callback(headers, "upstash-callback"),
        failure_callback=_callback(headers, "upstash-failure-callback"),
        queue=queue,
        flow_key=headers.get("upstash-flow-control-key"),
        flow_value=_flow_value(headers.get("upstash-flow-control-value", "")),
        label=headers.get("upstash-label"),
        redacted=_redacted(headers.get("upstash-redact-fields", "")),
    )


def deduplication_key(url: str, headers: Headers, body: bytes, message: Message) -> str | None:
    """The id that makes a second publish of the same thing harmless."""
    if headers.get("upstash-content-based-deduplication", "").lower() == "true":
        content = json.dumps([url, base64.b64encode(body).decode(), message.header])
        return "content:" + hashlib.sha256(content.encode()).hexdigest()
    chosen = headers.get("upstash-deduplication-id")
    return f"id:{chosen}" if chosen else None


def callback_message(source: Message, callback: Callback, payload: object, now_ms: int) -> Message:
    """A callback is a message of its own, with its own retries."""
    settings = callback.settings
    headers = {
        "content-type": "application/json",
        "upstash-retries": settings.get("retries", str(source.max_retries)),
    }
    for name, value in settings.items():
        if name in CALLBACK_SETTINGS or name.startswith("forward-"):
            headers["upstash-" + name] = value
    body = json.dumps(payload).encode()
    message = read_message(callback.url, headers, body, source.caller_ip, now_ms)
    message.is_callback = True
    return message


def _with_prefix(headers: Headers, prefix: str) -> Headers:
    return {n.removeprefix(prefix): v for n, v in headers.items() if n.startswith(prefix)}


def _callback(headers: Headers, name: str) -> Callback | None:
    url = headers.get(name)
    return Callback(url, _with_prefix(headers, name + "-")) if url else None


def _not_before(headers: Headers, now_ms: int) -> int:
    if "upstash-not-before" in headers:  # wins over the delay
        return _count(headers["upstash-not-before"], "not-before") * 1000
    return now_ms + int(seconds(headers.get("upstash-delay", "0")) * 1000)


def _flow_value(text: str) -> Headers:
    parts = (part.strip().split("=", 1) for part in text.lower().split(",") if "=" in part)
    return {name: value.strip() for name, value in parts}


def _redacted(text: str) -> list[str]:
    return [part.strip().lower() for part in text.split(",") if part.strip()]


def _count(text: str, what: str) -> int:
    if not text.isdigit():
        raise ValueError(f"invalid {what}: {text}")
    return int(text)
