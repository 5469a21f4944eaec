import pytest
from pydantic import ValidationError

from shared.settings import LOCAL_TICKET_KEY, Settings, settings_from


def test_the_defaults_are_those_of_a_laptop() -> None:
    settings = settings_from({})
    assert (settings.stage, settings.first_coins) == ("local", 8)


def test_worker_addresses_come_as_json() -> None:
    settings = settings_from({"WORKER_URLS": '{"batch": "https://batch/"}'})
    assert settings.worker_urls.batch == "https://batch/"


@pytest.mark.parametrize(
    "values",
    [
        {"ticket_key": LOCAL_TICKET_KEY, "kms_key_id": "arn"},
        {"ticket_key": "k" * 32},
        {"ticket_key": "k" * 32, "kms_key_id": "arn", "models_base_url": "http://models"},
    ],
    ids=["ticket key", "data key", "model server"],
)
def test_local_values_are_refused_in_the_cloud(values: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="local-only"):
        Settings(stage="prod", **values)


def test_own_values_are_accepted_in_the_cloud() -> None:
    assert Settings(stage="prod", ticket_key="k" * 32, kms_key_id="arn").stage == "prod"
