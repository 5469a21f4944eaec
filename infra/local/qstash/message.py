"""A message: what was published, how it is stored, how the REST API shows it."""

import base64
import hashlib
import uuid
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from infra.local.qstash.durations import seconds

Headers = dict[str, str]
Shown = dict[str, Any]


@dataclass(frozen=True)
class Callback:
    """Where to report to, and the settings of that report."""

    url: str
    settings: Headers


@dataclass
class Message:
    """One published request; `retried` and `not_before` move while it is tried again."""

    url: str
    method: str
    body: bytes
    header: dict[str, list[str]]
    max_retries: int
    not_before: int
    timeout: float
    caller_ip: str
    created_at: int
    message_id: str = field(default_factory=lambda: "msg_" + uuid.uuid4().hex)
    retried: int = 0
    retry_delay: str | None = None
    callback: Callback | None = None
    failure_callback: Callback | None = None
    queue: str | None = None
    flow_key: str | None = None
    flow_value: Headers = field(default_factory=dict[str, str])
    label: str | None = None
    schedule_id: str | None = None
    redacted: list[str] = field(default_factory=list[str])
    is_callback: bool = False
    dlq: Shown | None = None

    def again(self, now_ms: int) -> "Message":
        """A new message with the same content."""
        fresh = "msg_" + uuid.uuid4().hex
        return replace(
            self, message_id=fresh, retried=0, not_before=now_ms, created_at=now_ms, dlq=None
        )

    def record(self) -> Shown:
        """For the store."""
        return {**asdict(self), "body": base64.b64encode(self.body).decode()}

    @classmethod
    def from_record(cls, record: Shown) -> "Message":
        """From the store."""
        fields: Shown = {**record, "body": base64.b64decode(record["body"])}
        for name in ("callback", "failure_callback"):
            fields[name] = Callback(**record[name]) if record[name] else None
        return cls(**fields)

    def view(self) -> Shown:
        """As the REST API shows it: redacted, without absent values."""
        shown: Shown = {
            "messageId": self.message_id,
            "url": self.url,
            "method": self.method,
            "header": self.shown_header(),
            "maxRetries": self.max_retries,
            "notBefore": self.not_before,
            "createdAt": self.created_at,
            "callerIP": self.caller_ip,
            "queueName": self.queue,
            "label": self.label,
            "scheduleId": self.schedule_id,
            "callback": self.callback.url if self.callback else None,
            "failureCallback": self.failure_callback.url if self.failure_callback else None,
            "retryDelayExpression": self.retry_delay,
            "flowControlKey": self.flow_key,
            **self.shown_body(),
            **{name: int(seconds(value)) for name, value in self.flow_value.items()},
            **(self.dlq or {}),
        }
        return {key: value for key, value in shown.items() if value is not None}

    def shown_body(self) -> Shown:
        """`body`, or `bodyBase64` when it is no text."""
        if "body" in self.redacted:
            return {"body": redact(self.body)}
        return text_or_base64("body", self.body)

    def shown_header(self) -> dict[str, list[str]]:
        """Forwarded headers, some of them as digests."""
        return {
            name: [redact(v.encode()) for v in values] if self._hides(name) else values
            for name, values in self.header.items()
        }

    def _hides(self, name: str) -> bool:
        return "header" in self.redacted or f"header[{name.lower()}]" in self.redacted


def redact(value: bytes) -> str:
    """A digest, so equal values still look equal."""
    return "REDACTED:" + hashlib.sha256(value).hexdigest()


def text_or_base64(name: str, content: bytes) -> Shown:
    """`name` as text, or `nameBase64`."""
    try:
        return {name: content.decode()}
    except UnicodeDecodeError:
        return {name + "Base64": base64.b64encode(content).decode()}
