-- T5: keep a result and, in the same transaction, queue the next step, or end the run and capture its coins.
-- A stage state (OCR_COMPLETED, SUMMARY_COMPLETED) is entered and left here: an event, never a resting state.
CREATE FUNCTION engine.succeed(p_task text, p_epoch integer, p_result jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  locked    engine.step := engine.lock_own_step(p_task, p_epoch);
  following tasks;
  moves     jsonb;
BEGIN
  IF locked.task_id IS NULL THEN
    RETURN engine.verdict('stale');
  END IF;
  PERFORM engine.write_result(locked, p_result);
  UPDATE tasks SET status = 'succeeded', lease_until = NULL, ended_at = engine.now(), updated_at = engine.now()
   WHERE task_id = p_task;
  UPDATE tasks SET status = 'queued', dispatch_no = 1, queued_at = engine.now(), updated_at = engine.now()
   WHERE session_id = locked.session_id AND seq = locked.seq + 1 RETURNING * INTO following;
  IF following.task_id IS NULL THEN
    PERFORM engine.end_run(locked.session_id, 'succeeded', NULL);
    moves := engine.move(locked, locked.done_status);
    UPDATE services SET current_step = GREATEST(current_step, locked.advance_to) WHERE id = locked.subject_id;
    RETURN jsonb_build_object('verdict', 'over', 'moves', moves);
  END IF;
  PERFORM engine.promise('task', following.task_id, 1, locked.session_id, 0);
  moves := engine.move(locked, locked.done_status);
  moves := moves || engine.move(locked, following.pending_status);
  RETURN jsonb_build_object('verdict', 'next', 'moves', moves);
END $$;
