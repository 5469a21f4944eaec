"""Everything a use case may reach, built once per process and only when first touched."""

import os
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from shared.settings import Settings, get_settings, settings_from

if TYPE_CHECKING:
    from shared.dal.connect import Database
    from shared.identity.jwks import Identity
    from shared.identity.tickets import Tickets
    from shared.llm.models import Models
    from shared.queue.qstash import Queue
    from shared.redis import Redis
    from shared.storage.cipher import Cipher
    from shared.storage.objects import Objects


@dataclass
class Context:
    """Doors to the outside, imported late: a function loads only what it uses. Time and ids come from here."""

    settings: Settings
    clock: Callable[[], float] = time.time
    new_id: Callable[[], uuid.UUID] = uuid.uuid4

    @cached_property
    def db(self) -> "Database":
        """Postgres."""
        from shared.dal.connect import Database

        return Database(self.settings.database_url)

    @cached_property
    def redis(self) -> "Redis":
        """Upstash Redis: a guard and a screen, never the truth."""
        from shared.redis import UpstashRedis

        return UpstashRedis(
            self.settings.upstash_redis_rest_url, self.settings.upstash_redis_rest_token
        )

    @cached_property
    def queue(self) -> "Queue":
        """QStash."""
        from shared.queue.qstash import Queue

        return Queue(self.settings)

    @cached_property
    def models(self) -> "Models":
        """The language models."""
        from shared.llm.models import Models

        return Models(self.settings)

    @cached_property
    def objects(self) -> "Objects":
        """S3."""
        from shared.storage.objects import Objects

        return Objects(self.settings)

    @cached_property
    def cipher(self) -> "Cipher":
        """Encryption of what people wrote."""
        from shared.storage.cipher import Cipher

        return Cipher(self.settings)

    @cached_property
    def identity(self) -> "Identity":
        """The sign-in service."""
        from shared.identity.jwks import Identity

        return Identity(self.settings.auth_base_url)

    @cached_property
    def tickets(self) -> "Tickets":
        """Passes for the event stream."""
        from shared.identity.tickets import Tickets

        return Tickets(self.settings.ticket_key)


@lru_cache
def get_context() -> Context:
    """The context of this process; on AWS the secret and the worker addresses complete the environment."""
    settings = get_settings()
    if settings.secrets_arn or settings.worker_urls_param:
        from shared.storage.secrets import cloud_values

        return Context(settings_from({**cloud_values(settings), **os.environ}))
    return Context(settings)
