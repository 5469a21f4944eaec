-- Runs, their steps, and the messages they need.
CREATE TABLE executions ( -- one run = one bundle of debits = one stream
  session_id         uuid PRIMARY KEY,
  user_id            text NOT NULL REFERENCES neon_auth.users_sync (id) ON DELETE CASCADE,
  service_id         uuid REFERENCES services (id) ON DELETE CASCADE,
  resume_id          uuid REFERENCES resumes (id) ON DELETE CASCADE,
  detailed_resume_id uuid REFERENCES detailed_resumes (id) ON DELETE CASCADE,
  subject_id         uuid NOT NULL GENERATED ALWAYS AS (COALESCE(service_id, resume_id, detailed_resume_id)) STORED,
  subject_kind       text NOT NULL GENERATED ALWAYS AS (
    CASE WHEN service_id IS NOT NULL THEN 'service' WHEN resume_id IS NOT NULL THEN 'resume' ELSE 'detailed_resume' END
  ) STORED,
  tier               text NOT NULL CHECK (tier IN ('paid', 'free')),
  locale             text NOT NULL CHECK (locale IN ('zh', 'en')),
  status             text NOT NULL DEFAULT 'running'
                     CHECK (status IN ('running', 'succeeded', 'failed', 'cancelled', 'superseded')),
  epoch              integer NOT NULL DEFAULT 0, -- fencing token and first half of stream ids: +1 a claim of any step
  failure_code       failure_code,
  idem_key           text,
  request_hash       text,
  deadline_at        timestamptz NOT NULL,
  created_at         timestamptz NOT NULL DEFAULT now(),
  ended_at           timestamptz,
  CONSTRAINT one_run_a_key UNIQUE (user_id, idem_key),
  CONSTRAINT one_subject CHECK (num_nonnulls(service_id, resume_id, detailed_resume_id) = 1),
  CONSTRAINT ended_or_running CHECK ((status = 'running') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX one_live_execution ON executions (subject_id) WHERE status = 'running';
CREATE INDEX executions_live       ON executions (deadline_at)       WHERE status = 'running';
CREATE INDEX executions_live_user  ON executions (user_id)           WHERE status = 'running';
CREATE INDEX executions_superseded ON executions (user_id, ended_at) WHERE status = 'superseded';
CREATE INDEX executions_service    ON executions (service_id);
CREATE INDEX executions_resume     ON executions (resume_id);
CREATE INDEX executions_detailed   ON executions (detailed_resume_id);

CREATE TABLE tasks ( -- one step of a run
  task_id          text PRIMARY KEY, -- <step>_<subject>_<session>
  session_id       uuid NOT NULL REFERENCES executions (session_id) ON DELETE CASCADE,
  seq              integer NOT NULL,
  step             text NOT NULL,
  queue            text NOT NULL, -- from here to advance_to: the plan, as it was when the run began
  model            text NOT NULL,
  flow_key         text NOT NULL,
  cost             integer NOT NULL CHECK (cost >= 0),
  pending_status   text NOT NULL,
  streaming_status text,
  done_status      text NOT NULL,
  failed_status    text NOT NULL,
  advance_to       service_step,
  status           text NOT NULL
                   CHECK (status IN ('pending', 'queued', 'running', 'succeeded', 'failed', 'cancelled')),
  dispatch_no      integer NOT NULL DEFAULT 0, -- +1 at every publish we decide; messages with another number are stale
  epoch            integer, -- of the attempt that holds, or held last
  lease_until      timestamptz,
  failures         integer NOT NULL DEFAULT 0,
  max_failures     integer NOT NULL DEFAULT 3,
  defers           integer NOT NULL DEFAULT 0, -- waits for a seat or an input are no failures
  claims           integer NOT NULL DEFAULT 0, -- capped: an attempt that kills its worker counts no failure
  not_before       timestamptz,
  error_code       failure_code,
  queued_at        timestamptz, -- for the first time
  started_at       timestamptz, -- the last claim
  ended_at         timestamptz,
  updated_at       timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_place_in_the_chain UNIQUE (session_id, seq),
  CONSTRAINT one_task_a_step UNIQUE (session_id, step),
  CONSTRAINT leased_or_not_running CHECK ((status = 'running') = (lease_until IS NOT NULL))
);
CREATE UNIQUE INDEX one_active_step ON tasks (session_id) WHERE status IN ('queued', 'running');
CREATE INDEX tasks_live ON tasks (flow_key, queued_at) WHERE status IN ('queued', 'running');

CREATE TABLE outbox ( -- a message promised to the queue, written with the state that needs it
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic         text NOT NULL CHECK (topic IN ('task', 'watch')),
  ref           text NOT NULL, -- a task, or a session for its watchdog
  turn          integer NOT NULL, -- dispatch number, or turn of the watchdog
  session_id    uuid NOT NULL REFERENCES executions (session_id) ON DELETE CASCADE,
  not_before    timestamptz,
  created_at    timestamptz NOT NULL DEFAULT now(),
  claimed_until timestamptz,
  tries         integer NOT NULL DEFAULT 0,
  last_error    text,
  sent_at       timestamptz,
  provider_id   text,
  dead_at       timestamptz, -- moot, or refused for good
  CONSTRAINT one_letter_a_turn UNIQUE (topic, ref, turn)
);
CREATE INDEX outbox_todo ON outbox (id) WHERE sent_at IS NULL AND dead_at IS NULL;
CREATE INDEX outbox_session ON outbox (session_id);

CREATE TABLE inbox ( -- messages of others whose effect must happen once: row and effect share a transaction
  source      text NOT NULL,
  message_id  text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (source, message_id)
);
