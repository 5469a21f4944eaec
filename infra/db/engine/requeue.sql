-- The two ways on for a step that is not done: into the queue again, or the end of its run.

-- Back into the queue under a new dispatch number, which makes every message out there stale.
CREATE FUNCTION engine.requeue(p_step engine.step, p_delay_s float8, p_failed boolean, p_code failure_code)
RETURNS jsonb LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  dispatch integer;
BEGIN
  UPDATE tasks SET status = 'queued', lease_until = NULL, dispatch_no = dispatch_no + 1,
                   failures = failures + p_failed::integer, defers = defers + (NOT p_failed)::integer,
                   error_code = COALESCE(p_code, error_code),
                   not_before = engine.after(p_delay_s), updated_at = engine.now()
   WHERE task_id = p_step.task_id RETURNING dispatch_no INTO dispatch;
  PERFORM engine.promise('task', p_step.task_id, dispatch, p_step.session_id, p_delay_s);
  PERFORM engine.move(p_step, p_step.pending_status);
  RETURN engine.verdict_on('requeued', p_step);
END $$;

-- T8: the run is over, every coin of it goes back.
CREATE FUNCTION engine.fail_run(p_step engine.step, p_code failure_code) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  UPDATE tasks SET status = 'failed', lease_until = NULL, error_code = p_code, failures = failures + 1,
                   ended_at = engine.now(), updated_at = engine.now()
   WHERE task_id = p_step.task_id;
  PERFORM engine.end_run(p_step.session_id, 'failed', p_code);
  PERFORM engine.move(p_step, p_step.failed_status, p_code);
  RETURN engine.verdict_on('failed', p_step);
END $$;

-- T7 or T8: once more, if that may help and failures, claims and time allow it.
CREATE FUNCTION engine.retry_or_fail(
  p_step engine.step, p_code failure_code, p_retriable boolean, p_delay_s float8, p_max_claims integer
) RETURNS jsonb LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF p_retriable
     AND p_step.failures + 1 < p_step.max_failures
     AND p_step.claims - p_step.defers < p_max_claims
     AND NOT p_step.overdue THEN
    RETURN engine.requeue(p_step, p_delay_s, true, p_code);
  END IF;
  RETURN engine.fail_run(p_step, p_code);
END $$;
