-- The one place where a run ends and its coins settle. False: it was over before, and nothing happened.
CREATE FUNCTION engine.end_run(p_session uuid, p_status text, p_code failure_code) RETURNS boolean
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  service uuid;
BEGIN
  UPDATE executions SET status = p_status, failure_code = p_code, ended_at = engine.now()
   WHERE session_id = p_session AND status = 'running' RETURNING service_id INTO service;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE tasks SET status = 'cancelled', lease_until = NULL, ended_at = engine.now(), updated_at = engine.now()
   WHERE session_id = p_session AND status IN ('pending', 'queued', 'running');
  IF p_status <> 'succeeded' THEN
    PERFORM engine.fail_open_results(service);
  END IF;
  PERFORM engine.settle(p_session, CASE p_status WHEN 'succeeded' THEN 'capture' ELSE 'release' END);
  RETURN true;
END $$;
