"""Follow a run to its end, cutting the connection once on purpose."""

import time
from dataclasses import dataclass, field

from infra.demo.client import Api, Unexpected

ENDS = {"done", "error", "cancelled"}
MAX_CONNECTIONS = 20


@dataclass
class Followed:
    """What a viewer saw: the text as it stands at the end, the states in order, and when."""

    text: str = ""
    states: list[str] = field(default_factory=list[str])
    events: int = 0
    tokens: int = 0
    connections: int = 0
    first_token_ms: int | None = None
    stage_ms: dict[str, int] = field(default_factory=dict[str, int])
    end: str = ""
    code: str = ""

    @property
    def resumed(self) -> bool:
        """Whether the view was put together from more than one connection."""
        return self.connections > 1


def follow(api: Api, session_id: str, cut_after_tokens: int | None = None) -> Followed:
    """Watch a run; after `cut_after_tokens` pieces of text the line is cut and taken up again."""
    seen, last, began = Followed(), "", time.monotonic()
    while not seen.end:
        if seen.connections == MAX_CONNECTIONS:
            raise Unexpected(f"the stream of {session_id} never ended")
        seen.connections += 1
        for event in api.events(session_id, last):
            last = event.id or last
            _take(seen, event.name, event.data, round((time.monotonic() - began) * 1000))
            if seen.tokens == cut_after_tokens and seen.connections == 1:
                break
    return seen


def _take(seen: Followed, name: str, data: dict[str, str], at_ms: int) -> None:
    seen.events += 1
    if name == "token":
        seen.tokens += 1
        seen.text += data["text"]
        seen.first_token_ms = seen.first_token_ms or at_ms
    elif name == "reset":
        seen.text = ""
    elif name == "status" and (not seen.states or seen.states[-1] != data["status"]):
        seen.states.append(data["status"])
        seen.stage_ms[data["status"]] = at_ms
    elif name in ENDS:
        seen.end, seen.code = name, data.get("code", "")
