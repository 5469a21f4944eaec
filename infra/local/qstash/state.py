"""Everything the emulator knows, in memory and on file."""

from dataclasses import dataclass, field
from typing import Any

from infra.local.qstash.chaos import Chaos
from infra.local.qstash.clock import Clock
from infra.local.qstash.flow import FlowKey
from infra.local.qstash.journal import Journal
from infra.local.qstash.message import Message
from infra.local.qstash.publishing import DEDUPLICATION_WINDOW
from infra.local.qstash.signing import Keys
from infra.local.qstash.store import Store

GLOBAL_PARALLELISM = 100


@dataclass
class State:
    """Read from the store once, written through at every change."""

    store: Store
    keys: Keys
    clock: Clock = field(default_factory=Clock)
    chaos: Chaos = field(default_factory=Chaos)
    journal: Journal = field(default_factory=Journal)

    def __post_init__(self) -> None:
        self.overall = FlowKey("global", self.clock, GLOBAL_PARALLELISM)
        self.messages: dict[str, Message] = {}
        self.dead: dict[str, Message] = {}
        self.flow: dict[str, FlowKey] = {}
        self._seen: dict[str, dict[str, Any]] = self.store.all("dedup")
        self._first_keys = self.keys.view()
        for dlq_id, record in self.store.all("dlq").items():
            self.dead[dlq_id] = Message.from_record(record)
        for name, record in self.store.all("flow").items():
            self.flow_key(name).restore(record)
        for record in self.store.all("keys").values():
            self.keys.current, self.keys.next = record["current"], record["next"]

    def flow_key(self, name: str) -> FlowKey:
        """The wait list of a key, made when first named."""
        return self.flow.setdefault(name, FlowKey(name, self.clock))

    def keep(self, message: Message) -> None:
        """Put a message on file, or note how far it got."""
        self.messages[message.message_id] = message
        self.store.put("message", message.message_id, message.record())

    def forget(self, message_id: str) -> bool:
        """A message is over; whether it was known."""
        self.store.drop("message", message_id)
        return self.messages.pop(message_id, None) is not None

    def first_publish_of(self, key: str) -> str | None:
        """The message id that this deduplication id belongs to, for ten minutes."""
        oldest = self.clock.now() - DEDUPLICATION_WINDOW
        for old in [k for k, seen in self._seen.items() if seen["at"] < oldest]:
            del self._seen[old]
            self.store.drop("dedup", old)
        return self._seen[key]["message_id"] if key in self._seen else None

    def remember_publish(self, key: str, message_id: str) -> None:
        """From now on a second publish is a duplicate."""
        self._seen[key] = {"message_id": message_id, "at": self.clock.now()}
        self.store.put("dedup", key, self._seen[key])

    def bury(self, dlq_id: str, message: Message) -> None:
        """Move a message to the dead letters."""
        self.dead[dlq_id] = message
        self.store.put("dlq", dlq_id, message.record())

    def unbury(self, dlq_id: str) -> Message | None:
        """Take a dead letter out."""
        self.store.drop("dlq", dlq_id)
        return self.dead.pop(dlq_id, None)

    def keep_flow(self, key: FlowKey) -> None:
        """Put pins and pauses on file."""
        self.store.put("flow", key.name, key.record())

    def clear(self) -> None:
        """Forget all; the first keys hold again."""
        self.store.clear()
        self.keys.current, self.keys.next = self._first_keys["current"], self._first_keys["next"]
        for known in (self.messages, self.dead, self.flow, self._seen):
            known.clear()
        self.journal.clear()
        self.chaos.reset()
        self.clock.reset()
