"""The product's models with a line tapped: what was asked and what came back, word by word."""

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any

from shared.llm.call import Call
from shared.llm.meter import Meter
from shared.llm.models import Models
from shared.llm.registry import Target
from shared.llm.reply import Reply
from shared.models.words import Step


@dataclass
class Exchange:
    """One request and its answer as they were on the wire."""

    step: Step
    asked: list[dict[str, Any]]
    said: str = ""


@dataclass
class Tap:
    """Every exchange, in order."""

    exchanges: list[Exchange] = field(default_factory=list[Exchange])


class TappedModels(Models):
    """Same calls, same failures; only the tap listens."""

    tap = Tap()

    def _pieces(
        self, target: Target, request: dict[str, Any], reply: Reply, meter: Meter, call: Call
    ) -> Generator[str]:
        exchange = Exchange(call.step, request["messages"])
        self.tap.exchanges.append(exchange)
        for piece in super()._pieces(target, request, reply, meter, call):
            exchange.said += piece
            yield piece
