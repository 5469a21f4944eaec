"""Figures of retrieval: the starter know-how in a real Postgres, forty own questions."""

from pathlib import Path
from typing import Any

from rag_ingest.documents import Defaults, read_all
from rag_ingest.ingest import ingest
from shared.dal import knowledge
from shared.dal.connect import Database
from shared.models.words import Locale
from tests.eval.cases import questions
from tests.eval.recorder import Recorder

STARTER = Path(__file__).parents[2] / "rag_ingest" / "knowledge"
MODEL = "evaluation"


def figures(models: Recorder, db: Database) -> dict[str, Any]:
    """How often one of the right articles is among the three nearest passages."""
    documents = read_all([STARTER], Defaults())
    ingest(
        db,
        documents,
        [STARTER.name],
        embed=models.embed,
        embedding_model=MODEL,
        say=lambda line: None,
    )
    return {str(lang): _of(models, db, lang) for lang in Locale}


def _of(models: Recorder, db: Database, lang: Locale) -> dict[str, Any]:
    asked = questions(lang)
    vectors = models.embed([question for _, question, _ in asked])
    missed = []
    for (category, question, wanted), vector in zip(asked, vectors, strict=True):
        with db.transaction() as tx:
            found = knowledge.nearest(
                tx, vector, embedding_model=MODEL, lang=lang, categories=[category], limit=3
            )
        names = [Path(passage.source).stem for passage in found]
        if not set(names) & set(wanted):
            missed.append(f"{question} -> {', '.join(names)}")
    return {
        "hit_at_3": round(1 - len(missed) / len(asked), 4),
        "questions": len(asked),
        "missed": missed,
    }
