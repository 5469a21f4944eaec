-- T9, T10: somebody says that the message of this dispatch, or its worker, is gone.
-- Never believed over a living attempt, and never about another dispatch.
CREATE FUNCTION engine.arbitrate(
  p_task text, p_dispatch integer, p_code failure_code, p_delay_s float8, p_max_claims integer
) RETURNS jsonb LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  locked engine.step := engine.lock_step(p_task);
BEGIN
  IF locked.live
     AND locked.dispatch_no = p_dispatch
     AND (locked.status = 'queued' OR (locked.status = 'running' AND locked.lease_left_s <= 0)) THEN
    RETURN engine.retry_or_fail(locked, p_code, true, p_delay_s, p_max_claims);
  END IF;
  RETURN engine.verdict('stale');
END $$;
