-- What hangs on a person and on nothing else.
CREATE TABLE quotas (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id    text NOT NULL UNIQUE REFERENCES neon_auth.users_sync (id) ON DELETE CASCADE,
  balance    integer NOT NULL DEFAULT 0 CHECK (balance >= 0),
  closed_at  timestamptz, -- the account is being deleted: nothing starts, nothing is claimed, nothing succeeds
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

-- One wrapped key a person: without it every ciphertext of theirs is noise.
CREATE TABLE data_keys (
  user_id    text PRIMARY KEY REFERENCES neon_auth.users_sync (id) ON DELETE CASCADE,
  wrapped    bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
