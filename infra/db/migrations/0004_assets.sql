-- The two assets. Each row is a main state and its own result; `original_text` is ciphertext.
CREATE TABLE resumes (
  id                   uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id              text NOT NULL UNIQUE REFERENCES neon_auth.users_sync (id) ON DELETE CASCADE,
  file_name            text,
  object_key           text,
  original_text        bytea,
  text_version         integer NOT NULL DEFAULT 0, -- of the code that read the file
  notes                jsonb NOT NULL DEFAULT '[]', -- what reading the file brought up (hidden text and the like)
  resume_summary_json  jsonb,
  status               async_task_status NOT NULL DEFAULT 'PENDING',
  failure_code         failure_code,
  execution_session_id uuid,
  result_session_id    uuid, -- which run, and which attempt of it, wrote the summary
  result_epoch         integer,
  state_version        bigint NOT NULL DEFAULT 0,
  last_updated_at      timestamptz NOT NULL DEFAULT now(),
  created_at           timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT resume_failed_has_code CHECK ((status = 'FAILED') = (failure_code IS NOT NULL)),
  CONSTRAINT resume_completed_has_summary CHECK (status <> 'COMPLETED' OR resume_summary_json IS NOT NULL)
);

CREATE TABLE detailed_resumes (
  id                    uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id               text NOT NULL UNIQUE REFERENCES neon_auth.users_sync (id) ON DELETE CASCADE,
  file_name             text,
  object_key            text,
  original_text         bytea,
  text_version          integer NOT NULL DEFAULT 0,
  notes                 jsonb NOT NULL DEFAULT '[]',
  detailed_summary_json jsonb,
  status                async_task_status NOT NULL DEFAULT 'PENDING',
  failure_code          failure_code,
  execution_session_id  uuid,
  result_session_id     uuid,
  result_epoch          integer,
  state_version         bigint NOT NULL DEFAULT 0,
  last_updated_at       timestamptz NOT NULL DEFAULT now(),
  created_at            timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT detailed_failed_has_code CHECK ((status = 'FAILED') = (failure_code IS NOT NULL)),
  CONSTRAINT detailed_completed_has_summary CHECK (status <> 'COMPLETED' OR detailed_summary_json IS NOT NULL)
);
