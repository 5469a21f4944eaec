"""What a destination answered, and the report that callbacks carry."""

import base64
from dataclasses import dataclass, field
from typing import Any

import httpx

from infra.local.qstash.message import Message, text_or_base64

NOT_RETRYABLE = 489


@dataclass(frozen=True)
class Answer:
    """Status 0 means there was none: refused, timed out or thrown away."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""

    @classmethod
    def of(cls, response: httpx.Response) -> "Answer":
        """From the HTTP client."""
        return cls(response.status_code, dict(response.headers), response.content)

    @property
    def delivered(self) -> bool:
        """The destination took it."""
        return 200 <= self.status < 300

    @property
    def refused_for_good(self) -> bool:
        """The destination says that another try is useless."""
        flag = self.headers.get("upstash-nonretryable-error", "")
        return self.status == NOT_RETRYABLE and flag.lower() == "true"

    def header_lists(self) -> dict[str, list[str]]:
        """Headers in the shape of the REST API."""
        return {name: [value] for name, value in self.headers.items()}

    def as_dead_letter(self, dlq_id: str) -> dict[str, Any]:
        """What the dead letter queue adds to a message."""
        return {
            "dlqId": dlq_id,
            "responseStatus": self.status,
            "responseHeader": self.header_lists(),
            **text_or_base64("responseBody", self.body),
        }


def report(message: Message, answer: Answer) -> dict[str, Any]:
    """The body of callbacks and failure callbacks."""
    return {
        "status": answer.status,
        "header": answer.header_lists(),
        "body": base64.b64encode(answer.body).decode(),
        "retried": message.retried,
        "maxRetries": message.max_retries,
        "sourceMessageId": message.message_id,
        "url": message.url,
        "method": message.method,
        "sourceHeader": message.header,
        "sourceBody": base64.b64encode(message.body).decode(),
        "notBefore": message.not_before,
        "createdAt": message.created_at,
        "callerIP": message.caller_ip,
    }
