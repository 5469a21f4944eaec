"""Putting a step's question to its model: whole answers, streams that are repaired once, answers that are kept."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel

from shared.context import Context
from shared.dal import judgement_cache
from shared.flow.plans import PLANS, WORKER_TIMEOUT_S
from shared.llm import prompts
from shared.llm.call import Call
from shared.llm.structured import Unusable, check
from shared.models.run import Attempt
from shared.models.words import FailureCode
from shared.usecases.screen import Screen
from shared.usecases.vault import open_text, seal_text

RESERVE_S = 60  # of a worker's time, for everything but the model
Shape = TypeVar("Shape", bound=BaseModel)


class Report(Protocol):
    """An answer that is shown while it grows."""

    def feed(self, piece: str) -> str:
        """Take a piece of the answer; gives what to show of it."""
        ...

    def close(self) -> str:
        """Take the end; gives what is left to show."""
        ...

    def claims(self) -> Mapping[str, Any]:
        """What the whole answer says, to be validated."""
        ...


AnyReport = TypeVar("AnyReport", bound=Report)


def question(attempt: Attempt, screen: Screen, variables: Mapping[str, str]) -> Call:
    """The call of this attempt with these inputs."""
    return Call(
        step=attempt.step,
        model=attempt.model,
        locale=attempt.locale,
        variables=variables,
        user_id=attempt.user_id,
        record=screen.record,
        within_s=WORKER_TIMEOUT_S[PLANS[attempt.step].lane] - RESERVE_S,
        wanted=screen.alive,
    )


def prompt_version(attempt: Attempt) -> str:
    """The version of the prompt this attempt uses."""
    return prompts.template(attempt.step, attempt.locale).version


def streamed(
    ctx: Context,
    screen: Screen,
    call: Call,
    begin: Callable[[], AnyReport],
    shape: type[BaseModel],
) -> tuple[AnyReport, str]:
    """Show the answer while it grows; one that does not validate at the end is void and asked for once more."""
    began = time.monotonic()
    try:
        return _stream_once(ctx, screen, call, begin(), shape)
    except Unusable as bad:
        screen.restart()
        left = call.within_s - (time.monotonic() - began)
        again = replace(call, repair=str(bad), within_s=left)
        return _stream_once(ctx, screen, again, begin(), shape)


def replayed(screen: Screen, text: str, report: AnyReport) -> AnyReport:
    """Show a kept answer as it was shown the first time."""
    for line in text.splitlines(keepends=True):
        _show(screen, report.feed(line))
    _show(screen, report.close())
    return report


def kept(ctx: Context, attempt: Attempt, facts: Mapping[str, Any]) -> "Kept":
    """The place of an answer to these facts under this prompt and this model."""
    judged = {
        "step": attempt.step,
        "locale": attempt.locale,
        "prompt": prompt_version(attempt),
        "model": ctx.models.real_model(attempt.model),
        "facts": facts,
    }
    text = json.dumps(judged, sort_keys=True, ensure_ascii=False)
    return Kept(ctx, attempt.user_id, hashlib.sha256(text.encode()).hexdigest())


class Kept:
    """One place among the kept answers of a person."""

    def __init__(self, ctx: Context, user_id: str, key: str) -> None:
        self._ctx, self._user_id, self._key = ctx, user_id, key

    def get(self, shape: type[Shape]) -> Shape | None:
        """The answer of an earlier run, if there is one."""
        with self._ctx.db.connect() as conn:
            sealed = judgement_cache.get(conn, self._user_id, self._key)
        if sealed is None:
            return None
        return shape.model_validate_json(open_text(self._ctx, self._user_id, sealed))

    def put(self, answer: BaseModel) -> None:
        """Keep an answer for the next run with the same input."""
        sealed = seal_text(self._ctx, self._user_id, answer.model_dump_json())
        with self._ctx.db.connect() as conn:
            judgement_cache.keep(conn, self._user_id, self._key, sealed)


def _stream_once(
    ctx: Context, screen: Screen, call: Call, report: AnyReport, shape: type[BaseModel]
) -> tuple[AnyReport, str]:
    pieces: list[str] = []

    def at_end() -> None:
        _show(screen, report.close())
        if not any(report.claims().values()):
            raise Unusable(FailureCode.JSON_PARSE_FAILED, detail="nothing has the asked format")
        check(dict(report.claims()), shape)

    with closing(ctx.models.stream(call, at_end)) as answer:
        for piece in answer:
            pieces.append(piece)
            _show(screen, report.feed(piece))
    return report, "".join(pieces)


def _show(screen: Screen, text: str) -> None:
    if text:
        screen.token(text)
