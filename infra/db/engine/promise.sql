-- Promise a message in the transaction that needs it; the same promise again is the same message.
CREATE FUNCTION engine.promise(p_topic text, p_ref text, p_turn integer, p_session uuid, p_delay_s float8)
RETURNS void LANGUAGE sql SET search_path = public AS $$
  INSERT INTO outbox (topic, ref, turn, session_id, created_at, not_before)
  VALUES (p_topic, p_ref, p_turn, p_session, engine.now(), CASE WHEN p_delay_s > 0 THEN engine.after(p_delay_s) END)
  ON CONFLICT ON CONSTRAINT one_letter_a_turn DO NOTHING $$;
