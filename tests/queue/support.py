"""A queue server of a few lines that keeps what it was sent, and letters to send."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID

from shared.flow.plans import route
from shared.models.run import Letter
from shared.models.words import Locale, Step, Tier
from shared.settings import Settings, WorkerUrls

SESSION = UUID("0f0e0d0c-0b0a-4908-8706-050403020100")
SUBJECT = UUID("11111111-2222-4333-8444-555555555555")
KEYS = ("sig_current" + "x" * 30, "sig_next" + "y" * 30)
URLS = WorkerUrls(
    batch="https://batch.example/",
    stream="https://stream.example/",
    vision="https://vision.example/",
    hook="https://hook.example/",
)


@dataclass
class Posted:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class FakeQueue:
    """What the server got, and what it answers: status and text, or nothing at all."""

    url: str = ""
    requests: list[Posted] = field(default_factory=list)
    status: int = 200
    text: str = '{"messageId": "msg_1"}'
    silent: bool = False

    def settings(self) -> Settings:
        return Settings(
            qstash_url=self.url,
            qstash_token="token",
            qstash_current_signing_key=KEYS[0],
            qstash_next_signing_key=KEYS[1],
            worker_urls=URLS,
        )


@contextmanager
def queue_server() -> Iterator[FakeQueue]:
    """A running server."""
    fake = FakeQueue()

    class Answer(BaseHTTPRequestHandler):
        def answer(self) -> None:
            raw = self.rfile.read(int(self.headers.get("content-length", 0)))
            body = json.loads(raw) if raw else None
            headers = {name.lower(): value for name, value in self.headers.items()}
            fake.requests.append(Posted(self.command, self.path, headers, body))
            if fake.silent:
                self.close_connection = True
                return
            self.send_response(fake.status)
            self.send_header("content-length", str(len(fake.text.encode())))
            self.end_headers()
            self.wfile.write(fake.text.encode())

        do_GET = do_POST = do_DELETE = answer

        def log_message(self, *parts: object) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    fake.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()


def task_letter(step: Step = Step.JOB_MATCH, tier: Tier = Tier.PAID, **changes: Any) -> Letter:
    """A promised task message."""
    way = route(step, tier)
    facts: dict[str, Any] = {
        "id": 1, "topic": "task", "ref": f"{step}_{SUBJECT}_{SESSION}", "turn": 1,
        "session_id": SESSION, "tries": 0, "delay_s": 0, "moot": False, "subject_id": SUBJECT,
        "user_id": "user_1", "locale": Locale.ZH, "step": step, "queue": way.queue,
        "model": way.model, "flow_key": way.flow_key, "waited_s": 0,
    }  # fmt: skip
    return Letter.model_validate(facts | changes)


def watch_letter(turn: int = 1, delay_s: float = 180) -> Letter:
    """A promised watchdog message."""
    nothing = dict.fromkeys(("step", "queue", "model", "flow_key"))
    facts = task_letter().model_dump() | nothing
    facts |= {"topic": "watch", "ref": str(SESSION), "turn": turn, "delay_s": delay_s}
    return Letter.model_validate(facts)
