"""QStash behind four verbs: send, ask, cancel, verify. It never retries by itself; the outbox does."""

import re
from functools import cached_property
from typing import Any

from shared.errors import SendFailed, SendRefused
from shared.models.run import Letter
from shared.queue.letters import publish_request
from shared.queue.signature import verify_signature
from shared.settings import Settings

READ_TIMEOUT_S, CONNECT_TIMEOUT_S = 4, 2
FOR_GOOD = re.compile(r"status: (400|404|413|422)\b")


class Queue:
    """Our side of the queue: what goes out to it, and whether what comes in is from it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def _http(self) -> Any:
        import httpx

        timeout = httpx.Timeout(READ_TIMEOUT_S, connect=CONNECT_TIMEOUT_S)
        return httpx.Client(timeout=timeout)

    @cached_property
    def _client(self) -> Any:
        from qstash import QStash

        url = self._settings.qstash_url
        client: Any = QStash(self._settings.qstash_token, retry=False, base_url=url)
        client.http._client.close()
        client.http._client = self._http  # its own would wait for ten minutes
        return client

    def send(self, letter: Letter) -> str:
        """Publish a letter; gives the queue's id of the message."""
        import httpx
        from qstash.errors import QStashError

        urls = self._settings.worker_urls
        try:
            answer = self._client.message.publish_json(**publish_request(letter, urls))
            return str(answer.message_id)
        except QStashError as error:
            refused = SendRefused if FOR_GOOD.search(str(error)) else SendFailed
            raise refused(str(error)[:300]) from error
        except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SendFailed(repr(error)[:300]) from error

    def exists(self, message_id: str) -> bool:
        """Whether the queue still holds a message. SendFailed = nobody knows."""
        return self._call("GET", message_id)

    def cancel(self, message_id: str) -> bool:
        """Take a message back, if it is still there."""
        return self._call("DELETE", message_id)

    def verify(self, signature: str, body: bytes, url: str) -> str:
        """The jti of a message this queue signed for `url`; BadSignature otherwise."""
        keys = (
            self._settings.qstash_current_signing_key,
            self._settings.qstash_next_signing_key,
        )
        return verify_signature(signature, body, url, keys)

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    def _call(self, method: str, message_id: str) -> bool:
        import httpx

        url = f"{self._settings.qstash_url.rstrip('/')}/v2/messages/{message_id}"
        headers = {"Authorization": f"Bearer {self._settings.qstash_token}"}
        try:
            answer = self._http.request(method, url, headers=headers)
        except httpx.HTTPError as error:
            raise SendFailed(repr(error)[:300]) from error
        if answer.status_code == 404:
            return False
        if not answer.is_success:
            raise SendFailed(f"status {answer.status_code}")
        return True
