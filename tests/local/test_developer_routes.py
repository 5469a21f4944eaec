"""The knobs of local mode, over the real emulator, models server and identity server."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.local.processes import ROOT, Server, serving
from tests.local.queue_emulator import TOKEN, Emulator
from tests.offline_ai.server import OfflineAi, running_server
from tests.stack import LocalStack, running_stack

PAGE = "http://localhost:4300"
NONSENSE = {"match_task": "job_match", "reply": "I would rather not."}


@pytest.fixture(scope="module")
def models() -> Iterator[OfflineAi]:
    with running_server() as server:
        yield server


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    if not (ROOT / "infra/local/auth/node_modules").is_dir():
        pytest.skip("./dev installs npm packages")
    with running_stack(tmp_path_factory.mktemp("stack") / "state", "postgres", "auth") as stack:
        yield stack


@pytest.fixture(scope="module")
def gateway(emulator_process: Emulator, models: OfflineAi) -> Iterator[Server]:
    env = {
        "PROJECT_ROOT": str(ROOT),
        "WEB_ORIGINS": PAGE,
        "QSTASH_URL": emulator_process.server.url,
        "QSTASH_TOKEN": TOKEN,
        "MODELS_SERVER": models.url,
        "GATEWAY_SCHEDULE_SECONDS": "3600",
    }
    with serving("infra.local.gateway.app:create", **env) as server:
        yield server


def test_a_fault_queued_through_the_gateway_waits_at_the_models_server_until_it_is_taken_back(
    gateway: Server, models: OfflineAi
) -> None:
    url = gateway.url + "/local/models/faults"
    assert httpx.post(url, json=[NONSENSE]).json() == {"queued": 1}
    assert [fault["reply"] for fault in models.waiting()] == ["I would rather not."]
    assert [fault["match_task"] for fault in httpx.get(url).json()] == ["job_match"]
    assert httpx.delete(url).json() == {"queued": 0}
    assert models.waiting() == []


def test_what_the_service_refuses_is_passed_back(gateway: Server) -> None:
    assert httpx.post(gateway.url + "/local/models/faults", json=[{"no": 1}]).status_code == 422
    assert httpx.post(gateway.url + "/local/queue/chaos", json={"explode": 1}).status_code == 400


def test_the_queue_is_spoiled_and_healed_without_the_page_knowing_its_token(
    gateway: Server, emulator: Emulator
) -> None:
    url = gateway.url + "/local/queue/chaos"
    assert httpx.post(url, json={"duplicate": 0.5, "delay": 2}).json()["delay"] == 2
    assert emulator.call("GET", "/dev/chaos").json()["duplicate"] == 0.5
    httpx.post(url, json={"duplicate": 0, "delay": 0})
    assert not any(httpx.get(url).json().values())


@pytest.mark.parametrize(
    "headers", [{"origin": "https://elsewhere.example"}, {"host": "elsewhere.example:4300"}]
)
def test_a_page_from_elsewhere_can_turn_nothing(gateway: Server, headers: dict[str, str]) -> None:
    for path in ("info", "models/faults", "queue/chaos"):
        assert httpx.get(f"{gateway.url}/local/{path}", headers=headers).status_code == 403


def test_other_addresses_and_methods_are_no_page(gateway: Server) -> None:
    assert httpx.get(gateway.url + "/local/nothing").status_code == 404
    assert httpx.delete(gateway.url + "/local/queue/chaos").status_code == 405


def test_with_real_models_there_are_no_faults_and_without_an_account_file_no_demo() -> None:
    env = {"PROJECT_ROOT": str(ROOT), "GATEWAY_SCHEDULE_SECONDS": "3600", "MODELS_SERVER": ""}
    with serving("infra.local.gateway.app:create", **env) as server:
        assert httpx.get(server.url + "/local/models/faults").status_code == 404
        assert httpx.get(server.url + "/local/info").json() == {"demo": None}


def test_the_demo_account_signs_in_and_stays_the_same(stack: LocalStack, tmp_path: Path) -> None:
    file = tmp_path / "demo-account"
    env = {
        "PROJECT_ROOT": str(ROOT),
        "WEB_ORIGINS": stack.environment["WEB_ORIGINS"],
        "AUTH_PROXY": stack.layout.url("auth"),
        "DEMO_ACCOUNT_FILE": str(file),
        "GATEWAY_SCHEDULE_SECONDS": "3600",
    }
    with serving("infra.local.gateway.app:create", **env) as server:
        first, second = (httpx.get(server.url + "/local/info").json()["demo"] for _ in range(2))
    assert first == second == json.loads(file.read_text())
    assert file.stat().st_mode & 0o077 == 0
    origin = stack.layout.url("gateway", "localhost")
    sign_in = stack.environment["AUTH_BASE_URL"] + "/sign-in/email"
    assert httpx.post(sign_in, json=first, headers={"origin": origin}).status_code == 200


def test_nothing_of_it_is_part_of_the_product() -> None:
    assert "/local/" not in (ROOT / "template.yaml").read_text()
    sources = [*(ROOT / "functions").rglob("*.py"), *(ROOT / "shared").rglob("*.py")]
    assert [file for file in sources if '"/local/' in file.read_text()] == []
