-- The relay: take letters for a short while, send with no transaction open, mark.

-- Take unsent letters, of one run or of all; those of a relay that died fall to the next.
-- moot: nobody waits for it any more, drop it unsent.
CREATE FUNCTION engine.relay_claim(p_session uuid, p_limit integer, p_hold_s float8)
RETURNS TABLE (
  id bigint, topic text, ref text, turn integer, session_id uuid, tries integer, delay_s float8, moot boolean,
  subject_id uuid, user_id text, locale text, step text, queue text, model text, flow_key text, waited_s float8
) LANGUAGE plpgsql SET search_path = public AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH taken AS (
    UPDATE outbox SET claimed_until = engine.after(p_hold_s), tries = tries + 1
     WHERE id IN (SELECT id FROM outbox
                   WHERE sent_at IS NULL AND dead_at IS NULL
                     AND (claimed_until IS NULL OR claimed_until < engine.now())
                     AND (p_session IS NULL OR session_id = p_session)
                   ORDER BY id LIMIT p_limit FOR UPDATE SKIP LOCKED)
    RETURNING *)
  SELECT o.id, o.topic, o.ref, o.turn, o.session_id, o.tries,
         GREATEST(0, COALESCE(engine.until(o.not_before), 0)),
         NOT (e.status = 'running'
              AND (o.topic = 'watch' OR (t.status = 'queued' AND t.dispatch_no = o.turn))),
         e.subject_id, e.user_id, e.locale, t.step, t.queue, t.model, t.flow_key,
         COALESCE(-engine.until(t.queued_at), 0)
    FROM taken o
    JOIN executions e ON e.session_id = o.session_id
    LEFT JOIN tasks t ON o.topic = 'task' AND t.task_id = o.ref
   ORDER BY o.id;
END $$;

-- The queue took it.
CREATE FUNCTION engine.relay_done(p_id bigint, p_provider_id text) RETURNS void
LANGUAGE sql SET search_path = public AS $$
  UPDATE outbox SET sent_at = engine.now(), provider_id = p_provider_id, last_error = NULL
   WHERE id = p_id AND sent_at IS NULL $$;

-- It is moot, or the queue will never take it.
CREATE FUNCTION engine.relay_drop(p_id bigint, p_reason text) RETURNS void
LANGUAGE sql SET search_path = public AS $$
  UPDATE outbox SET dead_at = engine.now(), last_error = p_reason WHERE id = p_id AND sent_at IS NULL $$;

-- The queue did not take it now; due again after a while.
CREATE FUNCTION engine.relay_postpone(p_id bigint, p_reason text, p_delay_s float8) RETURNS void
LANGUAGE sql SET search_path = public AS $$
  UPDATE outbox SET claimed_until = engine.after(p_delay_s), last_error = p_reason
   WHERE id = p_id AND sent_at IS NULL $$;
