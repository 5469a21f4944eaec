"""Time that tests may shorten or push forward."""

import asyncio
import time


class Clock:
    """Unix time plus what was added; every wait is divided by `scale`."""

    def __init__(self, scale: float = 1.0) -> None:
        self.scale, self._added = scale, 0.0
        self._advanced = asyncio.Event()

    def now(self) -> float:
        """Seconds."""
        return time.time() + self._added

    def now_ms(self) -> int:
        """Milliseconds, as the REST answers carry them."""
        return int(self.now() * 1000)

    def advance(self, seconds: float) -> None:
        """Jump forward; whoever sleeps looks at the clock again."""
        self._added += seconds
        self._advanced.set()
        self._advanced = asyncio.Event()

    def reset(self) -> None:
        """The computer's own time again."""
        self._added = 0.0

    async def sleep_until(self, moment: float) -> None:
        """Return at `moment`, earlier on a faster clock."""
        await self.sleep(moment - self.now())

    async def sleep(self, seconds: float) -> None:
        """Wait; a jump of the clock counts as time that passed."""
        remaining = seconds
        while remaining > 0:
            began, added, advanced = time.monotonic(), self._added, self._advanced
            try:
                await asyncio.wait_for(advanced.wait(), remaining / self.scale)
            except TimeoutError:
                return
            remaining -= (time.monotonic() - began) * self.scale + self._added - added
