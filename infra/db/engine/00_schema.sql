-- The transitions of the state machine as functions: one transition, one statement of the caller, one round trip.
-- This schema holds no data; the migration runner drops it and makes it again from these files.
-- Locks are taken in one order everywhere: subject row, run and step, wallet, books.
DROP SCHEMA IF EXISTS engine CASCADE;
CREATE SCHEMA engine;

-- The only clock. now() would be the start of the transaction, which is old once a lock was waited for;
-- and a simulation replaces this one function to own the time.
CREATE FUNCTION engine.now() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ SELECT clock_timestamp() $$;

CREATE FUNCTION engine.after(p_seconds float8) RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT engine.now() + make_interval(secs => p_seconds) $$;

-- Seconds until a moment, negative when it is over.
CREATE FUNCTION engine.until(p_moment timestamptz) RETURNS float8 LANGUAGE sql VOLATILE AS $$
  SELECT extract(epoch FROM p_moment - engine.now())::float8 $$;

-- What a transition answers: a word, and what the caller needs to know about it.
CREATE FUNCTION engine.verdict(p_word text, p_detail text DEFAULT NULL) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('verdict', p_word, 'detail', p_detail) $$;

CREATE TYPE engine.subject AS (user_id text, status text, session_id uuid);

-- A step and its run under lock, as every guard wants to see them.
CREATE TYPE engine.step AS (
  task_id          text,
  session_id       uuid,
  subject_kind     text,
  subject_id       uuid,
  user_id          text,
  tier             text,
  locale           text,
  seq              integer,
  step             text,
  queue            text,
  model            text,
  flow_key         text,
  pending_status   text,
  streaming_status text,
  done_status      text,
  failed_status    text,
  advance_to       service_step,
  status           text,
  dispatch_no      integer,
  epoch            integer,
  failures         integer,
  max_failures     integer,
  defers           integer,
  claims           integer,
  run_epoch        integer,
  live             boolean, -- the run runs, the subject still points at it, the account is open
  overdue          boolean, -- the deadline of the run is over
  lease_left_s     float8, -- null: nobody holds the step
  early_s          float8, -- how long it still has to wait before it may be claimed
  waited_s         float8 -- since it came into the queue for the first time
);

-- The end of a run as its caller needs it: whose stream gets the pill, and with which epoch.
CREATE FUNCTION engine.verdict_on(p_word text, p_step engine.step) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('verdict', p_word, 'session_id', p_step.session_id, 'epoch', p_step.run_epoch) $$;
