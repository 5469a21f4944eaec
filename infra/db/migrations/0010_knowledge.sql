-- Know-how for all users, in chunks. Vectors of different models never meet: every query names its model.
CREATE TABLE knowledge_entries (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source          text NOT NULL, -- path of the document inside the collection
  chunk_index     integer NOT NULL CHECK (chunk_index >= 0),
  title           text NOT NULL,
  content         text NOT NULL,
  content_hash    text NOT NULL,
  embedding       vector(2048) NOT NULL,
  embedding_model text NOT NULL,
  lang            text NOT NULL CHECK (lang IN ('zh', 'en')),
  category        text NOT NULL CHECK (category IN ('match', 'match_intent', 'customize', 'interview')),
  is_public       boolean NOT NULL DEFAULT true,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_chunk UNIQUE (source, lang, category, embedding_model, chunk_index) -- a second ingest changes nothing
);
CREATE INDEX knowledge_filter ON knowledge_entries (lang, category, is_public);
-- A plain vector index ends at 2000 dimensions; half precision reaches 4000, if the query casts the same way.
CREATE INDEX knowledge_nearest ON knowledge_entries
  USING hnsw ((embedding::halfvec(2048)) halfvec_cosine_ops);
