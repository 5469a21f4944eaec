-- T11: end the live run of a subject, every coin goes back: cancelled | stale (nothing runs) | not_found.
CREATE FUNCTION engine.cancel_run(p_kind text, p_subject uuid, p_user text, p_code failure_code) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  subject engine.subject := engine.lock_subject(p_kind, p_subject);
  locked  engine.step;
BEGIN
  IF subject.user_id IS DISTINCT FROM p_user THEN
    RETURN engine.verdict('not_found');
  END IF;
  locked := engine.lock_step((
    SELECT task_id FROM tasks WHERE session_id = subject.session_id AND status IN ('queued', 'running')));
  IF locked.task_id IS NULL THEN
    RETURN engine.verdict('stale');
  END IF;
  PERFORM engine.end_run(locked.session_id, 'cancelled', p_code);
  PERFORM engine.move(locked, locked.failed_status, p_code);
  RETURN engine.verdict_on('cancelled', locked);
END $$;
