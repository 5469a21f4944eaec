"""The shipped registry is sound, and dates decide."""

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from shared.errors import StepFailed
from shared.flow.cost import cost_micros
from shared.flow.plans import EMBEDDING_MODEL, FREE_MODEL, PAID_MODELS, VISION_MODEL
from shared.llm.registry import Registry, aim, shipped
from shared.models.usage import Tokens
from shared.models.words import Step
from shared.settings import Settings

LOGICAL = {*PAID_MODELS.values(), FREE_MODEL, VISION_MODEL, EMBEDDING_MODEL}


def test_every_model_the_plans_name_has_entries_and_nothing_else_has() -> None:
    assert set(shipped().models) == LOGICAL


def test_every_step_has_its_room_for_an_answer() -> None:
    room = {step: shipped().answer_tokens(step) for step in Step}
    assert room.pop(Step.DETAILED_RESUME_SUMMARY) == 10_000
    assert set(room.values()) == {8_000}


@pytest.mark.parametrize(
    ("model", "day", "real"),
    [
        ("deepseek-chat", date(2026, 7, 23), "deepseek-chat"),
        ("deepseek-chat", date(2026, 7, 24), "deepseek-flash"),
        ("deepseek-reasoner", date(2030, 1, 1), "deepseek-flash"),
        ("glm-4.5-flash", date(2026, 1, 29), "glm-4.5-flash"),
        ("glm-4.5-flash", date(2026, 1, 30), "glm-4.7-flash"),
        ("glm-4.1v-thinking-flash", date(2026, 11, 21), "glm-4.6v-flash"),
        ("embedding-3", date(2026, 11, 21), "embedding-3"),
    ],
)
def test_the_last_entry_that_has_begun_is_in_force(model, day, real) -> None:
    assert shipped().entry(model, day).model == real


def test_before_the_first_entry_nothing_is_in_force() -> None:
    with pytest.raises(StepFailed):
        shipped().entry("deepseek-chat", date(2020, 1, 1))


def test_keys_named_by_providers_are_settings() -> None:
    fields = set(Settings.model_fields)
    assert {provider.key for provider in shipped().providers.values()} <= fields


def test_the_date_of_a_call_is_read_in_utc() -> None:
    settings = Settings(deepseek_api_key="k")
    moment = datetime(2026, 7, 24, 0, 30, tzinfo=UTC)
    assert aim(shipped(), settings, "deepseek-chat", moment).entry.model == "deepseek-flash"


def test_a_model_server_in_the_settings_takes_everything_and_bills_nothing() -> None:
    settings = Settings(models_base_url="http://127.0.0.1:4307/v1", deepseek_api_key="k")
    target = aim(shipped(), settings, "deepseek-chat", datetime.now(UTC))
    assert (target.base_url, target.api_key) == ("http://127.0.0.1:4307/v1", "no-key-needed")
    assert cost_micros(Tokens(miss=1000, out=1000), target.price, None, datetime.now(UTC)) == 0


def entry(**changes: object) -> dict[str, object]:
    plain = {"from": date(2026, 1, 1), "provider": "p", "model": "m", "currency": "CNY"}
    return {**plain, "price": {"miss": 1, "out": 1}, **changes}


def registry(*entries: dict[str, object]) -> Registry:
    providers = {"p": {"base_url": "http://x", "key": "deepseek_api_key"}}
    table = {"max_tokens": {"default": 1}, "providers": providers, "peaks": {}}
    return Registry.model_validate({**table, "models": {"a": list(entries)}})


def test_a_sound_table_is_taken() -> None:
    assert registry(entry()).entry("a", date(2026, 1, 1)).model == "m"


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [entry(provider="nobody")],
        [entry(peak="never")],
        [entry(price=None)],
        [entry(price={"miss": 1})],
        [entry(wrong_word=1)],
        [entry(), entry()],
        [entry(), entry(**{"from": date(2025, 1, 1)})],
    ],
)
def test_a_table_with_a_mistake_is_refused(entries) -> None:
    with pytest.raises(ValidationError):
        registry(*entries)
