"""Every step has its code, and having it loads nothing heavy."""

import subprocess
import sys

from shared.models.words import Step
from shared.usecases.steps import STEPS

HEAVY = ("openai", "httpx2", "PIL", "pypdf", "typst", "boto3", "stripe")


def test_every_step_has_its_code() -> None:
    assert set(STEPS) == set(Step)


def test_a_worker_that_starts_loads_no_sdk_it_may_not_need() -> None:
    code = f"import sys, shared.usecases.steps; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
