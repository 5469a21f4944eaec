import json

import boto3
import pytest

from shared.context import get_context
from shared.settings import Settings, get_settings
from shared.storage.secrets import cloud_values


@pytest.fixture
def secret_arn(cloud: None) -> str:
    value = json.dumps({"DATABASE_URL": "postgresql://cloud", "TICKET_KEY": "k" * 32})
    made = boto3.client("secretsmanager").create_secret(Name="careershaper", SecretString=value)
    return made["ARN"]


@pytest.fixture
def urls_parameter(cloud: None) -> str:
    urls = json.dumps({name: f"https://{name}/" for name in ("batch", "stream", "vision", "hook")})
    boto3.client("ssm").put_parameter(
        Name="/careershaper/dev/worker-urls", Value=urls, Type="String"
    )
    return "/careershaper/dev/worker-urls"


def test_the_secret_and_the_parameter_complete_the_environment(
    secret_arn: str, urls_parameter: str
) -> None:
    settings = Settings(secrets_arn=secret_arn, worker_urls_param=urls_parameter)

    values = cloud_values(settings)

    assert values["DATABASE_URL"] == "postgresql://cloud"
    assert json.loads(values["WORKER_URLS"])["hook"] == "https://hook/"


def test_a_plain_variable_wins_over_the_secret(
    secret_arn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRETS_ARN", secret_arn)
    monkeypatch.setenv("DATABASE_URL", "postgresql://here")
    get_settings.cache_clear()
    get_context.cache_clear()
    settings = get_context().settings
    get_settings.cache_clear()
    get_context.cache_clear()

    assert (settings.database_url, settings.ticket_key) == ("postgresql://here", "k" * 32)
