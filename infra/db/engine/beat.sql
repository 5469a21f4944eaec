-- T4: the attempt lives. False: the step is not ours any more, stop the model. Locks nothing but the step.
CREATE FUNCTION engine.beat(p_task text, p_epoch integer, p_lease_s float8) RETURNS boolean
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  UPDATE tasks SET lease_until = engine.after(p_lease_s)
   WHERE task_id = p_task AND status = 'running' AND epoch = p_epoch;
  RETURN FOUND;
END $$;
