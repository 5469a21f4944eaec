-- The state machine: which moves are legal (rows written from shared/flow/states.py), and every move ever made.
CREATE TABLE state_edges (
  family      text    NOT NULL CHECK (family IN ('service', 'asset')),
  from_status text    NOT NULL,
  to_status   text    NOT NULL,
  new_run     boolean NOT NULL, -- legal only together with a new execution_session_id
  PRIMARY KEY (family, from_status, to_status, new_run)
);

CREATE TABLE status_events (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id      text NOT NULL REFERENCES neon_auth.users_sync (id) ON DELETE CASCADE,
  subject_id   uuid NOT NULL,
  session_id   uuid,
  from_status  text NOT NULL,
  to_status    text NOT NULL,
  failure_code failure_code,
  version      bigint NOT NULL,
  at           timestamptz NOT NULL,
  CONSTRAINT one_event_a_version UNIQUE (subject_id, version)
);
CREATE INDEX status_events_user ON status_events (user_id);

-- Whoever writes a main state passes here: other moves are refused, legal ones are counted, stamped and recorded.
CREATE FUNCTION guard_state() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  machine text    := CASE TG_TABLE_NAME WHEN 'services' THEN 'service' ELSE 'asset' END;
  fresh   boolean := NEW.execution_session_id IS DISTINCT FROM OLD.execution_session_id;
  was     text;
  becomes text;
BEGIN
  IF machine = 'service' THEN
    was := OLD.current_status; becomes := NEW.current_status;
  ELSE
    was := OLD.status; becomes := NEW.status;
  END IF;
  IF NOT fresh AND becomes = was THEN
    RETURN NEW;
  END IF;
  PERFORM 1 FROM state_edges
    WHERE family = machine AND from_status = was AND to_status = becomes AND new_run = fresh;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'illegal transition % -> % (new run: %)', was, becomes, fresh
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  NEW.state_version   := OLD.state_version + 1;
  NEW.last_updated_at := engine.now();
  INSERT INTO status_events (user_id, subject_id, session_id, from_status, to_status, failure_code, version, at)
  VALUES (NEW.user_id, NEW.id, NEW.execution_session_id, was, becomes, NEW.failure_code,
          NEW.state_version, NEW.last_updated_at);
  RETURN NEW;
END $$;

CREATE TRIGGER guard_state BEFORE UPDATE ON services         FOR EACH ROW EXECUTE FUNCTION guard_state();
CREATE TRIGGER guard_state BEFORE UPDATE ON resumes          FOR EACH ROW EXECUTE FUNCTION guard_state();
CREATE TRIGGER guard_state BEFORE UPDATE ON detailed_resumes FOR EACH ROW EXECUTE FUNCTION guard_state();
