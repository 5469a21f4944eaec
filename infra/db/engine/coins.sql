-- Coins: escrow and double entry. No other file touches a balance or the books.

CREATE FUNCTION engine.lock_balance(p_user text) RETURNS integer
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  coins integer;
BEGIN
  SELECT balance INTO coins FROM quotas WHERE user_id = p_user FOR NO KEY UPDATE;
  RETURN coins;
END $$;

-- One entry of the books outside of a bundle: `p_to` receives what `p_from` gives. Null: this order was booked before.
CREATE FUNCTION engine.book(p_user text, p_kind text, p_order text, p_from text, p_to text, p_coins bigint)
RETURNS bigint LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  txn bigint;
BEGIN
  INSERT INTO ledger_txn (user_id, kind, order_id, created_at) VALUES (p_user, p_kind, p_order, engine.now())
  ON CONFLICT ON CONSTRAINT one_credit_an_order DO NOTHING RETURNING id INTO txn;
  IF txn IS NOT NULL THEN
    INSERT INTO ledger_entry (txn_id, account, amount) VALUES (txn, p_to, p_coins), (txn, p_from, -p_coins);
  END IF;
  RETURN txn;
END $$;

-- Make the wallet of a person, with the first coins. False: there is one already.
CREATE FUNCTION engine.make_wallet(p_user text, p_first_coins integer) RETURNS boolean
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  INSERT INTO quotas (user_id, balance) VALUES (p_user, p_first_coins) ON CONFLICT (user_id) DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  IF p_first_coins > 0 THEN
    PERFORM engine.book(p_user, 'grant', NULL, 'issued', 'user', p_first_coins);
  END IF;
  RETURN true;
END $$;

-- The balance; the first call for a person ever makes the wallet.
CREATE FUNCTION engine.open_wallet(p_user text, p_first_coins integer) RETURNS integer
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  PERFORM engine.make_wallet(p_user, p_first_coins);
  RETURN (SELECT balance FROM quotas WHERE user_id = p_user);
END $$;

-- Bought coins; false: this order was credited before.
CREATE FUNCTION engine.credit(p_user text, p_coins integer, p_order text) RETURNS boolean
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF engine.book(p_user, 'purchase', p_order, 'sold', 'user', p_coins) IS NULL THEN
    RETURN false;
  END IF;
  UPDATE quotas SET balance = balance + p_coins, updated_at = engine.now() WHERE user_id = p_user;
  RETURN true;
END $$;

-- Empty the wallet of a closed account.
CREATE FUNCTION engine.forfeit(p_user text) RETURNS void
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  coins integer := engine.lock_balance(p_user);
BEGIN
  IF coins > 0 THEN
    PERFORM engine.book(p_user, 'forfeit', NULL, 'user', 'issued', coins);
    UPDATE quotas SET balance = 0, updated_at = engine.now() WHERE user_id = p_user;
  END IF;
END $$;

-- Put the price of every step of a bundle into escrow, one debit a step.
CREATE FUNCTION engine.reserve(p_session uuid, p_user text) RETURNS void
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  WITH debit AS (
    INSERT INTO ledger_txn (user_id, kind, debit_id, bundle_id, phase, created_at)
    SELECT p_user, 'reserve', task_id, session_id, 'reserve', engine.now()
      FROM tasks WHERE session_id = p_session AND cost > 0 ORDER BY seq
    RETURNING id, debit_id)
  INSERT INTO ledger_entry (txn_id, account, amount)
  SELECT debit.id, side.account, side.sign * tasks.cost
    FROM debit
    JOIN tasks ON tasks.task_id = debit.debit_id
   CROSS JOIN (VALUES ('user', -1), ('escrow', 1)) AS side (account, sign);
  UPDATE quotas SET balance = balance - (SELECT sum(cost) FROM tasks WHERE session_id = p_session),
                    updated_at = engine.now()
   WHERE user_id = p_user;
END $$;

-- What a bundle still holds in escrow.
CREATE FUNCTION engine.escrowed(p_session uuid) RETURNS bigint
LANGUAGE sql SET search_path = public AS $$
  SELECT COALESCE(sum(entry.amount), 0)::bigint
    FROM ledger_txn txn JOIN ledger_entry entry ON entry.txn_id = txn.id AND entry.account = 'escrow'
   WHERE txn.bundle_id = p_session $$;

-- Capture or release all debits of a bundle that are not settled yet, and tell how many. A second call finds none.
CREATE FUNCTION engine.settle(p_session uuid, p_kind text) RETURNS integer
LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
  gainer  text := CASE p_kind WHEN 'capture' THEN 'revenue' ELSE 'user' END;
  settled integer;
BEGIN
  WITH debit AS (
    SELECT txn.debit_id, txn.user_id, entry.amount
      FROM ledger_txn txn JOIN ledger_entry entry ON entry.txn_id = txn.id AND entry.account = 'escrow'
     WHERE txn.bundle_id = p_session AND txn.phase = 'reserve' ORDER BY txn.id),
  fresh AS (
    INSERT INTO ledger_txn (user_id, kind, debit_id, bundle_id, phase, created_at)
    SELECT user_id, p_kind, debit_id, p_session, 'settle', engine.now() FROM debit
    ON CONFLICT ON CONSTRAINT one_settle_a_debit DO NOTHING
    RETURNING id, debit_id, user_id),
  booked AS (
    INSERT INTO ledger_entry (txn_id, account, amount)
    SELECT fresh.id, side.account, side.amount
      FROM fresh JOIN debit USING (debit_id),
           LATERAL (VALUES ('escrow', -debit.amount), (gainer, debit.amount)) AS side (account, amount)),
  refunded AS (
    UPDATE quotas SET balance = balance + refund.amount, updated_at = engine.now()
      FROM (SELECT fresh.user_id, sum(debit.amount) AS amount
              FROM fresh JOIN debit USING (debit_id) GROUP BY fresh.user_id) AS refund
     WHERE p_kind = 'release' AND quotas.user_id = refund.user_id)
  SELECT count(*) INTO settled FROM fresh;
  RETURN settled;
END $$;
