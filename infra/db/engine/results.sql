-- The result row of each step exists from the start of its run; an older run's payload stays until it is replaced.
CREATE FUNCTION engine.open_result(p_step text, p_service uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  CASE p_step
    WHEN 'job_vision', 'job_summary' THEN
      INSERT INTO jobs (service_id) VALUES (p_service)
      ON CONFLICT (service_id) DO UPDATE SET status = 'PENDING', updated_at = engine.now();
    WHEN 'job_match' THEN
      INSERT INTO matches (service_id) VALUES (p_service)
      ON CONFLICT (service_id) DO UPDATE SET status = 'PENDING', updated_at = engine.now();
    WHEN 'resume_customize' THEN
      INSERT INTO customized_resumes (service_id) VALUES (p_service)
      ON CONFLICT (service_id) DO UPDATE SET status = 'PENDING', updated_at = engine.now();
    WHEN 'interview_prep' THEN
      INSERT INTO interviews (service_id) VALUES (p_service)
      ON CONFLICT (service_id) DO UPDATE SET status = 'PENDING', updated_at = engine.now();
    ELSE
      NULL; -- an asset is its own result row
  END CASE;
END $$;

-- Payload, status, and the mark of the attempt that wrote it, in one statement.
CREATE FUNCTION engine.write_result(p_step engine.step, p_result jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  written integer;
BEGIN
  CASE p_step.step
    WHEN 'resume_vision' THEN -- reading the pages gives an asset its text, only the summary completes it
      IF p_step.subject_kind = 'resume' THEN
        UPDATE resumes SET original_text = decode(p_result ->> 'original_text', 'base64'),
               text_version = (p_result ->> 'text_version')::integer, notes = p_result -> 'notes'
         WHERE id = p_step.subject_id;
      ELSE
        UPDATE detailed_resumes SET original_text = decode(p_result ->> 'original_text', 'base64'),
               text_version = (p_result ->> 'text_version')::integer, notes = p_result -> 'notes'
         WHERE id = p_step.subject_id;
      END IF;
    WHEN 'resume_summary' THEN
      UPDATE resumes SET resume_summary_json = p_result,
             result_session_id = p_step.session_id, result_epoch = p_step.epoch
       WHERE id = p_step.subject_id;
    WHEN 'detailed_resume_summary' THEN
      UPDATE detailed_resumes SET detailed_summary_json = p_result,
             result_session_id = p_step.session_id, result_epoch = p_step.epoch
       WHERE id = p_step.subject_id;
    WHEN 'job_vision' THEN -- reading the image fills the row, only the summary completes it
      UPDATE jobs SET original_text = decode(p_result ->> 'original_text', 'base64'),
             notes = COALESCE(p_result -> 'notes', notes), updated_at = engine.now()
       WHERE service_id = p_step.subject_id;
    WHEN 'job_summary' THEN
      UPDATE jobs SET job_summary_json = p_result, status = 'COMPLETED',
             result_session_id = p_step.session_id, result_epoch = p_step.epoch, updated_at = engine.now()
       WHERE service_id = p_step.subject_id;
    WHEN 'job_match' THEN
      UPDATE matches SET match_summary_json = p_result, status = 'COMPLETED',
             result_session_id = p_step.session_id, result_epoch = p_step.epoch, updated_at = engine.now()
       WHERE service_id = p_step.subject_id;
    WHEN 'resume_customize' THEN -- an edit of the text before is not an edit of this one; it stays among the versions
      UPDATE customized_resumes SET markdown_text = p_result ->> 'markdown_text', markdown_content = NULL,
             ops_json = p_result -> 'ops', degrade_reason = p_result ->> 'degrade_reason', status = 'COMPLETED',
             result_session_id = p_step.session_id, result_epoch = p_step.epoch, updated_at = engine.now()
       WHERE service_id = p_step.subject_id;
    WHEN 'interview_prep' THEN
      UPDATE interviews SET interview_tips_json = p_result, status = 'COMPLETED',
             result_session_id = p_step.session_id, result_epoch = p_step.epoch, updated_at = engine.now()
       WHERE service_id = p_step.subject_id;
  END CASE;
  GET DIAGNOSTICS written = ROW_COUNT;
  IF written <> 1 THEN
    RAISE EXCEPTION '% has no result row', p_step.task_id;
  END IF;
END $$;

-- A run that ended without success leaves nothing PENDING.
CREATE FUNCTION engine.fail_open_results(p_service uuid) RETURNS void
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  UPDATE jobs SET status = 'FAILED', updated_at = engine.now()
   WHERE service_id = p_service AND status = 'PENDING';
  UPDATE matches SET status = 'FAILED', updated_at = engine.now()
   WHERE service_id = p_service AND status = 'PENDING';
  UPDATE customized_resumes SET status = 'FAILED', updated_at = engine.now()
   WHERE service_id = p_service AND status = 'PENDING';
  UPDATE interviews SET status = 'FAILED', updated_at = engine.now()
   WHERE service_id = p_service AND status = 'PENDING';
END $$;
