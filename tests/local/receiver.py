"""A destination that remembers what it was sent and answers as it is told."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.local.processes import eventually

Answer = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True)
class Request:
    """One delivery."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    at: float = field(default_factory=time.monotonic)

    @property
    def message_id(self) -> str:
        return self.headers["upstash-message-id"]


class Receiver:
    """`answer` decides by path and number of earlier requests to it; `open_now` counts open calls."""

    def __init__(self, url: str) -> None:
        self.url, self.requests = url, list[Request]()
        self.answer: Callable[[Request, int], Answer | int] = lambda request, before: 200
        self.open_now = self.most_open = 0
        self.lock = threading.Lock()

    def to(self, path: str) -> list[Request]:
        with self.lock:
            return [request for request in self.requests if request.path == path]

    def wait_for(self, path: str, count: int = 1) -> list[Request]:
        eventually(lambda: len(self.to(path)) >= count)
        return self.to(path)

    def take(self, request: Request) -> Answer:
        with self.lock:
            before = len([known for known in self.requests if known.path == request.path])
            self.requests.append(request)
            self.open_now += 1
            self.most_open = max(self.most_open, self.open_now)
        try:
            answer = self.answer(request, before)
        finally:
            with self.lock:
                self.open_now -= 1
        return answer if isinstance(answer, tuple) else (answer, {}, b"thanks")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    receiver: Receiver

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers, body)
        status, answer_headers, answer = self.receiver.take(request)
        with contextlib.suppress(OSError):  # the caller did not wait
            self.send_response(status)
            for name, value in answer_headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = _serve

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextlib.contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver for the length of a block."""
    handler = type("Handler", (_Handler,), {})
    server = _Server(("127.0.0.1", 0), handler)
    receiver = handler.receiver = Receiver(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
