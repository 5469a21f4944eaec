"""What one call of a model took: the row that every call leaves behind, whether it succeeded or not."""

from shared.models.wire import Value
from shared.models.words import FailureCode, Step


class Tokens(Value):
    """Tokens as the provider bills them; `reasoning` is a part of `out`."""

    hit: int = 0
    miss: int = 0
    out: int = 0
    reasoning: int = 0


class Usage(Value):
    """One call. `model` is the logical id, `real_model` is provider/name; `step` is null for embeddings.

    `estimated` = the provider told no numbers, they are counted from the texts. Cost is in millionths of `currency`.
    """

    step: Step | None
    model: str
    real_model: str
    prompt_version: str
    tokens_hit: int = 0
    tokens_miss: int = 0
    tokens_out: int = 0
    tokens_reasoning: int = 0
    estimated: bool = False
    cost_micros: int = 0
    currency: str = "CNY"
    first_token_ms: int | None = None
    latency_ms: int = 0
    error_code: FailureCode | None = None
    error_message: str = ""
    is_stream: bool = False
