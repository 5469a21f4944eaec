-- The watchdog of a run came by: arm the next turn while the run lives, and tell what seems abandoned in it.
CREATE FUNCTION engine.watch_run(p_session uuid, p_turn integer, p_watch_s float8, p_grace_s float8, p_lost_s float8)
RETURNS TABLE (task_id text, session_id uuid, dispatch_no integer, code text, provider_id text)
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  PERFORM 1 FROM executions e WHERE e.session_id = p_session AND e.status = 'running' FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM engine.promise('watch', p_session::text, p_turn + 1, p_session, p_watch_s);
  RETURN QUERY SELECT * FROM engine.reap(p_session, p_grace_s, p_lost_s, 10);
END $$;
