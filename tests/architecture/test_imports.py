"""What may be imported where, and what a function must not load."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.template import FILES, ROOT

VENDORS = {"openai", "boto3", "stripe", "pypdf", "typst", "qstash", "PIL", "docx"}
BUDGET = 900  # modules after import; a count says more than a clock on a shared machine
MODULES = [".".join(file.parts) for file in FILES]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([".", "functions"])}


@pytest.fixture(scope="session")
def loaded() -> dict[str, list[str]]:
    """The modules each function loads by being imported, each in a fresh interpreter."""
    found = {}
    for module in MODULES:
        probe = f"import sys, json, {module}; print(json.dumps(sorted(sys.modules)))"
        command = [sys.executable, "-c", probe]
        answer = subprocess.run(
            command, capture_output=True, text=True, env=ENVIRONMENT, cwd=ROOT, check=True
        )
        found[module] = json.loads(answer.stdout)
    return found


@pytest.mark.parametrize("module", MODULES)
def test_no_vendor_is_loaded_before_it_is_used(module: str, loaded: dict[str, list[str]]) -> None:
    assert VENDORS & set(loaded[module]) == set()


@pytest.mark.parametrize("module", MODULES)
def test_a_cold_start_imports_within_its_budget(module: str, loaded: dict[str, list[str]]) -> None:
    assert len(loaded[module]) <= BUDGET


def test_calls_point_down_only() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-logo"]
    answer = subprocess.run(
        command, capture_output=True, text=True, env=ENVIRONMENT, cwd=ROOT, check=False
    )
    assert answer.returncode == 0, answer.stdout
