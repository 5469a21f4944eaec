"""The log of model calls."""

from shared.dal.connect import Tx
from shared.models.run import Attempt
from shared.models.usage import Usage


def insert(conn: Tx, attempt: Attempt, usage: Usage) -> None:
    """Write down one call of an attempt, whether it succeeded or not."""
    conn.execute(
        """
        INSERT INTO llm_usage_log (
          user_id, session_id, task_id, epoch, tier, locale, step, model, real_model, prompt_version,
          is_stream, token_hit, token_input, token_output, token_reasoning, is_estimated,
          cost_micros, currency, first_token_ms, latency_ms, error_code, error_message)
        VALUES (
          %(user_id)s, %(session_id)s, %(task_id)s, %(epoch)s, %(tier)s, %(locale)s,
          %(step)s, %(model)s, %(real_model)s, %(prompt_version)s,
          %(is_stream)s, %(tokens_hit)s, %(tokens_hit)s + %(tokens_miss)s, %(tokens_out)s,
          %(tokens_reasoning)s, %(estimated)s,
          %(cost_micros)s, %(currency)s, %(first_token_ms)s, %(latency_ms)s, %(error_code)s,
          NULLIF(%(error_message)s, ''))
        """,
        {
            **usage.model_dump(),
            "user_id": attempt.user_id,
            "session_id": attempt.session_id,
            "task_id": attempt.task_id,
            "epoch": attempt.epoch,
            "tier": attempt.tier,
            "locale": attempt.locale,
        },
    )
