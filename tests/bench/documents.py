"""`python -m tests.bench.documents [--json FILE]`: what reading and writing a page costs.

Every figure stands beside a yardstick taken in the same minute (bare pypdf, bare typst), because a busy
machine stretches both: the ratio is what a change of ours can spoil. CPU time, best of several runs.
"""

import argparse
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from shared.documents.docx import render_docx
from shared.documents.intake import read_pdf
from shared.documents.pdf import Lang, render_pdf
from tests.documents.roundtrip import resume

RUNS = 7
WARM_MS, FIRST_MS = 50, 400
ROOT = Path(__file__).parents[2]

FIRST_EXPORT = """
import time; started = time.process_time()
from shared.documents.pdf import render_pdf
render_pdf({markdown!r}, template="classic", paper="a4", lang={lang!r}, title="t")
print((time.process_time() - started) * 1000)
"""
FIRST_TYPST = """
import time; started = time.process_time()
import typst
from shared.documents.fonts import font_folder
fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])
typst.compile(b'#set text(font: ("Source Sans Pro", "Noto Sans SC"))\\nwords', font_paths=fonts)
print((time.process_time() - started) * 1000)
"""


def edited(markdown: str) -> Callable[[], str]:
    """The text with one more edit each time: the renderer remembers what it has already set."""
    versions = count()
    return lambda: f"{markdown}\n\nedit {next(versions)}"


def best(work: Callable[[], object]) -> float:
    """The least CPU milliseconds of several runs."""
    times: list[float] = []
    for _ in range(RUNS):
        started = time.process_time()
        work()
        times.append((time.process_time() - started) * 1000)
    return round(min(times), 1)


def first(program: str) -> float:
    """The least CPU milliseconds of a program in fresh processes."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, text=True, cwd=ROOT
        )
        for _ in range(3)
    ]
    return round(min(float(run.stdout) for run in runs), 1)


def figures(lang: Lang) -> dict[str, float]:
    """The costs of a language's sample resume of one page."""
    markdown = resume(lang, 1, "classic")
    made, next_text, next_words = export(markdown, lang), edited(markdown), edited("words")
    costs = {
        "read_ms": best(lambda: read_pdf(made)),
        "bare_pypdf_ms": best(lambda: bare_pypdf(made)),
        "export_warm_ms": best(lambda: export(next_text(), lang)),
        "bare_typst_warm_ms": best(lambda: export(next_words(), lang)),
        "export_first_ms": first(FIRST_EXPORT.format(markdown=markdown, lang=lang)),
        "bare_typst_first_ms": first(FIRST_TYPST),
        "docx_ms": best(
            lambda: render_docx(markdown, template="classic", paper="a4", lang=lang, title="t")
        ),
    }
    costs["read_ratio"] = round(costs["read_ms"] / costs["bare_pypdf_ms"], 2)
    costs["first_ratio"] = round(costs["export_first_ms"] / costs["bare_typst_first_ms"], 2)
    return costs


def export(markdown: str, lang: Lang) -> bytes:
    """One PDF."""
    return render_pdf(markdown, template="classic", paper="a4", lang=lang, title="t")


def bare_pypdf(data: bytes) -> list[str]:
    """The text without any of our checks."""
    import pypdf

    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def main() -> int:
    """Print the table; 1 when an export takes longer than promised."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    target = parser.parse_args().json
    result = {lang: figures(lang) for lang in ("zh", "en")}
    for lang, costs in result.items():
        print(lang, *(f"{name} {value}" for name, value in costs.items()), sep="  ")
    if target:
        target.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    slow = [
        lang
        for lang, costs in result.items()
        if costs["export_warm_ms"] > WARM_MS or costs["export_first_ms"] > FIRST_MS
    ]
    return bool(slow)


if __name__ == "__main__":
    sys.exit(main())
