-- T3: the first piece of text came: PENDING becomes STREAMING. Null: the step is not ours any more.
CREATE FUNCTION engine.stage(p_task text, p_epoch integer) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  locked engine.step := engine.lock_own_step(p_task, p_epoch);
BEGIN
  IF locked.task_id IS NULL THEN
    RETURN NULL;
  END IF;
  IF locked.streaming_status IS NULL THEN
    RETURN '[]';
  END IF;
  RETURN engine.move(locked, locked.streaming_status);
END $$;
