"""Secrets Manager and Parameter Store: what the cloud keeps out of a function's plain environment."""

import json

from shared.settings import Settings
from shared.storage.aws import client


def read_secret(arn: str, endpoint_url: str = "") -> dict[str, str]:
    """The keys and values of one JSON secret."""
    answer = client("secretsmanager", endpoint_url).get_secret_value(SecretId=arn)
    return {name: str(value) for name, value in json.loads(answer["SecretString"]).items()}


def read_parameter(name: str, endpoint_url: str = "") -> str:
    """One parameter as text."""
    return str(client("ssm", endpoint_url).get_parameter(Name=name)["Parameter"]["Value"])


def cloud_values(settings: Settings) -> dict[str, str]:
    """What a deployed function adds to its environment, by variable name.

    A function cannot name its own Function URL in the template, so the addresses come from a parameter.
    """
    values: dict[str, str] = {}
    if settings.secrets_arn:
        values |= read_secret(settings.secrets_arn, settings.aws_endpoint_url)
    if settings.worker_urls_param:
        values["WORKER_URLS"] = read_parameter(
            settings.worker_urls_param, settings.aws_endpoint_url
        )
    return values
