"""python -m rag_ingest SOURCES: put Markdown, text and PDF know-how into the collection."""

import argparse
import sys
from pathlib import Path

from rag_ingest.documents import Defaults, UnusableDocument, read_all
from rag_ingest.ingest import ingest
from shared.context import Context, get_context
from shared.errors import AppError
from shared.flow.plans import EMBEDDING_MODEL
from shared.llm.client import Patience
from shared.llm.models import Models
from shared.models.words import Locale

CATEGORIES = ("match", "match_intent", "customize", "interview")
PATIENT = Patience(silence_s=180, retries=2)  # a laptop that embeds for itself may be busy
STARTER = Path(__file__).parent / "knowledge"


def main(arguments: list[str] | None = None) -> int:
    """Read, embed and store; 0 = the collection is as the sources are."""
    options = _parser().parse_args(arguments)
    sources: list[Path] = options.sources or [STARTER]
    defaults = Defaults(lang=options.lang, categories=tuple(options.category or ()))
    try:
        return _run(get_context(), sources, defaults)
    except (UnusableDocument, AppError) as failure:
        print(f"rag_ingest: {failure}", file=sys.stderr)  # noqa: T201
        return 1


def _run(ctx: Context, sources: list[Path], defaults: Defaults) -> int:
    models = Models(ctx.settings, embedding=PATIENT)
    report = ingest(
        ctx.db,
        read_all(sources, defaults),
        [source.resolve().name for source in sources if source.is_dir()],
        embed=models.embed,
        embedding_model=models.real_model(EMBEDDING_MODEL),
        say=lambda line: print(line, flush=True),  # noqa: T201
    )
    print(f"written {report.written}, unchanged {report.unchanged}, removed {report.removed}")  # noqa: T201
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rag_ingest", description=__doc__)
    parser.add_argument(
        "sources", nargs="*", type=Path, help="files or folders; none = our starter set"
    )
    parser.add_argument(
        "--lang", type=Locale, choices=list(Locale), help="for files that do not say"
    )
    parser.add_argument(
        "--category", action="append", choices=CATEGORIES, help="for files that do not say"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
