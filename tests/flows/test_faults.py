"""Bad models under a real stack: every run ends in a result or in a refund, and the person is told which."""

import json
import os
import signal
import threading
import time
from typing import Any

import pytest

from infra.demo.follow import follow
from tests.flows.conftest import Product, Seeker
from tests.local.processes import eventually

LIE = "Led 25 engineers at Google and raised throughput to 90,000 events per second with Rust."


def lying_answer(original: str) -> str:
    """What a model that wants to please would propose."""
    op = {
        "kind": "rewrite-lite",
        "target": "employments.0.highlights.0",
        "original": original,
        "revised": LIE,
        "reason": "sounds better",
    }
    return json.dumps({"ops": [op]})


def test_text_grows_before_the_end(product: Product, seeker: Seeker) -> None:
    product.spoil({"match_task": "job_match", "token_delay": 0.02})
    accepted = seeker.ask()
    lengths = [
        len(event.data["text"])
        for event in seeker.api.events(accepted["executionSessionId"])
        if event.name == "token"
    ]
    assert len(lengths) > 3


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"status": 401}, "PROVIDER_NOT_CONFIGURED"),
        ({"reply": '{"title": 1}'}, "ZOD_VALIDATION_FAILED"),
        ({"reply": "I would rather not."}, "JSON_PARSE_FAILED"),
        ({"finish": "length"}, "PREVIOUS_MODEL_LIMIT"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_what_no_retry_can_mend_fails_at_once_and_gives_all_coins_back(
    product: Product, seeker: Seeker, fault: dict[str, Any], code: str
) -> None:
    before = seeker.balance()
    product.spoil(*[{**fault, "match_task": "job_summary"}] * 2)

    seen = seeker.watch(seeker.ask())

    assert (seen.end, seen.code) == ("error", code)
    assert seeker.balance() == before


@pytest.mark.parametrize(
    "fault",
    [{"status": 503}, {"status": 429, "retry_after": 0.1}, {"blank": True}, {"truncate_after": 4}],
    ids=lambda fault: next(iter(fault)),
)
def test_what_passes_is_tried_again_and_costs_nothing_more(
    product: Product, seeker: Seeker, fault: dict[str, Any]
) -> None:
    before = seeker.balance()
    product.spoil({**fault, "match_task": "job_summary"})
    assert seeker.watch(seeker.ask()).end == "done"
    assert seeker.balance() == before - 2


def test_a_failed_match_can_be_tried_again_for_one_coin(product: Product, seeker: Seeker) -> None:
    before = seeker.balance()
    product.spoil(*[{"status": 401, "match_task": "job_match"}] * 3)
    accepted = seeker.ask()
    assert seeker.watch(accepted).end == "error"
    assert seeker.balance() == before
    product.forget_faults()

    assert seeker.again(accepted, "match/retry").end == "done"
    assert seeker.balance() == before - 1


def test_a_planted_lie_is_rejected_and_shown_and_not_in_the_resume(
    product: Product, seeker: Seeker
) -> None:
    accepted = seeker.ask()
    assert seeker.watch(accepted).end == "done"
    first = seeker.api.call("GET", "/api/profile")["resume"]["summary"]["employments"][0]
    reply = lying_answer(first["highlights"][0])
    product.spoil({"reply": reply, "match_task": "resume_customize"})

    assert seeker.again(accepted, "customize").end == "done"

    made = seeker.service(accepted)["customizedResume"]
    (op,) = made["ops"]
    assert op["state"] == "rejected"
    assert {violation["kind"] for violation in op["violations"]} >= {"number", "tool"}
    assert "Google" not in made["markdownText"]
    assert made["markdownText"] == made["originalMarkdown"]


def test_a_tailored_resume_of_the_wrong_shape_fails_and_gives_the_coins_back(
    product: Product, seeker: Seeker
) -> None:
    accepted = seeker.ask()
    seeker.watch(accepted)
    before = seeker.balance()
    product.spoil(*[{"reply": '{"markdown": "# me"}', "match_task": "resume_customize"}] * 2)

    seen = seeker.again(accepted, "customize")

    assert (seen.end, seen.code) == ("error", "ZOD_VALIDATION_FAILED")
    assert seeker.balance() == before


def test_a_worker_killed_in_the_middle_of_a_match_leaves_no_limbo(
    product: Product, seeker: Seeker
) -> None:
    """The gateway holds the workers; SIGSTOP is a machine that hangs, SIGCONT one that wakes up again."""
    product.spoil({"match_task": "job_match", "token_delay": 0.05})
    accepted = seeker.ask()
    pid = product.stack.pids()["gateway"]
    first = threading.Event()

    def freeze() -> None:
        first.wait(60)
        os.kill(pid, signal.SIGSTOP)
        time.sleep(2)
        os.kill(pid, signal.SIGCONT)

    thread = threading.Thread(target=freeze)
    thread.start()
    for event in seeker.api.events(accepted["executionSessionId"]):
        if event.name == "token":
            first.set()
        if event.name in {"done", "error"}:
            break
    thread.join()

    eventually(lambda: not seeker.service(accepted)["live"], 120)
    assert seeker.service(accepted)["currentStatus"] in {"MATCH_COMPLETED", "MATCH_FAILED"}
    assert follow(seeker.api, accepted["executionSessionId"]).end in {"done", "error"}
