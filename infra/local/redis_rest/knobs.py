"""What a managed Redis may do to us on a bad day, to be switched on in tests."""

import os
import random
from dataclasses import asdict, dataclass, fields

PREFIX = "REDIS_REST_"


@dataclass
class Knobs:
    """All off by default."""

    drop_reply: float = 0.0  # share of calls that are executed and answered by a bare 500
    stale_ms: float = 0.0  # reads show the data of so long ago
    latency_ms: float = 0.0  # every call waits
    seed: float = 0.0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    @classmethod
    def from_environment(cls) -> "Knobs":
        """REDIS_REST_DROP_REPLY, REDIS_REST_STALE_MS, REDIS_REST_LATENCY_MS, REDIS_REST_SEED."""
        names = [field.name for field in fields(cls)]
        return cls(**{n: float(os.environ.get(PREFIX + n.upper(), "0")) for n in names})

    def turn(self, wishes: dict[str, float]) -> dict[str, float]:
        """Set some knobs; the answer shows all of them."""
        for name, value in wishes.items():
            if name not in asdict(self):
                raise ValueError(f"unknown knob: {name}")
            setattr(self, name, float(value))
        if "seed" in wishes:
            self._random = random.Random(self.seed)
        return asdict(self)

    def drops(self) -> bool:
        """Whether this reply gets lost."""
        return self._random.random() < self.drop_reply
