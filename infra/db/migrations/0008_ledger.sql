-- The books. Accounts: user (the transaction's), escrow, revenue, issued (given away), sold (bought).
CREATE TABLE ledger_txn (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id    text REFERENCES neon_auth.users_sync (id) ON DELETE SET NULL, -- the books outlive the account
  kind       text NOT NULL CHECK (kind IN ('grant', 'purchase', 'reserve', 'capture', 'release', 'forfeit')),
  debit_id   text, -- the task that is paid for
  bundle_id  uuid, -- its run
  phase      text CHECK (phase IN ('reserve', 'settle')),
  order_id   text,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT only_debits_have_phases CHECK ((phase IS NULL) = (kind IN ('grant', 'purchase', 'forfeit'))),
  CONSTRAINT reserve_is_a_phase CHECK ((phase = 'reserve') = (kind = 'reserve')),
  CONSTRAINT debits_are_named CHECK ((phase IS NULL) = (debit_id IS NULL) AND (phase IS NULL) = (bundle_id IS NULL)),
  CONSTRAINT one_settle_a_debit UNIQUE (debit_id, phase), -- captured or released, never both
  CONSTRAINT one_credit_an_order UNIQUE (order_id)
);
CREATE UNIQUE INDEX one_grant ON ledger_txn (user_id) WHERE kind = 'grant';
CREATE INDEX ledger_bundle  ON ledger_txn (bundle_id);
CREATE INDEX ledger_history ON ledger_txn (user_id, id DESC);

CREATE TABLE ledger_entry (
  txn_id  bigint NOT NULL REFERENCES ledger_txn (id) ON DELETE CASCADE,
  account text   NOT NULL CHECK (account IN ('user', 'escrow', 'revenue', 'issued', 'sold')),
  amount  bigint NOT NULL CHECK (amount <> 0),
  PRIMARY KEY (txn_id, account)
);

CREATE FUNCTION check_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  txn  bigint := COALESCE(NEW.txn_id, OLD.txn_id);
  rest bigint := (SELECT COALESCE(sum(amount), 0) FROM ledger_entry WHERE txn_id = txn);
BEGIN
  IF rest <> 0 THEN
    RAISE EXCEPTION 'ledger transaction % is off by %', txn, rest USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER check_balanced AFTER INSERT OR UPDATE OR DELETE ON ledger_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_balanced();
