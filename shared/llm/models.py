"""The language models as the steps see them: structured answers, streams, pictures, vectors."""

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from shared.errors import StaleAttempt, StepFailed
from shared.flow.model_json import storable
from shared.flow.plans import EMBEDDING_MODEL
from shared.llm import client, failures, prompts, structured
from shared.llm.call import Call
from shared.llm.client import CHAT, EMBEDDING, Patience
from shared.llm.meter import Meter
from shared.llm.registry import Registry, Target, aim, shipped
from shared.llm.reply import Reply
from shared.llm.request import Ask, build
from shared.llm.structured import Shape, Unusable
from shared.models.usage import Tokens, Usage
from shared.models.words import FailureCode
from shared.settings import Settings

INPUTS_A_CALL = 64
NO_TEXT = "NO_TEXT"  # what the OCR prompt asks for when a picture holds no text


class Models:
    """One instance a process; safe to share between threads. Every failure is a StepFailed."""

    def __init__(
        self,
        settings: Settings,
        registry: Registry | None = None,
        clock: Callable[[], float] = time.time,
        patience: Patience = CHAT,
        embedding: Patience = EMBEDDING,
    ) -> None:
        self._settings, self._clock, self._patience = settings, clock, patience
        self._registry = registry or shipped()
        self._embedding = embedding
        self._without_format: set[str] = set()

    def configured(self, model: str) -> bool:
        """Whether `model` can be called at all: asked before a run is taken."""
        try:
            self._aim(model)
        except StepFailed:
            return False
        return True

    def real_model(self, model: str) -> str:
        """Provider and name behind a logical id today; stored beside vectors and cached judgements."""
        return self._aim(model).real_model

    def answer(self, call: Call, shape: type[Shape]) -> Shape:
        """A whole answer as `shape`; what does not validate is asked for once more."""
        began = time.monotonic()
        try:
            return self._answer_once(call, shape)
        except Unusable as bad:
            left = call.within_s - (time.monotonic() - began)
            return self._answer_once(replace(call, repair=str(bad), within_s=left), shape)

    def stream(self, call: Call, at_end: Callable[[], object] | None = None) -> Generator[str]:
        """The answer piece by piece; `at_end` looks at the whole and may raise what is wrong with it."""
        text_seen = False
        with self._asked(call, Ask(is_stream=True)) as pieces:
            for piece in pieces:
                text_seen = text_seen or bool(piece.strip())
                yield piece
            if not text_seen:
                raise structured.blank()
            if at_end:
                at_end()

    def read_image(self, call: Call, images: list[bytes]) -> str:
        """The text of one picture, given as JPEG tiles from top to bottom."""
        with self._asked(call, Ask(images=images)) as pieces:
            text = structured.without_fence("".join(pieces))
            if not text or text == NO_TEXT:
                raise StepFailed(FailureCode.OCR_EMPTY, detail="no text in the picture")
            return text

    def embed(
        self, texts: list[str], record: Callable[[Usage], None] | None = None
    ) -> list[list[float]]:
        """One vector a text."""
        vectors: list[list[float]] = []
        for start in range(0, len(texts), INPUTS_A_CALL):
            vectors += self._embed_some(texts[start : start + INPUTS_A_CALL], record)
        return vectors

    # ---- one request

    def _answer_once(self, call: Call, shape: type[Shape]) -> Shape:
        with self._asked(call, Ask(structured=True)) as pieces:
            return structured.parse("".join(pieces), shape)

    @contextmanager
    def _asked(self, call: Call, ask: Ask) -> Generator[Iterator[str]]:
        """The pieces of one answer; whatever happens within, one usage row is left behind."""
        target = self._aim_for(call)
        prompt = prompts.template(call.step, call.locale)
        question = prompts.fill(prompt.user, call.variables)
        meter = Meter(
            call.step,
            target,
            self._now(),
            prompt_version=prompt.version,
            asked=prompt.system + question,
            private="\n".join(call.variables.values()),
            is_stream=ask.is_stream,
        )
        reply = Reply()
        room = self._registry.answer_tokens(call.step)
        request = build(target, call, ask, prompt.system, question, room)
        try:
            with closing(self._pieces(target, request, reply, meter, call)) as pieces:
                yield pieces
        except StepFailed as failure:
            meter.failure = failure
            raise
        finally:
            call.record(meter.usage(reply))

    def _pieces(
        self, target: Target, request: dict[str, Any], reply: Reply, meter: Meter, call: Call
    ) -> Generator[str]:
        for line in self._lines(target, request):
            if not call.wanted():
                raise StaleAttempt("nobody waits for this answer any more")
            if meter.elapsed_s() > call.within_s:
                raise failures.broken("the answer takes too long")
            if piece := storable(reply.take(line)):
                meter.saw_text()
                yield piece
        reply.check()

    def _lines(self, target: Target, request: dict[str, Any]) -> Iterator[bytes]:
        """Lines of the answer; a server that knows no response_format is asked without from now on."""
        if target.real_model in self._without_format:
            request.pop("response_format", None)
        try:
            yield from client.chat_lines(target, request, self._patience)
        except StepFailed as failure:
            if "response_format" not in request or "response_format" not in str(failure):
                raise
            self._without_format.add(target.real_model)
            del request["response_format"]
            yield from client.chat_lines(target, request, self._patience)

    def _embed_some(
        self, texts: list[str], record: Callable[[Usage], None] | None
    ) -> list[list[float]]:
        meter = Meter(None, self._aim(EMBEDDING_MODEL), self._now())
        tokens = 0
        try:
            vectors, tokens = client.embed(meter.target, texts, self._embedding)
        except StepFailed as failure:
            meter.failure = failure
            raise
        finally:
            if record:
                record(meter.row(Tokens(miss=tokens)))
        return vectors

    # ---- where to

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock(), UTC)

    def _aim(self, model: str) -> Target:
        return aim(self._registry, self._settings, model, self._now())

    def _aim_for(self, call: Call) -> Target:
        """As `_aim`; a call that has nowhere to go leaves its row too."""
        try:
            return self._aim(call.model)
        except StepFailed as failure:
            code, message = failure.failure, str(failure)
            version = prompts.template(call.step, call.locale).version
            call.record(
                Usage(
                    step=call.step,
                    model=call.model,
                    real_model="",
                    prompt_version=version,
                    error_code=code,
                    error_message=message,
                )
            )
            raise
