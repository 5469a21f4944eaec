"""The collection of know-how: vectors of one embedding model never meet those of another."""

from collections.abc import Sequence
from typing import LiteralString

from pgvector import Vector

from shared.dal.connect import Tx
from shared.dal.rows import every, one
from shared.models.stored import Chunk, Found

NEAREST: LiteralString = """
    SELECT id, source, title, content, category,
           embedding::halfvec(2048) <=> %(vector)s::halfvec(2048) AS distance
      FROM knowledge_entries
     WHERE embedding_model = %(model)s AND lang = %(lang)s
       AND category = ANY(%(categories)s) AND is_public
     ORDER BY embedding::halfvec(2048) <=> %(vector)s::halfvec(2048) LIMIT %(limit)s
    """


def upsert(tx: Tx, chunk: Chunk) -> bool:
    """Store a chunk; False = it is there already, unchanged."""
    row = one(
        tx,
        """
        INSERT INTO knowledge_entries AS old (
          source, chunk_index, title, content, content_hash, embedding,
          embedding_model, lang, category, is_public)
        VALUES (
          %(source)s, %(chunk_index)s, %(title)s, %(content)s, %(content_hash)s, %(vector)s::vector,
          %(embedding_model)s, %(lang)s, %(category)s, %(is_public)s)
        ON CONFLICT ON CONSTRAINT one_chunk DO UPDATE
           SET title = excluded.title, content = excluded.content, content_hash = excluded.content_hash,
               embedding = excluded.embedding, is_public = excluded.is_public, updated_at = now()
         WHERE (old.content_hash, old.title, old.is_public)
            IS DISTINCT FROM (excluded.content_hash, excluded.title, excluded.is_public)
        RETURNING id
        """,
        {**chunk.model_dump(exclude={"embedding"}), "vector": Vector(chunk.embedding).to_text()},
    )
    return row is not None


def known(conn: Tx, embedding_model: str) -> dict[tuple[str, str, str, int], str]:
    """Content hashes of what is stored under a model, by (source, lang, category, chunk_index)."""
    rows = conn.execute(
        """
        SELECT source, lang, category, chunk_index, content_hash FROM knowledge_entries
         WHERE embedding_model = %s
        """,
        (embedding_model,),
    )
    return {
        (row["source"], row["lang"], row["category"], row["chunk_index"]): row["content_hash"]
        for row in rows
    }


def prune(
    tx: Tx, source: str, lang: str, category: str, embedding_model: str, keep_below: int
) -> int:
    """Delete chunks beyond the end of a document that became shorter, or all of it (0); tells how many."""
    return tx.execute(
        """
        DELETE FROM knowledge_entries
         WHERE source = %s AND lang = %s AND category = %s AND embedding_model = %s AND chunk_index >= %s
        """,
        (source, lang, category, embedding_model, keep_below),
    ).rowcount


def nearest(
    tx: Tx,
    vector: Sequence[float],
    *,
    embedding_model: str,
    lang: str,
    categories: Sequence[str],
    limit: int = 3,
) -> list[Found]:
    """The chunks nearest to a vector by cosine; call it in a transaction, to which its setting is local."""
    # Filters apply after the index: without iterating, few neighbours of the right kind may be left.
    tx.execute("SET LOCAL hnsw.iterative_scan = strict_order")
    return every(
        tx,
        Found,
        NEAREST,
        {
            "vector": Vector(list(vector)).to_text(),
            "model": embedding_model,
            "lang": lang,
            "categories": list(categories),
            "limit": limit,
        },
    )
