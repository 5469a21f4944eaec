"""The product's model layer with a memory: what went out is kept for inspection, what came back for replay."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from shared.llm.call import Call
from shared.llm.models import Models

Shape = TypeVar("Shape", bound=BaseModel)


class Recorder:
    """Speaks to the models, or to a file of their earlier answers when there are no models."""

    def __init__(self, models: Models | None, replay: Path | None = None) -> None:
        self._models = models
        self._answers: dict[str, Any] = {}
        self.sent: list[str] = []
        if replay:
            lines = replay.read_text(encoding="utf-8").splitlines()
            self._answers = dict(map(json.loads, lines))

    def answer(self, call: Call, shape: type[Shape]) -> Shape:
        """A structured answer."""
        return shape.model_validate(
            self._once(call, lambda m: m.answer(call, shape).model_dump(mode="json"))
        )

    def text(self, call: Call) -> str:
        """A streamed answer, whole."""
        return self._once(call, lambda models: "".join(models.stream(call)))

    def embed(self, texts: list[str]) -> list[list[float]]:
        """Vectors; never kept."""
        self.sent += texts
        if self._models is None:
            raise SystemExit("vectors cannot be replayed")
        return self._models.embed(texts)

    def save(self, path: Path) -> None:
        """Write every answer for a later replay."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(self._lines()), encoding="utf-8")

    def _lines(self) -> Iterator[str]:
        for item in self._answers.items():
            yield json.dumps(item, ensure_ascii=False) + "\n"

    def _once(self, call: Call, ask: Any) -> Any:
        self.sent += call.variables.values()
        facts = [call.step, call.locale, sorted(call.variables.items())]
        key = hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()
        if self._models is None:
            return self._answers[key]
        self._answers[key] = ask(self._models)
        return self._answers[key]
