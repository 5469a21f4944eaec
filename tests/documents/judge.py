"""Read files in a child process that only judges: `python -m tests.documents.judge pdf|markdown`.

A fresh interpreter, because the peak memory of a parent full of libraries says nothing about the reader.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

LIMIT_S = 3.0
LIMIT_MB = 300
ROOT = Path(__file__).parents[2]


def judge(data: bytes, kind: str = "pdf", timeout_s: float = 30.0) -> dict[str, Any]:
    """How intake or export ended: code or text, seconds and megabytes of the child."""
    try:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "tests.documents.judge", kind],
            input=data,
            capture_output=True,
            timeout=timeout_s,
            cwd=ROOT,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return {"end": "timeout", "seconds": timeout_s, "cpu_s": timeout_s, "mb": 0}
    return json.loads(done.stdout)


def _peak_mb() -> int:
    """The most memory this process has held."""
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) // 1024


def read(data: bytes) -> dict[str, Any]:
    """What the intake makes of a PDF."""
    from shared.documents.intake import read_pdf

    found = read_pdf(data)
    notes = [note.model_dump(mode="json") for note in found.notes]
    return {"end": "text", "text": found.text, "pages": found.pages, "notes": notes}


def export(data: bytes) -> dict[str, Any]:
    """What the export makes of Markdown."""
    from shared.documents.pdf import render_pdf

    pdf = render_pdf(data.decode(), template="classic", paper="a4", lang="en", title="")
    return {"end": "file", "size": len(pdf)}


def main() -> None:
    """The child."""
    import pypdf  # noqa: F401 - loading it is not the file's fault

    from shared.errors import InvalidDocument

    work = {"pdf": read, "markdown": export}[sys.argv[1]]
    data, started, used = sys.stdin.buffer.read(), time.monotonic(), time.process_time()
    try:
        answer = work(data)
    except InvalidDocument as refusal:
        answer = {"end": refusal.code}
    answer["seconds"] = round(time.monotonic() - started, 3)
    answer["cpu_s"] = round(time.process_time() - used, 3)  # what a busy machine cannot stretch
    print(json.dumps(answer | {"mb": _peak_mb()}))


if __name__ == "__main__":
    main()
