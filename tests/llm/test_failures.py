"""Every way a provider can fail, over real HTTP: the code, whether to try again, and the row that stays."""

import pytest

from shared.errors import StepFailed
from shared.llm import failures
from shared.models.words import FailureCode as Code
from tests.llm.wire_server import Say


def zhipu(code: str) -> dict[str, dict[str, str]]:
    return {"error": {"code": code, "message": "words of the provider"}}


def openai(kind: str, message: str = "words of the provider") -> dict[str, dict[str, str]]:
    return {"error": {"type": kind, "message": message}}


TABLE = [
    (Say(status=500, error=openai("server_error")), Code.PROVIDER_ERROR, True),
    (Say(status=503, error=None), Code.PROVIDER_ERROR, True),
    (Say(status=408, error=openai("timeout")), Code.PROVIDER_ERROR, True),
    (Say(status=429, error=openai("rate_limit")), Code.RATE_LIMITED, True),
    (Say(status=429, error=zhipu("1302")), Code.RATE_LIMITED, True),
    (Say(status=429, error=zhipu("1303")), Code.RATE_LIMITED, True),
    (Say(status=429, error=zhipu("1305")), Code.RATE_LIMITED, True),
    (Say(status=500, error=zhipu("1312")), Code.RATE_LIMITED, True),
    (Say(status=429, error=zhipu("1304")), Code.PREVIOUS_MODEL_LIMIT, False),
    (Say(status=400, error=zhipu("1261")), Code.PREVIOUS_MODEL_LIMIT, False),
    (Say(status=413, error=None), Code.PREVIOUS_MODEL_LIMIT, False),
    (
        Say(status=400, error=openai("invalid", "This model's maximum context length is 64k")),
        Code.PREVIOUS_MODEL_LIMIT,
        False,
    ),
    (Say(status=401, error=openai("auth")), Code.PROVIDER_NOT_CONFIGURED, False),
    (Say(status=402, error=openai("balance")), Code.PROVIDER_NOT_CONFIGURED, False),
    (Say(status=404, error=openai("no model")), Code.PROVIDER_NOT_CONFIGURED, False),
    (Say(status=429, error=zhipu("1113")), Code.PROVIDER_NOT_CONFIGURED, False),
    (Say(status=401, error=zhipu("1002")), Code.PROVIDER_NOT_CONFIGURED, False),
    (Say(status=400, error=zhipu("1211")), Code.PROVIDER_NOT_CONFIGURED, False),
    (Say(status=400, error=zhipu("1214")), Code.PROVIDER_ERROR, False),
    (Say(status=422, error=openai("invalid")), Code.PROVIDER_ERROR, False),
    (Say(status=400, error=zhipu("1301")), Code.PROVIDER_REFUSED, False),
    (
        Say(status=400, error=openai("invalid", "Content Exists Risk")),
        Code.PROVIDER_REFUSED,
        False,
    ),
    (Say(text="half", cut_after=0), Code.PROVIDER_ERROR, True),
    (Say(text="half of it", lose_after=1), Code.PROVIDER_ERROR, True),
    (Say(text="half of it", raw_after=(1, "data: {not json\n\n")), Code.PROVIDER_ERROR, True),
    (Say(text="half of it", raw_after=(1, "data: 7\n\n")), Code.PROVIDER_ERROR, True),
    (
        Say(text="half of it", raw_after=(1, 'data: {"error": {"code": "1301"}}\n\n')),
        Code.PROVIDER_REFUSED,
        False,
    ),
    (
        Say(text="half of it", raw_after=(1, 'data: {"error": {"message": "boom"}}\n\n')),
        Code.PROVIDER_ERROR,
        True,
    ),
    (Say(hang_s=2.5), Code.PROVIDER_ERROR, True),
    (Say(text=" \n" * 30), Code.PROVIDER_ERROR, True),
    (Say(text="", reasoning="thinking and thinking"), Code.PROVIDER_ERROR, True),
    (Say(text="half", finish="length"), Code.PREVIOUS_MODEL_LIMIT, False),
    (Say(text="half", finish="content_filter"), Code.PROVIDER_REFUSED, False),
    (Say(text="half", finish="sensitive"), Code.PROVIDER_REFUSED, False),
    (Say(text="half", finish="insufficient_system_resource"), Code.PROVIDER_ERROR, True),
]


@pytest.mark.parametrize(("said", "code", "again"), TABLE)
def test_each_cause_has_its_code_and_leaves_its_row(
    wire, models, call, rows, said, code, again
) -> None:
    wire.say(said)
    with pytest.raises(StepFailed) as failed:
        list(models.stream(call))
    assert (failed.value.failure, failed.value.retriable) == (code, again)
    assert [row.error_code for row in rows] == [code]
    assert rows[0].error_message
    assert len(wire.requests) == 1, "the engine decides on retries, not the SDK"


def test_a_provider_that_repeats_the_input_is_not_quoted(wire, models, call, rows) -> None:
    echo = openai("invalid", f"cannot read: {call.variables['job']}")
    wire.say(Say(status=400, error=echo))
    with pytest.raises(StepFailed):
        list(models.stream(call))
    assert rows[0].error_message == "withheld: it repeats the input"


def test_the_providers_wish_to_wait_reaches_the_engine(wire, models, call) -> None:
    wire.say(Say(status=429, error=zhipu("1302"), headers={"Retry-After": "7"}))
    with pytest.raises(StepFailed) as failed:
        list(models.stream(call))
    assert failed.value.delay_s == 7


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "1.5"}, 1.5),
        ({"Retry-After-Ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "86400"}, failures.LONGEST_DELAY_S),
        (
            {
                "retry-after": "Wed, 21 Oct 2026 07:28:10 GMT",
                "date": "Wed, 21 Oct 2026 07:28:00 GMT",
            },
            10,
        ),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:10 GMT"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan"}, None),
        ({}, None),
    ],
)
def test_all_ways_to_say_when_to_come_back_are_read(headers, seconds) -> None:
    assert failures.retry_after_s(headers) == seconds


def test_an_unreachable_server_is_worth_another_try(call, rows) -> None:
    from shared.llm.models import Models
    from shared.settings import Settings

    models = Models(Settings(models_base_url="http://127.0.0.1:9/v1"))
    with pytest.raises(StepFailed) as failed:
        list(models.stream(call))
    assert (failed.value.failure, failed.value.retriable) == (Code.PROVIDER_ERROR, True)
    assert rows[0].error_code is Code.PROVIDER_ERROR


def test_an_answer_that_takes_too_long_is_given_up(wire, models, call) -> None:
    from dataclasses import replace

    wire.say(Say(text="word " * 50, gap_s=0.02))
    with pytest.raises(StepFailed) as failed:
        list(models.stream(replace(call, within_s=0.2)))
    assert failed.value.retriable


def test_an_endless_answer_is_cut(wire, models, call) -> None:
    wire.say(Say(text="x" * 300_000, size=50_000))
    with pytest.raises(StepFailed) as failed:
        list(models.stream(call))
    assert failed.value.failure is Code.PREVIOUS_MODEL_LIMIT
