"""Every function is one file, one resource, one sample event and one test, under one name."""

import json
import os
from importlib import import_module
from pathlib import Path

import pytest

from shared.flow.plans import WORKER_TIMEOUT_S
from shared.models.words import Lane
from tests.architecture.template import (
    FILES,
    FUNCTIONS,
    RESOURCES,
    ROOT,
    TEMPLATE,
    route_of,
    routes_in_code,
    target,
)

BEHIND_THE_API = [name for name in FUNCTIONS if route_of(name)]
WORKERS = {"RunBatch": Lane.BATCH, "RunStream": Lane.STREAM, "RunVision": Lane.VISION}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_handler_exists(name: str) -> None:
    module, attribute = target(name)
    assert callable(getattr(import_module(module), attribute))


def test_every_file_is_deployed_under_its_own_name() -> None:
    modules = {"".join(map(str.capitalize, f.name.split("_"))): ".".join(f.parts) for f in FILES}
    assert {name: target(name)[0] for name in FUNCTIONS} == modules


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_function_has_an_event_and_a_test(file: Path) -> None:
    assert (ROOT / "events" / file).with_suffix(".json").is_file()
    assert (ROOT / "tests/functions" / file.parent / f"test_{file.name}.py").is_file()


@pytest.mark.parametrize("name", BEHIND_THE_API)
def test_the_route_is_the_same_in_template_code_docstring_and_event(name: str) -> None:
    module, _ = target(name)
    route = route_of(name)
    assert route is not None
    assert routes_in_code(module) == {route}
    assert (import_module(module).__doc__ or "").startswith(f"{route[0]} {route[1]}:")
    event = json.loads((ROOT / "events" / f"{module.replace('.', '/')}.json").read_text())
    assert event["routeKey"] == f"{route[0]} {route[1]}"


@pytest.mark.parametrize("name", BEHIND_THE_API)
def test_a_function_behind_the_api_ends_before_the_api_gives_up(name: str) -> None:
    default = TEMPLATE["Globals"]["Function"]["Timeout"]
    assert FUNCTIONS[name].get("Timeout", default) <= 30


@pytest.mark.parametrize("name", WORKERS)
def test_a_worker_has_the_time_the_queue_gives_it_and_no_second_owner_of_retries(name: str) -> None:
    worker = FUNCTIONS[name]
    assert worker["Timeout"] == WORKER_TIMEOUT_S[WORKERS[name]]
    assert worker["FunctionUrlConfig"] == {"AuthType": "NONE", "InvokeMode": "BUFFERED"}
    assert worker["EventInvokeConfig"] == {"MaximumRetryAttempts": 0}
    assert "ReservedConcurrentExecutions" in worker


def test_the_stream_is_streamed_and_closed_to_the_open_net() -> None:
    stream = FUNCTIONS["FollowRun"]
    assert stream["FunctionUrlConfig"] == {"AuthType": "AWS_IAM", "InvokeMode": "RESPONSE_STREAM"}
    assert os.access(ROOT / "functions" / stream["Handler"], os.X_OK)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_logs_that_end_and_an_alarm_that_stops_a_rollout(name: str) -> None:
    function = FUNCTIONS[name]
    logs, alarm = RESOURCES[f"{name}Logs"], RESOURCES[f"{name}Errors"]
    assert "RetentionInDays" in logs["Properties"]
    assert function["LoggingConfig"]["LogGroup"] == f"!Ref {name}Logs"
    assert alarm["Properties"]["MetricName"] == "Errors"
    assert function["DeploymentPreference"]["Alarms"] == [f"!Ref {name}Errors"]


def test_only_who_writes_or_draws_a_pdf_carries_the_pdf_layer() -> None:
    carriers = [name for name, f in FUNCTIONS.items() if "!Ref PdfLayer" in f.get("Layers", [])]
    assert sorted(carriers) == ["ExportResume", "RunVision"]


def test_the_stack_stays_far_from_the_limit_of_resources() -> None:
    assert len(RESOURCES) < 250
