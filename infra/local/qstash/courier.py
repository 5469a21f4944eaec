"""Delivers messages: at least once, with retries, callbacks and the faults that chaos asks for."""

import asyncio
import contextlib
import uuid

import httpx

from infra.local.qstash.answer import Answer, report
from infra.local.qstash.durations import default_wait, expression_wait, wished_wait
from infra.local.qstash.message import Message
from infra.local.qstash.publishing import callback_message
from infra.local.qstash.queues import Queue
from infra.local.qstash.state import State

CONNECTIONS = 200


class Courier:
    """One task a message; what it holds is on file before anyone is told it was accepted."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.queues: dict[str, Queue] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        limits = httpx.Limits(max_connections=CONNECTIONS)
        self._http = httpx.AsyncClient(limits=limits, timeout=None, trust_env=False)

    def resume(self) -> None:
        """Pick up after a restart: what was in flight is delivered again."""
        for name, record in self.state.store.all("queue").items():
            self.queue(name).restore(record)
        for record in self.state.store.all("message").values():
            message = Message.from_record(record)
            self.state.messages[message.message_id] = message
            self._send_off(message)

    def queue(self, name: str) -> Queue:
        """The queue of this name, made when first named."""
        if name not in self.queues:
            self.queues[name] = Queue(name, self.state.clock.now_ms(), self._start)
            self.keep_queue(name)
        return self.queues[name]

    def keep_queue(self, name: str) -> None:
        """Put its settings on file."""
        self.state.store.put("queue", name, self.queues[name].record())

    def submit(self, message: Message, deduplication: str | None = None) -> tuple[str, bool]:
        """Accept a message; its id, and whether it was known already."""
        first = self.state.first_publish_of(deduplication) if deduplication else None
        if first is not None:
            return first, True
        with self.state.store.together():
            self.state.keep(message)
            if deduplication:
                self.state.remember_publish(deduplication, message.message_id)
        self._note(message, "CREATED")
        self._send_off(message)
        return message.message_id, False

    def cancel(self, message_id: str) -> bool:
        """End a message that is not delivered yet; whether there was one."""
        message, task = self.state.messages.get(message_id), self._tasks.pop(message_id, None)
        if message is None:
            return False
        self._note(message, "CANCEL_REQUESTED")
        self.state.forget(message_id)
        if task:
            task.cancel()
        self._note(message, "CANCELED")
        return True

    def reset(self) -> None:
        """Forget everything."""
        for message_id in list(self.state.messages):
            self.cancel(message_id)
        self.queues.clear()
        self.state.clear()

    async def close(self) -> None:
        """Stop delivering; the file keeps what is open."""
        open_tasks = list(self._tasks.values())
        for task in open_tasks:
            task.cancel()
        await asyncio.gather(*open_tasks, return_exceptions=True)
        await self._http.aclose()

    def _send_off(self, message: Message) -> None:
        if message.queue:
            self.queue(message.queue).add(message.message_id)
        else:
            self._start(message.message_id)

    def _start(self, message_id: str) -> asyncio.Task[None] | None:
        message = self.state.messages.get(message_id)
        if message is None:
            return None
        task = asyncio.create_task(self._deliver(message))
        self._tasks[message_id] = task
        return task

    async def _deliver(self, message: Message) -> None:
        if self.state.chaos.loses(message.is_callback):
            return self._finish(message)
        reports: list[asyncio.Task[None]] = []
        while True:
            await self.state.clock.sleep_until(message.not_before / 1000)
            await self.state.clock.sleep(self.state.chaos.extra_wait())
            answer = await self._attempt(message)
            over = self._is_over(message, answer)
            reports += self._report(message, answer, over)
            if over:
                break
            self._try_later(message, answer)
        self._finish(message)
        # A queue starts its next message only when the callbacks of this one are through, too.
        await asyncio.gather(*reports, return_exceptions=True)

    async def _attempt(self, message: Message) -> Answer:
        self._note(message, "ACTIVE")
        answer = await self._call_in_turn(message)
        if self.state.chaos.duplicates(message.is_callback):
            await self._call_in_turn(message)
        if answer.delivered and self.state.chaos.hits(self.state.chaos.drop_response):
            return Answer(body=b"the answer was thrown away")
        return answer

    async def _call_in_turn(self, message: Message) -> Answer:
        async with contextlib.AsyncExitStack() as turns:
            waits = [self.state.overall]
            if message.flow_key:
                key = self.state.flow_key(message.flow_key)
                key.configure(message.flow_value)
                waits.insert(0, key)
            for wait in waits:
                await wait.acquire()
                turns.callback(wait.release)
            self._note(message, "IN_PROGRESS")
            return await self._call(message)

    async def _call(self, message: Message) -> Answer:
        skew = self.state.chaos.skew
        headers = {
            **{name: values[0] for name, values in message.header.items()},
            "User-Agent": "Upstash-QStash",
            "Upstash-Message-Id": message.message_id,
            "Upstash-Retried": str(message.retried),
            "Upstash-Caller-Ip": message.caller_ip,
            "Upstash-Region": "local",
            "Upstash-Signature": self.state.keys.sign(message.url, message.body, skew),
        }
        call = self._http.request(
            message.method, message.url, content=message.body, headers=headers
        )
        try:
            return Answer.of(await asyncio.wait_for(call, message.timeout))
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            return Answer(body=repr(error).encode())

    def _is_over(self, message: Message, answer: Answer) -> bool:
        if answer.delivered:
            self._note(message, "DELIVERED", responseStatus=answer.status)
            return True
        details = {"responseStatus": answer.status, "error": answer.body.decode(errors="replace")}
        self._note(message, "ERROR", **details)
        return answer.refused_for_good or message.retried >= message.max_retries

    def _report(self, message: Message, answer: Answer, over: bool) -> list[asyncio.Task[None]]:
        """A callback after every attempt, a failure callback once when nothing helps any more."""
        payload, sent = report(message, answer), list[Message]()
        if message.callback:
            sent.append(callback_message(message, message.callback, payload, self._now()))
        if over and not answer.delivered:
            dlq_id = f"{self._now()}-{uuid.uuid4().hex[:8]}"
            message.dlq = answer.as_dead_letter(dlq_id)
            self.state.bury(dlq_id, message)
            self._note(message, "FAILED", responseStatus=answer.status)
            if message.failure_callback:
                last = {**payload, "dlqId": dlq_id}
                sent.append(callback_message(message, message.failure_callback, last, self._now()))
        for item in sent:
            self.submit(item)
        return [self._tasks[item.message_id] for item in sent]

    def _try_later(self, message: Message, answer: Answer) -> None:
        wait = wished_wait(answer.headers)
        if wait is None and message.retry_delay:
            wait = expression_wait(message.retry_delay, message.retried)
        if wait is None:
            wait = default_wait(message.retried)
        message.not_before = self._now() + int(wait * 1000)
        message.retried += 1
        self.state.keep(message)
        self._note(message, "RETRY", nextDeliveryTime=message.not_before)

    def _finish(self, message: Message) -> None:
        self._tasks.pop(message.message_id, None)
        self.state.forget(message.message_id)

    def _now(self) -> int:
        return self.state.clock.now_ms()

    def _note(self, message: Message, event: str, **details: object) -> None:
        self.state.journal.note(message, event, self._now(), **details)
