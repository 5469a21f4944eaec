-- T10: what seems abandoned: dead leases, messages that never came, deadlines that passed. Finds only; arbitrate
-- decides. A passed deadline alone is no reason to touch a step that somebody works on.
CREATE FUNCTION engine.reap(p_session uuid, p_grace_s float8, p_lost_s float8, p_limit integer)
RETURNS TABLE (task_id text, session_id uuid, dispatch_no integer, code text, provider_id text)
LANGUAGE sql SET search_path = public AS $$
  SELECT t.task_id, t.session_id, t.dispatch_no,
         CASE WHEN e.deadline_at < engine.now() THEN 'WAIT_TIMEOUT'
              WHEN t.status = 'running' THEN 'WORKER_DIED'
              WHEN o.dead_at IS NOT NULL THEN 'DELIVERY_FAILED'
              ELSE 'MESSAGE_LOST' END,
         o.provider_id
    FROM executions e
    JOIN tasks t ON t.session_id = e.session_id AND t.status IN ('queued', 'running')
    LEFT JOIN outbox o ON o.topic = 'task' AND o.ref = t.task_id AND o.turn = t.dispatch_no
   WHERE e.status = 'running'
     AND (p_session IS NULL OR e.session_id = p_session)
     AND CASE t.status
           WHEN 'running' THEN t.lease_until < engine.after(-p_grace_s)
           ELSE e.deadline_at < engine.now()
                OR o.dead_at IS NOT NULL
                OR (o.sent_at IS NOT NULL AND GREATEST(o.sent_at, t.not_before) < engine.after(-p_lost_s))
         END
   ORDER BY t.updated_at, t.task_id LIMIT p_limit $$;
