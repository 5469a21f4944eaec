"""The queue emulator as a test sees it: through the vendor's client, plus the knobs of development."""

from typing import Any

import httpx
from qstash import QStash

from infra.local.environment import QSTASH
from tests.local.processes import Server, eventually

TOKEN = QSTASH["QSTASH_TOKEN"]


class Emulator:
    """A running emulator."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.client = QStash(TOKEN, base_url=server.url, retry=False)
        self._http = httpx.Client(
            base_url=server.url, headers={"authorization": f"Bearer {TOKEN}"}, timeout=10
        )

    def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        return self._http.request(method, path, **options)

    def chaos(self, **knobs: float) -> dict[str, float]:
        return self.call("POST", "/dev/chaos", json=knobs).json()

    def advance(self, seconds: float) -> None:
        self.call("POST", "/dev/clock", json={"advance": seconds})

    def reset(self) -> None:
        self.call("POST", "/dev/reset")

    def events(self, message_id: str) -> list[dict[str, Any]]:
        """Events of a message, oldest first."""
        found = self.call("GET", "/v2/events", params={"messageId": message_id}).json()
        return list(reversed(found["events"]))

    def states(self, message_id: str) -> list[str]:
        return [event["state"] for event in self.events(message_id)]

    def wait_for(self, message_id: str, state: str) -> dict[str, Any]:
        """The first event of a message in that state."""

        def look() -> dict[str, Any] | None:
            found = [event for event in self.events(message_id) if event["state"] == state]
            return found[0] if found else None

        return eventually(look)

    def wait_until_gone(self, message_id: str) -> None:
        path = f"/v2/messages/{message_id}"
        eventually(lambda: self.call("GET", path).status_code == 404)

    def close(self) -> None:
        self._http.close()
        self.client.http._client.close()  # the vendor's client has no way to close it
