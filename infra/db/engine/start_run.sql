-- T1 (and T12): open a run on a subject, reserve its coins, promise its first message and its watchdog.
-- p_steps is the plan as data, one object a step, with a route for either tier. Every refusal comes before any write.

-- What a run of this plan would be: paid only if the coins cover all of it.
CREATE FUNCTION engine.tier_for(p_coins bigint, p_steps jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_coins >= sum((step ->> 'cost')::integer) THEN 'paid' ELSE 'free' END
    FROM jsonb_array_elements(p_steps) AS step $$;

CREATE FUNCTION engine.add_tasks(p_session uuid, p_subject uuid, p_tier text, p_steps jsonb) RETURNS void
LANGUAGE sql SET search_path = public AS $$
  INSERT INTO tasks (task_id, session_id, seq, step, queue, model, flow_key, cost,
                     pending_status, streaming_status, done_status, failed_status, advance_to,
                     status, dispatch_no, queued_at, updated_at)
  SELECT format('%s_%s_%s', step ->> 'kind', p_subject, p_session), p_session, n - 1, step ->> 'kind',
         step -> p_tier ->> 'queue', step -> p_tier ->> 'model', step -> p_tier ->> 'flow_key',
         CASE p_tier WHEN 'paid' THEN (step ->> 'cost')::integer ELSE 0 END,
         step ->> 'pending', step ->> 'streaming', step ->> 'done', step ->> 'failed',
         (step ->> 'advance_to')::service_step,
         CASE n WHEN 1 THEN 'queued' ELSE 'pending' END,
         CASE n WHEN 1 THEN 1 ELSE 0 END,
         CASE n WHEN 1 THEN engine.now() END,
         engine.now()
    FROM jsonb_array_elements(p_steps) WITH ORDINALITY AS plan (step, n) $$;

-- Point the subject at its new run; its state goes to the first step's.
CREATE FUNCTION engine.point_at(p_kind text, p_subject uuid, p_session uuid, p_status text) RETURNS void
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  CASE p_kind
    WHEN 'service' THEN
      UPDATE services SET execution_session_id = p_session, failure_code = NULL,
                          current_status = p_status::service_status
       WHERE id = p_subject;
    WHEN 'resume' THEN
      UPDATE resumes SET execution_session_id = p_session, failure_code = NULL, status = p_status::async_task_status
       WHERE id = p_subject;
    WHEN 'detailed_resume' THEN
      UPDATE detailed_resumes SET execution_session_id = p_session, failure_code = NULL,
                                  status = p_status::async_task_status
       WHERE id = p_subject;
  END CASE;
END $$;

CREATE FUNCTION engine.start_run(
  p_session uuid, p_user text, p_kind text, p_subject uuid, p_steps jsonb, p_locale text, p_deadline_s jsonb,
  p_expected_tier text, p_idem_key text, p_request_hash text, p_supersede boolean,
  p_max_live integer, p_max_supersedes integer, p_watch_s float8
) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  subject engine.subject;
  known   executions;
  old     executions;
  coins   bigint;
  tier    text;
  entry   text := p_steps -> 0 ->> 'pending';
BEGIN
  PERFORM 1 FROM quotas q JOIN neon_auth.users_sync u ON u.id = q.user_id
    WHERE q.user_id = p_user AND q.closed_at IS NULL AND u.deleted_at IS NULL
      FOR KEY SHARE OF q;
  IF NOT FOUND THEN
    RETURN engine.verdict('account_closed');
  END IF;

  subject := engine.lock_subject(p_kind, p_subject);
  IF subject.user_id IS DISTINCT FROM p_user THEN
    RETURN engine.verdict('not_found');
  END IF;

  SELECT * INTO known FROM executions WHERE user_id = p_user AND idem_key = p_idem_key;
  IF FOUND AND known.request_hash IS DISTINCT FROM p_request_hash THEN
    RETURN engine.verdict('idempotency_conflict');
  ELSIF FOUND THEN
    RETURN jsonb_build_object('verdict', 'existing', 'session_id', known.session_id, 'tier', known.tier);
  END IF;

  SELECT * INTO old FROM executions WHERE subject_id = p_subject AND status = 'running' FOR NO KEY UPDATE;
  IF FOUND AND NOT p_supersede THEN
    RETURN engine.verdict('busy', old.session_id::text);
  ELSIF FOUND AND p_max_supersedes <= (
    SELECT count(*) FROM executions
     WHERE user_id = p_user AND status = 'superseded' AND ended_at > engine.after(-3600)) THEN
    RETURN engine.verdict('too_many_supersedes');
  END IF;

  PERFORM 1 FROM state_edges
    WHERE family = CASE p_kind WHEN 'service' THEN 'service' ELSE 'asset' END
      AND from_status = subject.status AND to_status = entry AND new_run;
  IF NOT FOUND THEN
    RETURN engine.verdict('wrong_state', subject.status);
  END IF;

  coins := engine.lock_balance(p_user); -- from here on no other start of this user counts or pays
  IF p_kind = 'service' AND p_max_live <= (
    SELECT count(*) FROM executions WHERE user_id = p_user AND status = 'running' AND service_id IS NOT NULL) THEN
    RETURN engine.verdict('too_many_runs');
  END IF;
  IF old.session_id IS NOT NULL THEN
    coins := coins + engine.escrowed(old.session_id);
  END IF;
  tier := engine.tier_for(coins, p_steps);
  IF tier <> p_expected_tier THEN
    RETURN engine.verdict('tier_changed', tier);
  END IF;

  IF old.session_id IS NOT NULL THEN
    PERFORM engine.end_run(old.session_id, 'superseded', 'SUPERSEDED');
  END IF;
  INSERT INTO executions (session_id, user_id, service_id, resume_id, detailed_resume_id, tier, locale,
                          idem_key, request_hash, created_at, deadline_at)
  VALUES (p_session, p_user,
          CASE p_kind WHEN 'service' THEN p_subject END,
          CASE p_kind WHEN 'resume' THEN p_subject END,
          CASE p_kind WHEN 'detailed_resume' THEN p_subject END,
          tier, p_locale, p_idem_key, p_request_hash, engine.now(), engine.after((p_deadline_s ->> tier)::float8));
  PERFORM engine.add_tasks(p_session, p_subject, tier, p_steps);
  IF EXISTS (SELECT FROM tasks WHERE session_id = p_session AND cost > 0) THEN
    PERFORM engine.reserve(p_session, p_user);
  END IF;
  PERFORM engine.point_at(p_kind, p_subject, p_session, entry);
  PERFORM engine.open_result(step, p_subject) FROM tasks WHERE session_id = p_session ORDER BY seq;
  PERFORM engine.promise('task', task_id, 1, p_session, 0) FROM tasks WHERE session_id = p_session AND seq = 0;
  PERFORM engine.promise('watch', p_session::text, 1, p_session, p_watch_s);
  RETURN jsonb_build_object('verdict', 'started', 'session_id', p_session, 'tier', tier,
                            'superseded', old.session_id, 'superseded_epoch', old.epoch);
END $$;
