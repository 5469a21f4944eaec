"""What at-least-once delivery may do to us on a bad day: knobs for tests and for the demo page."""

import random
from dataclasses import asdict, dataclass


@dataclass
class Chaos:
    """Shares are 0..1, times are seconds; all off by default."""

    duplicate: float = 0.0  # delivered again under the same id after it was answered
    lose: float = 0.0  # accepted, never delivered, unknown afterwards
    reorder: float = 0.0  # up to three seconds of extra wait
    delay: float = 0.0  # added to every delivery
    skew: float = 0.0  # added to the clock that stamps signatures
    drop_response: float = 0.0  # a good answer is thrown away and the message tried again
    callback_duplicate: float = 0.0  # like duplicate, for callbacks alone
    callback_lose: float = 0.0  # like lose, for callbacks alone
    publish_503: float = 0.0  # accepted or not, the publisher is told 503
    publish_hang: float = 0.0  # accepted or not, the publisher hears nothing
    seed: float = 0.0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def turn(self, wishes: dict[str, float]) -> dict[str, float]:
        """Set some knobs; the answer shows all. A seed starts the dice anew."""
        for name, value in wishes.items():
            if name not in asdict(self):
                raise ValueError(f"unknown knob: {name}")
            setattr(self, name, float(value))
        if "seed" in wishes:
            self._random = random.Random(self.seed)
        return asdict(self)

    def reset(self) -> None:
        """Everything off."""
        self.turn(dict.fromkeys(asdict(self), 0.0))

    def hits(self, share: float) -> bool:
        """Throw the dice; a share of 0 costs no throw, so knobs do not disturb one another."""
        return share > 0 and self._random.random() < share

    def loses(self, is_callback: bool) -> bool:
        """Whether this message is never delivered."""
        return self.hits(max(self.lose, self.callback_lose if is_callback else 0.0))

    def duplicates(self, is_callback: bool) -> bool:
        """Whether this message is delivered once more."""
        return self.hits(max(self.duplicate, self.callback_duplicate if is_callback else 0.0))

    def extra_wait(self) -> float:
        """Seconds on top of the wait of a delivery."""
        return self.delay + (self._random.random() * 3 if self.hits(self.reorder) else 0.0)
