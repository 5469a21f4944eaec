-- The three kinds of subjects as one: what task-status, the event stream and the invariants look at.
CREATE VIEW main_states AS
  SELECT 'service' AS kind, id, user_id, current_status::text AS status, failure_code,
         execution_session_id, state_version, last_updated_at FROM services
  UNION ALL
  SELECT 'resume', id, user_id, status::text, failure_code,
         execution_session_id, state_version, last_updated_at FROM resumes
  UNION ALL
  SELECT 'detailed_resume', id, user_id, status::text, failure_code,
         execution_session_id, state_version, last_updated_at FROM detailed_resumes;
