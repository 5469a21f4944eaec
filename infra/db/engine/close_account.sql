-- T13, first transaction: shut the gate. Waits for every transition under way, because each of them holds the wallet
-- row KEY SHARE; afterwards no run starts, no step is claimed, nothing succeeds. False: shut before, or no such wallet.
CREATE FUNCTION engine.close_account(p_user text) RETURNS boolean
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  PERFORM 1 FROM quotas WHERE user_id = p_user AND closed_at IS NULL FOR UPDATE;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE quotas SET closed_at = engine.now(), updated_at = engine.now() WHERE user_id = p_user;
  RETURN true;
END $$;

-- Live runs of closed or deleted accounts (of one, or of all): each is cancelled in a transaction of its own.
CREATE FUNCTION engine.runs_to_close(p_user text DEFAULT NULL)
RETURNS TABLE (user_id text, subject_kind text, subject_id uuid)
LANGUAGE sql SET search_path = public AS $$
  SELECT e.user_id, e.subject_kind, e.subject_id
    FROM executions e JOIN quotas q USING (user_id) JOIN neon_auth.users_sync u ON u.id = e.user_id
   WHERE e.status = 'running' AND (q.closed_at IS NOT NULL OR u.deleted_at IS NOT NULL)
     AND (p_user IS NULL OR e.user_id = p_user)
   ORDER BY e.session_id $$;
