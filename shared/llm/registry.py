"""Which real model a logical id means today: the dated entries of models.toml, and the address to call."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.errors import StepFailed
from shared.flow.cost import Peak, Price
from shared.models.words import FailureCode, Step
from shared.settings import Settings

LOCAL = "local"


class Strict(BaseModel):
    """A table of the registry: an unknown word in it is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Provider(Strict):
    """Where a provider is, and which setting holds its key."""

    base_url: str
    key: str


class Supports(Strict):
    """What may be sent to a model."""

    json_object: bool = False
    json_schema: bool = False
    images: bool = False
    temperature: bool = False


class Entry(Strict):
    """A real model behind a logical id, from a date on."""

    since: date = Field(alias="from")
    provider: str
    model: str
    extra_body: dict[str, Any] = {}
    reasoning_effort: str | None = None
    supports: Supports = Supports()
    reasoning_allowance: int = 0
    dimensions: int | None = None
    currency: str
    price: Price
    peak: str | None = None


class Registry(Strict):
    """The whole of models.toml."""

    max_tokens: dict[str, int]
    providers: dict[str, Provider]
    peaks: dict[str, Peak]
    models: dict[str, list[Entry]]

    @model_validator(mode="after")
    def _refuse_what_cannot_be_called(self) -> Self:
        for name, entries in self.models.items():
            dates = [entry.since for entry in entries]
            if not dates or dates != sorted(set(dates)):
                raise ValueError(f"{name}: entries must follow each other by date")
            for entry in entries:
                if entry.provider not in self.providers:
                    raise ValueError(f"{name}: unknown provider {entry.provider}")
                if entry.peak is not None and entry.peak not in self.peaks:
                    raise ValueError(f"{name}: unknown peak rule {entry.peak}")
        return self

    def entry(self, model: str, day: date) -> Entry:
        """The entry in force on a UTC date."""
        begun = [entry for entry in self.models.get(model, []) if entry.since <= day]
        if not begun:
            raise _not_configured(f"no model stands behind {model} on {day}")
        return begun[-1]

    def answer_tokens(self, step: Step) -> int:
        """Room for the answer of a step."""
        return self.max_tokens.get(step, self.max_tokens["default"])

    def peak_of(self, entry: Entry) -> Peak | None:
        """The peak rule of an entry's prices."""
        return self.peaks[entry.peak] if entry.peak else None


@dataclass(frozen=True, slots=True)
class Target:
    """Everything needed to call: the entry in force, the address and the key."""

    model: str
    entry: Entry
    provider: str
    base_url: str
    api_key: str
    peak: Peak | None

    @property
    def real_model(self) -> str:
        """Provider and name: two servers of one model name are not the same model."""
        return f"{self.provider}/{self.entry.model}"

    @property
    def price(self) -> Price:
        """A server of our own bills nothing."""
        return Price(miss=0, out=0) if self.provider == LOCAL else self.entry.price


@lru_cache
def shipped() -> Registry:
    """The registry that comes with the code."""
    text = (files("shared.llm") / "models.toml").read_text(encoding="utf-8")
    return Registry.model_validate(tomllib.loads(text))


def aim(registry: Registry, settings: Settings, model: str, at: datetime) -> Target:
    """Where to send a call of `model` now; one address for all when the settings name a model server."""
    entry = registry.entry(model, at.date())
    peak = registry.peak_of(entry)
    if settings.models_base_url:
        return Target(model, entry, LOCAL, settings.models_base_url, "no-key-needed", peak)
    provider = registry.providers[entry.provider]
    key = getattr(settings, provider.key)
    if not key:
        raise _not_configured(f"no key is set for {entry.provider}")
    return Target(model, entry, entry.provider, provider.base_url, key, peak)


def _not_configured(detail: str) -> StepFailed:
    return StepFailed(FailureCode.PROVIDER_NOT_CONFIGURED, detail=detail)
