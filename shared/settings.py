"""All configuration, read once from the environment. Defaults run on one machine without keys."""

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Json, model_validator

LOCAL_TICKET_KEY = "local-only-ticket-key-of-32-bytes!"
LOCAL_DATA_KEY = "local:bG9jYWwtb25seS1kYXRhLWtleS1vZi0zMi1ieXRlcyE="


class WorkerUrls(BaseModel):
    """Where the queue calls us, byte for byte as its signatures name it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    batch: str = "http://127.0.0.1:4300/fn/RunBatch/"
    stream: str = "http://127.0.0.1:4300/fn/RunStream/"
    vision: str = "http://127.0.0.1:4300/fn/RunVision/"
    hook: str = "http://127.0.0.1:4300/fn/OnQueueFailure/"


class Settings(BaseModel):
    """One field per environment variable of the same name in capitals."""

    model_config = ConfigDict(frozen=True)

    stage: Literal["local", "dev", "staging", "prod"] = "local"
    database_url: str = "postgresql://postgres@127.0.0.1:4301/careershaper"
    upstash_redis_rest_url: str = "http://127.0.0.1:4303"
    upstash_redis_rest_token: str = "local-token"
    qstash_url: str = "http://127.0.0.1:4304"
    qstash_token: str = ""
    qstash_current_signing_key: str = ""
    qstash_next_signing_key: str = ""
    worker_urls: Json[WorkerUrls] | WorkerUrls = WorkerUrls()
    auth_base_url: str = "http://localhost:4306/neondb/auth"
    web_origins: str = "http://localhost:4300"
    ticket_key: str = LOCAL_TICKET_KEY
    aws_endpoint_url: str = ""
    uploads_bucket: str = "careershaper-uploads"
    secrets_arn: str = ""
    worker_urls_param: str = ""
    kms_key_id: str = ""
    data_key: str = LOCAL_DATA_KEY
    models_base_url: str = ""
    deepseek_api_key: str = ""
    zhipu_api_key: str = ""
    stripe_secret_key: str = ""
    stripe_webhook_secret: str = ""
    first_coins: int = 8

    @model_validator(mode="after")
    def _refuse_local_values_in_the_cloud(self) -> Self:
        local = self.ticket_key == LOCAL_TICKET_KEY or (
            self.data_key == LOCAL_DATA_KEY and not self.kms_key_id
        )
        if self.stage != "local" and (local or self.models_base_url):
            raise ValueError("a local-only key or model server is set outside the local stage")
        return self


def settings_from(values: Mapping[str, str]) -> Settings:
    """Settings out of variables named in capitals; names nobody knows are left alone."""
    names = {name: name.upper() for name in Settings.model_fields}
    return Settings.model_validate(
        {name: values[variable] for name, variable in names.items() if variable in values}
    )


@lru_cache
def get_settings() -> Settings:
    """The settings of this process's environment; called on first use, never at import."""
    return settings_from(os.environ)
