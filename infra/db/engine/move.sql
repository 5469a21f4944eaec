-- Write the main state of a run's subject; the answer lists the moves made. Nothing happens when the subject is there
-- already, or belongs to a newer run. Legality is the trigger's business (guard_state).
CREATE FUNCTION engine.move(p_step engine.step, p_to text, p_code failure_code DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  version bigint;
  moved   timestamptz;
BEGIN
  CASE p_step.subject_kind
    WHEN 'service' THEN
      UPDATE services SET current_status = p_to::service_status, failure_code = p_code
       WHERE id = p_step.subject_id AND execution_session_id = p_step.session_id AND current_status::text <> p_to
      RETURNING state_version, last_updated_at INTO version, moved;
    WHEN 'resume' THEN
      UPDATE resumes SET status = p_to::async_task_status, failure_code = p_code
       WHERE id = p_step.subject_id AND execution_session_id = p_step.session_id AND status::text <> p_to
      RETURNING state_version, last_updated_at INTO version, moved;
    WHEN 'detailed_resume' THEN
      UPDATE detailed_resumes SET status = p_to::async_task_status, failure_code = p_code
       WHERE id = p_step.subject_id AND execution_session_id = p_step.session_id AND status::text <> p_to
      RETURNING state_version, last_updated_at INTO version, moved;
  END CASE;
  IF version IS NULL THEN
    RETURN '[]';
  END IF;
  RETURN jsonb_build_array(jsonb_build_object('status', p_to, 'version', version, 'at', moved));
END $$;
