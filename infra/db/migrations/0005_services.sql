-- A service: main state of one job application, and one result row a step.
CREATE TABLE services (
  id                   uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id              text NOT NULL REFERENCES neon_auth.users_sync (id) ON DELETE CASCADE,
  resume_id            uuid NOT NULL REFERENCES resumes (id) ON DELETE CASCADE,
  detailed_resume_id   uuid REFERENCES detailed_resumes (id) ON DELETE SET NULL,
  inputs_snapshot      jsonb NOT NULL DEFAULT '{}', -- the summaries as they were at creation
  inputs_text          bytea, -- ciphertext: the source texts and the contact data as they were
  current_step         service_step NOT NULL DEFAULT 'MATCH',
  current_status       service_status NOT NULL DEFAULT 'IDLE',
  failure_code         failure_code,
  execution_session_id uuid,
  state_version        bigint NOT NULL DEFAULT 0,
  last_updated_at      timestamptz NOT NULL DEFAULT now(),
  created_at           timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT service_failed_has_code CHECK (
    (current_status IN ('OCR_FAILED', 'SUMMARY_FAILED', 'MATCH_FAILED', 'CUSTOMIZE_FAILED', 'INTERVIEW_FAILED'))
    = (failure_code IS NOT NULL)
  )
);
CREATE INDEX services_newest ON services (user_id, created_at DESC, id DESC);

CREATE TABLE jobs (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  service_id        uuid NOT NULL UNIQUE REFERENCES services (id) ON DELETE CASCADE,
  original_text     bytea, -- ciphertext: pasted, or read from the image
  original_image    text, -- object key
  notes             jsonb NOT NULL DEFAULT '[]',
  job_summary_json  jsonb,
  status            async_task_status NOT NULL DEFAULT 'PENDING',
  result_session_id uuid,
  result_epoch      integer,
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT job_completed_has_summary CHECK (status <> 'COMPLETED' OR job_summary_json IS NOT NULL)
);

CREATE TABLE matches (
  id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  service_id         uuid NOT NULL UNIQUE REFERENCES services (id) ON DELETE CASCADE,
  match_summary_json jsonb,
  status             async_task_status NOT NULL DEFAULT 'PENDING',
  result_session_id  uuid,
  result_epoch       integer,
  created_at         timestamptz NOT NULL DEFAULT now(),
  updated_at         timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT match_completed_has_result CHECK (status <> 'COMPLETED' OR match_summary_json IS NOT NULL)
);

CREATE TABLE customized_resumes (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  service_id        uuid NOT NULL UNIQUE REFERENCES services (id) ON DELETE CASCADE,
  markdown_text     text, -- generated, never edited
  markdown_content  text, -- the newest edit of the user, null until there is one
  ops_json          jsonb,
  degrade_reason    text,
  status            async_task_status NOT NULL DEFAULT 'PENDING',
  result_session_id uuid,
  result_epoch      integer,
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT customized_completed_has_text CHECK (status <> 'COMPLETED' OR markdown_text IS NOT NULL)
);

-- Every saved edit, so that none is ever lost to the next.
CREATE TABLE customized_resume_versions (
  service_id       uuid NOT NULL REFERENCES services (id) ON DELETE CASCADE,
  version          integer NOT NULL CHECK (version > 0),
  markdown_content text NOT NULL,
  created_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (service_id, version)
);

CREATE TABLE interviews (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  service_id          uuid NOT NULL UNIQUE REFERENCES services (id) ON DELETE CASCADE,
  interview_tips_json jsonb,
  status              async_task_status NOT NULL DEFAULT 'PENDING',
  result_session_id   uuid,
  result_epoch        integer,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT interview_completed_has_tips CHECK (status <> 'COMPLETED' OR interview_tips_json IS NOT NULL)
);
