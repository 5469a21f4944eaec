-- Lock subject, then run and step, and read what guards ask for. The wallet row is locked KEY SHARE with them: it is
-- the gate of the account, which only close_account takes FOR UPDATE, so closing waits for what is under way.
CREATE FUNCTION engine.lock_step(p_task text) RETURNS engine.step
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  run     executions;
  subject engine.subject;
  locked  engine.step;
BEGIN
  SELECT e.* INTO run FROM tasks JOIN executions e USING (session_id) WHERE task_id = p_task;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  subject := engine.lock_subject(run.subject_kind, run.subject_id);
  SELECT t.task_id, t.session_id, e.subject_kind, e.subject_id, e.user_id, e.tier, e.locale,
         t.seq, t.step, t.queue, t.model, t.flow_key,
         t.pending_status, t.streaming_status, t.done_status, t.failed_status, t.advance_to,
         t.status, t.dispatch_no, t.epoch, t.failures, t.max_failures, t.defers, t.claims, e.epoch,
         e.status = 'running' AND e.session_id = subject.session_id
           AND q.closed_at IS NULL AND u.deleted_at IS NULL,
         e.deadline_at < engine.now(),
         engine.until(t.lease_until),
         GREATEST(0, COALESCE(engine.until(t.not_before), 0)),
         -engine.until(t.queued_at)
    INTO locked
    FROM tasks t
    JOIN executions e USING (session_id)
    JOIN quotas q ON q.user_id = e.user_id
    JOIN neon_auth.users_sync u ON u.id = e.user_id
   WHERE t.task_id = p_task
     FOR NO KEY UPDATE OF t, e FOR KEY SHARE OF q;
  RETURN locked;
END $$;

-- The fence: every write of an attempt passes here. Null unless the step is running in a live run under this epoch.
CREATE FUNCTION engine.lock_own_step(p_task text, p_epoch integer) RETURNS engine.step
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  locked engine.step := engine.lock_step(p_task);
BEGIN
  IF locked.live AND locked.status = 'running' AND locked.epoch = p_epoch THEN
    RETURN locked;
  END IF;
  RETURN NULL;
END $$;
