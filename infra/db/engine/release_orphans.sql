-- Settle bundles whose run is gone: the sign-in service dropped its user for good in the middle of a run.
CREATE FUNCTION engine.release_orphans() RETURNS bigint
LANGUAGE sql SET search_path = public AS $$
  SELECT COALESCE(sum(engine.settle(bundle_id, 'release')), 0)::bigint
    FROM (SELECT DISTINCT r.bundle_id FROM ledger_txn r
           WHERE r.phase = 'reserve'
             AND NOT EXISTS (SELECT FROM ledger_txn s WHERE s.debit_id = r.debit_id AND s.phase = 'settle')
             AND NOT EXISTS (SELECT FROM executions e WHERE e.session_id = r.bundle_id)) AS orphans $$;
