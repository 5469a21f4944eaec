from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from shared.settings import Settings
from shared.storage.aws import client

BUCKET = "careershaper-uploads"


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An AWS account in memory."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        client.cache_clear()
        boto3.client("s3").create_bucket(Bucket=BUCKET)
        yield
        client.cache_clear()


@pytest.fixture
def settings(cloud: None) -> Settings:
    return Settings()


@pytest.fixture
def kms_settings(cloud: None) -> Settings:
    key = boto3.client("kms").create_key()["KeyMetadata"]["Arn"]
    return Settings(kms_key_id=key)
