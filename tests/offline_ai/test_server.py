import json
import time
from pathlib import Path
from typing import Any

import openai
import pytest

from tests.offline_ai.asking import job_summary, resume_summary, sample
from tests.offline_ai.server import OfflineAi, running_server

JSON = {"type": "json_object"}


@pytest.fixture
def client(offline_ai: OfflineAi) -> openai.OpenAI:
    return openai.OpenAI(base_url=offline_ai.base_url, api_key="offline", max_retries=0, timeout=30)


def ask(client: openai.OpenAI, task: str, **options: Any) -> Any:
    resume, job = sample("resume_backend_en"), sample("job_backend_en")
    tags = {
        "resume": resume,
        "job": job,
        "resume_summary": resume_summary(resume).model_dump_json(),
        "job_summary": job_summary(job).model_dump_json(),
    }
    user = "\n".join(f"<{name}>{text}</{name}>" for name, text in tags.items())
    messages = [
        {"role": "system", "content": f"Task: {task}\nLanguage: en\n\nBe exact."},
        {"role": "user", "content": user},
    ]
    return client.chat.completions.create(model="any", messages=messages, **options)


def test_a_stream_brings_thoughts_text_and_usage(client: openai.OpenAI) -> None:
    text, thought, finish, usage = "", "", None, None
    extra = {"thinking": {"type": "enabled"}}
    options = {"include_usage": True}
    for chunk in ask(client, "job_match", stream=True, stream_options=options, extra_body=extra):
        usage = chunk.usage or usage
        for choice in chunk.choices:
            text += choice.delta.content or ""
            thought += getattr(choice.delta, "reasoning_content", None) or ""
            finish = choice.finish_reason or finish
    assert "## script" in text
    assert thought
    assert finish == "stop"
    assert usage.completion_tokens_details.reasoning_tokens > 0
    assert usage.prompt_cache_miss_tokens == usage.prompt_tokens


@pytest.mark.parametrize("task", ["resume_summary", "job_summary", "resume_customize"])
def test_batch_tasks_answer_with_one_object(client: openai.OpenAI, task: str) -> None:
    reply = ask(client, task, response_format=JSON)
    assert json.loads(reply.choices[0].message.content)
    assert reply.system_fingerprint == "offline-demo-model"


def test_an_answer_ends_where_the_budget_ends(client: openai.OpenAI) -> None:
    reply = ask(client, "resume_summary", max_tokens=20)
    assert reply.choices[0].finish_reason == "length"
    assert reply.usage.completion_tokens == 20


def test_embeddings_have_the_asked_size_and_meaning(client: openai.OpenAI) -> None:
    texts = [
        "财务报表和审计",
        "Prepared monthly financial statements.",
        "Baked bread every morning.",
    ]
    rows = client.embeddings.create(model="any", input=texts, dimensions=2048).data
    query, near, far = (row.embedding for row in rows)
    assert len(query) == 2048
    assert sum(a * a for a in query) == pytest.approx(1, abs=1e-4)
    assert _dot(query, near) > _dot(query, far)
    small = client.embeddings.create(
        model="any", input="x", dimensions=256, encoding_format="float"
    )
    assert len(small.data[0].embedding) == 256


def test_more_than_64_inputs_are_refused(client: openai.OpenAI) -> None:
    with pytest.raises(openai.BadRequestError):
        client.embeddings.create(model="any", input=["x"] * 65)


def test_only_data_urls_are_read(client: openai.OpenAI) -> None:
    picture = {"type": "image_url", "image_url": {"url": "http://127.0.0.1/x.png"}}
    messages = [{"role": "user", "content": [picture]}]
    with pytest.raises(openai.BadRequestError):
        client.chat.completions.create(model="any", messages=messages)


def test_a_fault_spoils_one_request(client: openai.OpenAI, offline_ai: OfflineAi) -> None:
    offline_ai.fail({"status": 429, "retry_after": 7, "code": "1302"}, {"status": 500})
    with pytest.raises(openai.RateLimitError) as limited:
        ask(client, "unknown")
    assert limited.value.response.headers["retry-after"] == "7"
    assert limited.value.code == "1302"
    with pytest.raises(openai.InternalServerError):
        ask(client, "unknown")
    assert ask(client, "unknown").choices[0].message.content == "OK"


def test_blank_half_and_given_answers(client: openai.OpenAI, offline_ai: OfflineAi) -> None:
    offline_ai.fail(
        {"blank": True}, {"half": True}, {"reply": '{"ops": "wrong"}'}, {"finish": "length"}
    )
    answers = [ask(client, "resume_customize", response_format=JSON).choices[0] for _ in range(4)]
    assert not answers[0].message.content.strip()
    with pytest.raises(json.JSONDecodeError):
        json.loads(answers[1].message.content)
    assert answers[2].message.content == '{"ops": "wrong"}'
    assert answers[3].finish_reason == "length"


def test_a_truncated_stream_just_ends(client: openai.OpenAI, offline_ai: OfflineAi) -> None:
    offline_ai.fail({"truncate_after": 3})
    chunks = list(ask(client, "job_match", stream=True))
    assert all(choice.finish_reason is None for chunk in chunks for choice in chunk.choices)


def test_a_corrupt_chunk_is_a_json_error(client: openai.OpenAI, offline_ai: OfflineAi) -> None:
    offline_ai.fail({"corrupt_after": 2})
    with pytest.raises(json.JSONDecodeError):
        list(ask(client, "job_match", stream=True))


def test_a_stall_is_silence_in_the_middle(client: openai.OpenAI, offline_ai: OfflineAi) -> None:
    offline_ai.fail({"stall": 5})
    began = time.monotonic()
    with pytest.raises(openai.APITimeoutError):
        list(ask(client.with_options(timeout=0.5), "job_match", stream=True))
    assert time.monotonic() - began < 3


def test_a_fault_may_wait_for_its_task(client: openai.OpenAI, offline_ai: OfflineAi) -> None:
    offline_ai.fail(
        {"status": 503, "match_task": "job_match"}, {"status": 429, "match_task": "embedding"}
    )
    assert ask(client, "job_summary").choices[0].finish_reason == "stop"
    assert len(offline_ai.waiting()) == 2
    with pytest.raises(openai.InternalServerError):
        ask(client, "job_match")
    with pytest.raises(openai.RateLimitError):
        client.embeddings.create(model="any", input="x")


def test_what_was_sent_can_be_looked_at_and_forgotten(
    client: openai.OpenAI, offline_ai: OfflineAi
) -> None:
    ask(client, "job_summary")
    client.embeddings.create(model="any", input="杭州")
    seen = offline_ai.seen("job_summary")
    assert "Quayside" in json.dumps(seen, ensure_ascii=False)
    assert offline_ai.seen("embedding")[0]["inputs"] == ["杭州"]
    offline_ai.reset()
    assert offline_ai.seen() == []


def test_at_rest_it_is_small() -> None:
    with running_server() as server:
        status = Path(f"/proc/{server.pid}/status").read_text()
    kilobytes = next(
        int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")
    )
    assert kilobytes < 70_000


def _dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))
