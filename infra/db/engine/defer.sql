-- T6: no seat, or an input is missing: wait in the queue. No failure is counted; deadline and patience bound it.
CREATE FUNCTION engine.defer(p_task text, p_epoch integer, p_delay_s float8, p_give_up_s float8) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  locked engine.step := engine.lock_own_step(p_task, p_epoch);
BEGIN
  IF locked.task_id IS NULL THEN
    RETURN engine.verdict('stale');
  END IF;
  IF locked.overdue OR locked.waited_s > p_give_up_s THEN
    RETURN engine.fail_run(locked, 'WAIT_TIMEOUT');
  END IF;
  RETURN engine.requeue(locked, p_delay_s, false, NULL);
END $$;
