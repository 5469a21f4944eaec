"""The whole product on a stack of its own, and people who use it over the public API alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from infra.demo.client import Api
from infra.demo.follow import Followed, follow
from tests.stack import LocalStack, running_stack

SAMPLES = Path(__file__).parents[2] / "infra/demo/samples"


@dataclass
class Product:
    """A running stack."""

    stack: LocalStack

    @property
    def origin(self) -> str:
        return self.stack.layout.url("gateway", "localhost")

    def spoil(self, *faults: dict[str, Any]) -> None:
        """Have the models answer the next fitting requests badly."""
        models = self.stack.layout.url("models")
        httpx.post(f"{models}/_offline/faults", json=list(faults)).raise_for_status()

    def forget_faults(self) -> None:
        httpx.delete(f"{self.stack.layout.url('models')}/_offline/faults").raise_for_status()


@dataclass
class Seeker:
    """A new person with a resume that is ready."""

    api: Api

    def upload(self, name: str = "resume.en.pdf") -> Followed:
        key = self.api.upload("resume", SAMPLES / name)
        body = {"key": key, "fileName": name, "locale": "en"}
        return self.watch(self.api.call("POST", "/api/assets/resume", body))

    def ask(self, locale: str = "en") -> dict[str, Any]:
        text = (SAMPLES / f"job.{locale}.txt").read_text(encoding="utf-8")
        return self.api.call("POST", "/api/services", {"jobText": text, "locale": locale}, key=True)

    def again(self, service: dict[str, Any], action: str) -> Followed:
        path = f"/api/services/{service['serviceId']}/{action}"
        return self.watch(self.api.call("POST", path, {"locale": "en"}, key=True))

    def watch(self, accepted: dict[str, Any]) -> Followed:
        return follow(self.api, accepted["executionSessionId"])

    def service(self, accepted: dict[str, Any]) -> dict[str, Any]:
        return self.api.call("GET", f"/api/services/{accepted['serviceId']}")

    def balance(self) -> int:
        return self.api.call("GET", "/api/coins")["balance"]


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running_stack(tmp_path_factory.mktemp("flows") / "state") as stack:
        yield Product(stack)


@pytest.fixture
def product(running: Product) -> Iterator[Product]:
    running.forget_faults()
    yield running
    running.forget_faults()


@pytest.fixture
def seeker(product: Product) -> Iterator[Seeker]:
    api = Api(product.origin)
    api.sign_up()
    person = Seeker(api)
    assert person.upload().end == "done"
    yield person
    api.http.close()


Make = Callable[[], Seeker]
