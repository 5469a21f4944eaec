"""A model server that says what a test tells it to: the OpenAI wire over real HTTP, on a free port."""

import base64
import json
import struct
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

USAGE = {
    "prompt_tokens": 120,
    "completion_tokens": 30,
    "prompt_cache_hit_tokens": 100,
    "prompt_cache_miss_tokens": 20,
    "completion_tokens_details": {"reasoning_tokens": 10},
}


@dataclass
class Say:
    """How the server deals with one request."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    error: Any = None
    finish: str | None = "stop"
    usage: dict[str, Any] | None = field(default_factory=lambda: dict(USAGE))
    reasoning: str = ""
    size: int = 7
    gap_s: float = 0
    hang_s: float = 0
    cut_after: int | None = None
    lose_after: int | None = None
    raw_after: tuple[int, str] | None = None


class WireServer:
    """What was asked, and what to say next; without a script it says `default`."""

    def __init__(self) -> None:
        self.script: deque[Say] = deque()
        self.embedding_script: deque[Say] = deque()
        self.default = Say(text="ok")
        self.requests: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.url = ""

    def say(self, *answers: Say) -> None:
        self.script.extend(answers)

    def next(self, path: str) -> Say:
        if path.endswith("/embeddings"):
            return self.embedding_script.popleft() if self.embedding_script else Say()
        return self.script.popleft() if self.script else self.default

    def forget(self) -> None:
        """Begin anew: no script, nothing asked yet."""
        self.default = Say(text="ok")
        for kept in (self.script, self.embedding_script, self.requests, self.paths):
            kept.clear()

    def questions(self) -> list[dict[str, Any]]:
        """The chat requests, without those for embeddings."""
        pairs = zip(self.paths, self.requests, strict=True)
        return [request for path, request in pairs if not path.endswith("/embeddings")]


@contextmanager
def serving() -> Iterator[WireServer]:
    """A running server."""
    wire = WireServer()
    handler = type("Handler", (_Handler,), {"wire": wire})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    wire.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield wire
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    wire: WireServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        pass

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.wire.requests.append(body)
        self.wire.paths.append(self.path)
        said = self.wire.next(self.path)
        time.sleep(said.hang_s)
        try:
            if said.status != 200:
                self._whole(said.status, said.error, said.headers)
            elif self.path.endswith("/embeddings"):
                self._whole(200, embeddings(body), {})
            else:
                self._stream(said)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _whole(self, status: int, body: Any, headers: dict[str, str]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"content-type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, said: Say) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        chunked = said.lose_after is not None
        self.send_header(
            *(("transfer-encoding", "chunked") if chunked else ("connection", "close"))
        )
        self.end_headers()
        for line in events(said):
            data = line.encode()
            self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data) if chunked else data)
            self.wfile.flush()
            time.sleep(said.gap_s)
        self.close_connection = True


def events(said: Say) -> Iterator[str]:
    """The lines of a streamed answer."""
    yield ": keep-alive\n\n"
    yield event({"delta": {"role": "assistant", "content": ""}})
    if said.reasoning:
        yield event({"delta": {"reasoning_content": said.reasoning}})
    pieces = [said.text[i : i + said.size] for i in range(0, len(said.text), said.size)]
    for number, piece in enumerate(pieces):
        if said.raw_after and said.raw_after[0] == number:
            yield said.raw_after[1]
        if number in {said.cut_after, said.lose_after}:
            return
        yield event({"delta": {"content": piece}})
    yield event({"delta": {}, "finish_reason": said.finish})
    if said.usage is not None:
        yield f"data: {json.dumps({'choices': [], 'usage': said.usage})}\n\n"
    yield "data: [DONE]\n\n"


def event(choice: dict[str, Any]) -> str:
    chunk = {"choices": [{"index": 0, "finish_reason": None} | choice]}
    return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"


def embeddings(body: dict[str, Any]) -> dict[str, Any]:
    texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
    size = body.get("dimensions", 4)
    vectors = [[float(len(text))] + [0.0] * (size - 1) for text in texts]
    packed = body.get("encoding_format") == "base64"
    rows = [
        base64.b64encode(struct.pack(f"<{size}f", *v)).decode() if packed else v for v in vectors
    ]
    data = [{"object": "embedding", "index": i, "embedding": row} for i, row in enumerate(rows)]
    data.reverse()  # order is told by index only
    tokens = sum(map(len, texts))
    return {
        "object": "list",
        "model": body["model"],
        "data": data,
        "usage": {"prompt_tokens": tokens, "total_tokens": tokens},
    }
