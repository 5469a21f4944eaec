-- A request of a signed-in person, in one round trip: know the person, open the wallet once, tell the balance.

-- Whether the table of people is ours to write: in older projects of the sign-in service its columns are generated.
CREATE FUNCTION engine.people_are_ours() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT attgenerated = '' FROM pg_attribute
   WHERE attrelid = 'neon_auth.users_sync'::regclass AND attname = 'id' $$;

-- Write down a person whom the sign-in service vouches for; someone marked as deleted is never revived.
-- Not LANGUAGE sql: where the columns are generated, this could not even be created.
CREATE FUNCTION engine.know_person(p_user text, p_name text, p_email text, p_raw jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  INSERT INTO neon_auth.users_sync AS known (id, raw_json, name, email, created_at, updated_at)
  VALUES (p_user, p_raw, p_name, p_email, engine.now(), engine.now())
  ON CONFLICT (id) DO UPDATE
     SET raw_json = excluded.raw_json, name = excluded.name, email = excluded.email, updated_at = engine.now()
   WHERE known.deleted_at IS NULL;
END $$;

-- No row: the sign-in service owns the table and has not written this person yet.
CREATE FUNCTION engine.sign_in(p_user text, p_name text, p_email text, p_raw jsonb, p_first_coins integer)
RETURNS TABLE (balance integer, is_new boolean, closed boolean)
LANGUAGE plpgsql SET search_path = public AS $$
#variable_conflict use_column
DECLARE
  person neon_auth.users_sync;
  fresh  boolean := false;
BEGIN
  SELECT * INTO person FROM neon_auth.users_sync WHERE id = p_user;
  IF person.deleted_at IS NOT NULL THEN
    RETURN QUERY SELECT 0, false, true;
    RETURN;
  END IF;
  IF person.id IS NULL OR (person.name, person.email) IS DISTINCT FROM (p_name, p_email) THEN
    IF engine.people_are_ours() THEN
      PERFORM engine.know_person(p_user, p_name, p_email, p_raw);
    ELSIF person.id IS NULL THEN
      RETURN;
    END IF;
  END IF;
  IF NOT EXISTS (SELECT FROM quotas WHERE user_id = p_user) THEN
    fresh := engine.make_wallet(p_user, p_first_coins);
  END IF;
  RETURN QUERY SELECT q.balance, fresh, q.closed_at IS NOT NULL FROM quotas q WHERE q.user_id = p_user;
END $$;
