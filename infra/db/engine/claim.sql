-- T2: a delivery takes its step. The new epoch shuts out whatever an attempt before may still try to write.
-- go | stale | busy (an attempt is alive, or it is too early) | failed (no attempt is left: the run is over)
CREATE FUNCTION engine.claim(p_task text, p_dispatch integer, p_lease_s float8, p_max_claims integer) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  locked engine.step := engine.lock_step(p_task);
BEGIN
  IF locked.live IS NOT TRUE
     OR locked.dispatch_no <> p_dispatch
     OR locked.status NOT IN ('queued', 'running') THEN
    RETURN engine.verdict('stale');
  END IF;
  IF locked.status = 'running' AND locked.lease_left_s > 0 THEN
    RETURN jsonb_build_object('verdict', 'busy', 'wait_s', locked.lease_left_s);
  END IF;
  IF locked.status = 'queued' AND locked.early_s > 1 THEN
    RETURN jsonb_build_object('verdict', 'busy', 'wait_s', locked.early_s);
  END IF;
  IF locked.claims - locked.defers >= p_max_claims THEN
    RETURN engine.fail_run(locked, 'WORKER_DIED');
  END IF;
  UPDATE executions SET epoch = epoch + 1 WHERE session_id = locked.session_id RETURNING epoch INTO locked.epoch;
  UPDATE tasks SET status = 'running', epoch = locked.epoch, claims = claims + 1,
                   lease_until = engine.after(p_lease_s), started_at = engine.now(), updated_at = engine.now()
   WHERE task_id = p_task;
  locked.claims := locked.claims + 1;
  RETURN jsonb_build_object('verdict', 'go', 'step', to_jsonb(locked));
END $$;
