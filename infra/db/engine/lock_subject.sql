-- Lock a row with a main state: first lock of every transition. Child rows can still be inserted beside it.
CREATE FUNCTION engine.lock_subject(p_kind text, p_id uuid) RETURNS engine.subject
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  subject engine.subject;
BEGIN
  CASE p_kind
    WHEN 'service' THEN
      SELECT user_id, current_status, execution_session_id INTO subject FROM services
       WHERE id = p_id FOR NO KEY UPDATE;
    WHEN 'resume' THEN
      SELECT user_id, status, execution_session_id INTO subject FROM resumes
       WHERE id = p_id FOR NO KEY UPDATE;
    WHEN 'detailed_resume' THEN
      SELECT user_id, status, execution_session_id INTO subject FROM detailed_resumes
       WHERE id = p_id FOR NO KEY UPDATE;
  END CASE;
  RETURN subject;
END $$;
