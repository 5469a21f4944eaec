-- People. The sign-in service owns this table where it maintains one; elsewhere it is ours, written at sign-in.
CREATE EXTENSION IF NOT EXISTS vector;

DO $$
BEGIN
  IF to_regnamespace('neon_auth') IS NULL THEN
    CREATE SCHEMA neon_auth;
  END IF;
  IF to_regclass('neon_auth.users_sync') IS NULL THEN
    CREATE TABLE neon_auth.users_sync (
      id         text PRIMARY KEY,
      raw_json   jsonb NOT NULL DEFAULT '{}',
      name       text,
      email      text,
      created_at timestamptz,
      updated_at timestamptz,
      deleted_at timestamptz
    );
  END IF;
END $$;

-- No statement may hold the others up for long, whoever connects; the migration runner lifts this for itself.
DO $$
BEGIN
  EXECUTE format('ALTER DATABASE %I SET lock_timeout = %L', current_database(), '2s');
  EXECUTE format('ALTER DATABASE %I SET statement_timeout = %L', current_database(), '5s');
END $$;
