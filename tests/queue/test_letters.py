import pytest

from shared.flow.plans import FLOW_LIMITS
from shared.models.run import Message, WatchMessage
from shared.models.words import Step, Tier
from shared.queue.letters import publish_request
from tests.queue.support import SESSION, SUBJECT, URLS, task_letter, watch_letter

ROUTES = {  # step: paid (queue, model), free (queue, model), worker
    Step.RESUME_SUMMARY: (("q_paid_batch", "deepseek-chat"), ("q_free_batch", "glm-4.5-flash")),
    Step.DETAILED_RESUME_SUMMARY: (
        ("q_paid_batch", "deepseek-reasoner"),
        ("q_free_batch", "glm-4.5-flash"),
    ),
    Step.JOB_SUMMARY: (("q_paid_batch", "deepseek-chat"), ("q_free_batch", "glm-4.5-flash")),
    Step.JOB_MATCH: (("q_paid_stream", "deepseek-reasoner"), ("q_free_stream", "glm-4.5-flash")),
    Step.RESUME_CUSTOMIZE: (("q_paid_batch", "deepseek-chat"), ("q_free_batch", "glm-4.5-flash")),
    Step.INTERVIEW_PREP: (("q_paid_stream", "deepseek-chat"), ("q_free_stream", "glm-4.5-flash")),
    Step.RESUME_VISION: (
        ("q_paid_vision", "glm-4.1v-thinking-flash"),
        ("q_free_vision", "glm-4.1v-thinking-flash"),
    ),
    Step.JOB_VISION: (
        ("q_paid_vision", "glm-4.1v-thinking-flash"),
        ("q_free_vision", "glm-4.1v-thinking-flash"),
    ),
}


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("tier", Tier)
def test_every_step_goes_to_its_queue_model_and_worker(step: Step, tier: Tier) -> None:
    queue, model = ROUTES[step][tier is Tier.FREE]
    request = publish_request(task_letter(step, tier), URLS)
    message = Message.model_validate(request["body"])
    assert (request["label"], message.queue, message.model_id) == (queue, queue, model)
    assert request["url"] == f"https://{queue.rsplit('_', 1)[1]}.example/"
    assert request["flow_control"]["key"].startswith(f"{model}.{tier}")
    assert request["flow_control"]["parallelism"] == FLOW_LIMITS[request["flow_control"]["key"]]


def test_a_message_carries_ids_and_nothing_about_the_person() -> None:
    assert publish_request(task_letter(), URLS)["body"] == {
        "v": 1,
        "taskTemplateId": "job_match",
        "modelId": "deepseek-reasoner",
        "locale": "zh",
        "queue": "q_paid_stream",
        "dispatch": 1,
        "executionSessionId": str(SESSION),
        "context": {
            "taskId": f"job_match_{SUBJECT}_{SESSION}",
            "subjectId": str(SUBJECT),
            "userId": "user_1",
        },
    }


def test_a_delay_is_whole_seconds_and_absent_when_there_is_none() -> None:
    assert publish_request(task_letter(delay_s=2.2), URLS)["delay"] == 3
    assert "delay" not in publish_request(task_letter(), URLS)
    assert "delay" not in publish_request(task_letter(delay_s=-1), URLS)


def test_each_dispatch_has_its_own_deduplication_id() -> None:
    ids = [publish_request(task_letter(turn=turn), URLS)["deduplication_id"] for turn in (1, 2)]
    assert ids == [f"{SESSION.hex}-job_match-1", f"{SESSION.hex}-job_match-2"]


def test_a_watchdog_goes_to_the_hook_without_flow_control() -> None:
    request = publish_request(watch_letter(turn=3), URLS)
    assert (request["url"], request["delay"]) == (URLS.hook, 180)
    assert "flow_control" not in request
    assert "failure_callback" not in request
    message = WatchMessage.model_validate(request["body"])
    assert (message.execution_session_id, message.turn) == (SESSION, 3)
    assert request["deduplication_id"] == f"{SESSION.hex}-watch-3"


def test_background_work_that_waited_long_is_promoted() -> None:
    step = Step.DETAILED_RESUME_SUMMARY
    keys = [
        publish_request(task_letter(step, waited_s=waited), URLS)["flow_control"]
        for waited in (10, 181)
    ]
    assert keys == [
        {"key": "deepseek-reasoner.paid.bg", "parallelism": 2},
        {"key": "deepseek-reasoner.paid", "parallelism": 5},
    ]
