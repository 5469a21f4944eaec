"""Brings the collection to the state of the documents: what is new is embedded, what vanished is removed."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from rag_ingest.documents import Document
from shared.dal import knowledge
from shared.dal.connect import Database
from shared.models.stored import Chunk
from shared.rag.chunks import cut

# A provider takes 64 inputs a call; a laptop that embeds for itself needs shorter turns.
BATCH = 8
Key = tuple[str, str, str]  # source, language, category
Embed = Callable[[list[str]], list[list[float]]]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Report:
    """What an ingest did."""

    chunks: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Pending:
    """A passage on its way to its vector."""

    key: Key
    index: int
    title: str
    content: str
    hash: str


def ingest(
    db: Database,
    documents: Sequence[Document],
    roots: Sequence[str],
    *,
    embed: Embed,
    embedding_model: str,
    say: Say,
) -> Report:
    """Store the documents; of sources below `roots`, remove those that are there no more."""
    wanted = [passage for document in documents for passage in _passages(document)]
    with db.connect() as conn:
        stored = knowledge.known(conn, embedding_model)
    new = [p for p in wanted if stored.get((*p.key, p.index)) != p.hash]
    say(f"{len(documents)} documents, {len(wanted)} passages, {len(new)} to embed")
    report = Report(
        len(wanted), 0, len(wanted) - len(new), _removed(db, wanted, stored, roots, embedding_model)
    )
    by_text: dict[str, list[Pending]] = {}
    for passage in new:  # one vector serves all categories of a passage
        by_text.setdefault(passage.content, []).append(passage)
    texts = list(by_text)
    for start in range(0, len(texts), BATCH):
        batch = texts[start : start + BATCH]
        _store(db, [by_text[text] for text in batch], embed(batch), embedding_model)
        report = replace(report, written=report.written + sum(len(by_text[text]) for text in batch))
        say(f"  {report.written} of {len(new)} stored")
    return report


def _passages(document: Document) -> Iterator[Pending]:
    for category in document.categories:
        for index, passage in enumerate(cut(document.text, document.lang)):
            content = (
                f"{document.title}\n\n{passage.text}"
                if passage.heading != document.title
                else passage.text
            )
            digest = hashlib.sha256(f"{document.title}\n{content}".encode()).hexdigest()
            key = (document.source, str(document.lang), category)
            yield Pending(key, index, document.title, content, digest)


def _store(
    db: Database,
    batch: Sequence[list[Pending]],
    vectors: Sequence[list[float]],
    embedding_model: str,
) -> None:
    with db.transaction() as tx:
        pairs = (
            (passage, vector)
            for same, vector in zip(batch, vectors, strict=True)
            for passage in same
        )
        for passage, vector in pairs:
            source, lang, category = passage.key
            chunk = Chunk(
                source=source,
                chunk_index=passage.index,
                title=passage.title,
                content=passage.content,
                content_hash=passage.hash,
                embedding=vector,
                embedding_model=embedding_model,
                lang=lang,
                category=category,
            )
            knowledge.upsert(tx, chunk)


def _removed(
    db: Database,
    wanted: Sequence[Pending],
    stored: dict[tuple[str, str, str, int], str],
    roots: Sequence[str],
    embedding_model: str,
) -> int:
    lengths: dict[Key, int] = {}
    for passage in wanted:
        lengths[passage.key] = passage.index + 1
    named = {key[0] for key in lengths}
    gone = 0
    with db.transaction() as tx:
        for source, lang, category in sorted({key[:3] for key in stored}):
            if source in named or source.startswith(tuple(f"{root}/" for root in roots)):
                keep = lengths.get((source, lang, category), 0)
                gone += knowledge.prune(tx, source, lang, category, embedding_model, keep)
    return gone
