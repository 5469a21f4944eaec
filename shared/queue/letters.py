"""What a promised message says on the wire: the arguments of one QStash publish."""

import math
from typing import Any

from shared.flow.plans import FLOW_LIMITS, PLANS, WORKER_TIMEOUT_S, publish_key
from shared.models.run import Letter, Message, MessageContext, WatchMessage
from shared.settings import WorkerUrls

RETRIES = 5
RETRY_DELAY = "min(60000, 3000 * pow(2, retried))"  # ms: 3, 6, 12, 24, 48 s; only for dead workers
CALLBACK_HEADERS = {"Retries": "5", "Retry-Delay": "5000 * (1 + retried)"}
PATIENCE_S = 10  # the queue must not give up on a worker before its own time is over


def publish_request(letter: Letter, urls: WorkerUrls) -> dict[str, Any]:
    """Arguments of `publish_json`. Only ids travel: the queue keeps bodies in its logs and dead letters."""
    request: dict[str, Any] = {
        "deduplication_id": f"{letter.session_id.hex}-{letter.step or 'watch'}-{letter.turn}",
        "retries": RETRIES,
        "retry_delay": RETRY_DELAY,
    }
    if letter.delay_s > 0:
        request["delay"] = math.ceil(letter.delay_s)
    own = _watch(letter, urls) if letter.topic == "watch" else _task(letter, urls)
    return request | own


def _watch(letter: Letter, urls: WorkerUrls) -> dict[str, Any]:
    message = WatchMessage(execution_session_id=letter.session_id, turn=letter.turn)
    return {"url": urls.hook, "body": message.model_dump(mode="json", by_alias=True)}


def _task(letter: Letter, urls: WorkerUrls) -> dict[str, Any]:
    message = task_message(letter)
    lane = PLANS[message.task_template_id].lane
    key = publish_key(letter.flow_key or "", letter.waited_s)
    return {
        "url": getattr(urls, lane),
        "body": message.model_dump(mode="json", by_alias=True),
        "timeout": WORKER_TIMEOUT_S[lane] + PATIENCE_S,
        "label": letter.queue,
        "flow_control": {"key": key, "parallelism": FLOW_LIMITS[key]},
        "failure_callback": urls.hook,
        "failure_callback_headers": CALLBACK_HEADERS,
    }


def task_message(letter: Letter) -> Message:
    """The body of a task letter."""
    about = MessageContext(task_id=letter.ref, subject_id=letter.subject_id, user_id=letter.user_id)
    return Message.model_validate(
        {
            "task_template_id": letter.step,
            "model_id": letter.model,
            "locale": letter.locale,
            "queue": letter.queue,
            "dispatch": letter.turn,
            "execution_session_id": letter.session_id,
            "context": about,
        }
    )
