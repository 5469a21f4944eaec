import json
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.flows.conftest import Product
from tests.stack import ROOT

WORDS = {
    "text": [
        "SUMMARY_PENDING",
        "SUMMARY_COMPLETED",
        "MATCH_PENDING",
        "MATCH_STREAMING",
        "MATCH_COMPLETED",
    ],
}
WORDS["image"] = ["OCR_PENDING", "OCR_COMPLETED", *WORDS["text"]]
IDLE_LIMIT = 1.5 * 1024**3


def run(module: str, product: Product, *words: str) -> subprocess.CompletedProcess[str]:
    env = {
        **product.stack.environment,
        "LOCAL_PORT_BASE": str(product.stack.layout.base),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'functions'}",
        "PATH": "/usr/bin:/bin",
    }
    command = [sys.executable, "-m", module, *words]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=280)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_demo_tells_the_whole_story(product: Product, tmp_path: Path, lang: str) -> None:
    report = tmp_path / "report.json"
    done = run("infra.demo", product, "--lang", lang, "--json", str(report))
    assert done.returncode == 0, done.stdout + done.stderr

    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["ok"] is True
    assert [service["input"] for service in told["services"]] == ["text", "image"]
    for service in told["services"]:
        assert service["states"] == WORDS[service["input"]]
        assert 0 <= service["score"] <= 100
    assert told["services"][0]["resumed"] is True
    assert (told["customized"]["isFree"], told["interview"]["isFree"]) == (False, True)
    assert told["balance"] == 0
    assert "[[" not in json.dumps(told, ensure_ascii=False)


def test_a_step_run_by_hand_keeps_prompt_raw_answer_and_result(product: Product) -> None:
    done = run("infra.debug", product, "resume-summary", "--tier", "free")
    assert done.returncode == 0, done.stdout + done.stderr
    folder = ROOT / done.stdout.strip().splitlines()[-1].rpartition(": ")[2]
    assert "Task: resume_summary" in (folder / "01-resume_summary.prompt.txt").read_text()
    assert "Nora" not in (folder / "01-resume_summary.prompt.txt").read_text()
    assert json.loads((folder / "01-resume_summary.raw.txt").read_text())["employments"]
    (step,) = json.loads((folder / "report.json").read_text())["steps"]
    assert (step["outcome"], step["tier"], step["coinsLeft"]) == ("succeeded", "free", 0)


def test_the_stack_is_modest(product: Product) -> None:
    families = [psutil.Process(pid) for pid in product.stack.pids().values()]
    members = {p.pid: p for one in families for p in [one, *one.children(recursive=True)]}
    used = sum(process.memory_full_info().uss for process in members.values())
    assert used < IDLE_LIMIT
