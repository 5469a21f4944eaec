-- What happened, for us; no text of a user or of a prompt ever lands here.
CREATE TABLE llm_usage_log (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id         text REFERENCES neon_auth.users_sync (id) ON DELETE SET NULL,
  session_id      uuid,
  task_id         text,
  epoch           integer,
  step            text, -- null: an embedding
  model           text NOT NULL, -- logical id
  real_model      text,
  prompt_version  text,
  tier            text NOT NULL,
  locale          text NOT NULL,
  is_stream       boolean NOT NULL,
  token_hit       integer, -- of the input, read from the provider's cache
  token_input     integer,
  token_output    integer,
  token_reasoning integer, -- of the output
  is_estimated    boolean NOT NULL DEFAULT false,
  cost_micros     bigint,
  currency        text,
  first_token_ms  integer,
  latency_ms      integer,
  error_code      failure_code,
  error_message   text, -- the provider's words
  created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX llm_usage_task ON llm_usage_log (task_id);
CREATE INDEX llm_usage_user ON llm_usage_log (user_id);

CREATE TABLE analytics_events (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id    text REFERENCES neon_auth.users_sync (id) ON DELETE SET NULL, -- null: anonymous
  event_name text NOT NULL,
  payload    jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX analytics_by_name ON analytics_events (event_name, created_at);
CREATE INDEX analytics_by_user ON analytics_events (user_id, created_at);

-- Judgements of a model by content hash, prompt version and model: the same input gets the same verdicts.
CREATE TABLE judgement_cache (
  user_id    text NOT NULL REFERENCES neon_auth.users_sync (id) ON DELETE CASCADE,
  key        text NOT NULL,
  answer     bytea NOT NULL, -- ciphertext: it quotes the resume
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, key)
);
