-- Retention: letters that were sent, messages that came in, and moves of long ago are of no use to anyone.
CREATE FUNCTION engine.forget_old() RETURNS integer
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  letters integer;
  seen    integer;
  moves   integer;
  judged  integer;
BEGIN
  DELETE FROM outbox USING executions e
   WHERE e.session_id = outbox.session_id AND e.status <> 'running'
     AND COALESCE(outbox.sent_at, outbox.dead_at) < engine.after(-7 * 86400);
  GET DIAGNOSTICS letters = ROW_COUNT;
  DELETE FROM inbox WHERE received_at < engine.after(-30 * 86400);
  GET DIAGNOSTICS seen = ROW_COUNT;
  DELETE FROM status_events WHERE at < engine.after(-90 * 86400);
  GET DIAGNOSTICS moves = ROW_COUNT;
  DELETE FROM judgement_cache WHERE created_at < engine.after(-90 * 86400);
  GET DIAGNOSTICS judged = ROW_COUNT;
  RETURN letters + seen + moves + judged;
END $$;
