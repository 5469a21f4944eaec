"""Contact data put back into a text that is still growing: a placeholder may come in pieces."""

import re
from collections.abc import Mapping

from shared.flow.masking import unmask

OPENED = re.compile(
    r"\[(?:\[(?:[A-Z]+(?:_\d*)?)?\]?)?$"
)  # the beginning of a placeholder, at the very end


class LiveUnmask:
    """Takes pieces, gives pieces; keeps back only what may become a placeholder."""

    def __init__(self, contact: Mapping[str, str]) -> None:
        self._contact, self._kept = contact, ""

    def feed(self, piece: str) -> str:
        """What can be shown now."""
        text = self._kept + piece
        opened = OPENED.search(text)
        cut = opened.start() if opened else len(text)
        self._kept = text[cut:]
        return unmask(text[:cut], self._contact)

    def close(self) -> str:
        """What was kept back after all."""
        rest, self._kept = self._kept, ""
        return rest
