-- T7, T8: the attempt itself reports that it failed.
CREATE FUNCTION engine.fail_attempt(
  p_task text, p_epoch integer, p_code failure_code, p_retriable boolean, p_delay_s float8, p_max_claims integer
) RETURNS jsonb LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  locked engine.step := engine.lock_own_step(p_task, p_epoch);
BEGIN
  IF locked.task_id IS NULL THEN
    RETURN engine.verdict('stale');
  END IF;
  RETURN engine.retry_or_fail(locked, p_code, p_retriable, p_delay_s, p_max_claims);
END $$;
