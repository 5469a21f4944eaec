-- T13, last transaction, after objects and Redis keys are gone: every row of the person goes, the books lose the name.
-- The closed wallet stays as long as the person is known at all: without it the same id would be given coins again.
CREATE FUNCTION engine.purge_account(p_user text) RETURNS void
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT FROM executions WHERE user_id = p_user AND status = 'running') THEN
    RAISE EXCEPTION 'runs of this account are still live';
  END IF;
  PERFORM engine.forfeit(p_user);
  DELETE FROM services WHERE user_id = p_user; -- results, runs, steps and letters hang on it
  DELETE FROM detailed_resumes WHERE user_id = p_user;
  DELETE FROM resumes WHERE user_id = p_user;
  DELETE FROM status_events WHERE user_id = p_user;
  DELETE FROM payment_waitlist WHERE user_id = p_user;
  DELETE FROM judgement_cache WHERE user_id = p_user;
  DELETE FROM data_keys WHERE user_id = p_user;
  UPDATE payment_orders SET user_id = NULL WHERE user_id = p_user;
  UPDATE llm_usage_log SET user_id = NULL WHERE user_id = p_user;
  UPDATE analytics_events SET user_id = NULL WHERE user_id = p_user;
  UPDATE ledger_txn SET user_id = NULL WHERE user_id = p_user;
  IF engine.people_are_ours() THEN
    UPDATE neon_auth.users_sync SET raw_json = '{}', name = NULL, email = NULL,
           updated_at = engine.now(), deleted_at = COALESCE(deleted_at, engine.now())
     WHERE id = p_user;
  END IF;
END $$;

-- Accounts that are closed or deleted and still have rows here.
CREATE FUNCTION engine.accounts_to_purge(p_limit integer) RETURNS TABLE (user_id text)
LANGUAGE sql SET search_path = public AS $$
  SELECT u.id FROM neon_auth.users_sync u LEFT JOIN quotas q ON q.user_id = u.id
   WHERE (q.closed_at IS NOT NULL OR u.deleted_at IS NOT NULL)
     AND (q.balance > 0
          OR EXISTS (SELECT FROM resumes r WHERE r.user_id = u.id)
          OR EXISTS (SELECT FROM detailed_resumes d WHERE d.user_id = u.id)
          OR EXISTS (SELECT FROM services s WHERE s.user_id = u.id)
          OR EXISTS (SELECT FROM data_keys k WHERE k.user_id = u.id)
          OR EXISTS (SELECT FROM judgement_cache c WHERE c.user_id = u.id)
          OR EXISTS (SELECT FROM payment_waitlist w WHERE w.user_id = u.id)
          OR EXISTS (SELECT FROM ledger_txn t WHERE t.user_id = u.id)
          OR EXISTS (SELECT FROM llm_usage_log l WHERE l.user_id = u.id)
          OR EXISTS (SELECT FROM analytics_events a WHERE a.user_id = u.id))
   ORDER BY u.id LIMIT p_limit $$;

-- Mark the people whom the sign-in service dropped for good; its own table tells, where it has one.
CREATE FUNCTION engine.note_dropped_people() RETURNS integer
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  marked integer := 0;
BEGIN
  IF engine.people_are_ours() AND to_regclass('neon_auth."user"') IS NOT NULL THEN
    EXECUTE 'UPDATE neon_auth.users_sync s SET deleted_at = engine.now() WHERE deleted_at IS NULL
              AND NOT EXISTS (SELECT FROM neon_auth."user" u WHERE u.id::text = s.id)';
    GET DIAGNOSTICS marked = ROW_COUNT;
  END IF;
  RETURN marked;
END $$;
