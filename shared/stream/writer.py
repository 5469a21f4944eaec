"""The stream's pen: one attempt of one step writes its text and its state moves for every viewer.

Redis is only the screen here. When it is away the work goes on and text waits in memory; if it stays away
the viewer gets the end from the database.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from shared.errors import RedisAway, RedisRefused, StaleAttempt
from shared.models.run import Move
from shared.redis import Redis
from shared.stream.keys import DEFAULT, StreamSettings, stream_key

# A script, because a plain read may be answered by a replica that lags.
LAST_ID = "local e = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1] return e and e[1]"


@dataclass(slots=True)
class _Entry:
    fields: dict[str, str]
    id: str | None = None  # given at the first try; from then on the entry never changes


class StreamWriter:
    """Writes one attempt; raises StaleAttempt as soon as a newer attempt or a poison pill owns the stream."""

    def __init__(
        self,
        redis: Redis,
        session_id: object,
        epoch: int,
        settings: StreamSettings = DEFAULT,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._redis, self._key, self._epoch = redis, stream_key(session_id), epoch
        self._settings, self._clock, self._sleep = settings, clock, sleep
        self._lock = threading.RLock()
        self._pending: deque[_Entry] = deque()
        self._seq, self._chars, self._silent = -1, 0, True
        self._flushed_at = self._not_before = float("-inf")
        self._outage_pause_s = settings.outage_pause_s
        self.watched = True  # told by the heart, from the viewers' flag
        self.shut_out = False

    def start(self, kind: str, *, again: bool) -> None:
        """First entry of the attempt; `again`: an earlier attempt may have left text that is void now."""
        self._say({"e": "start", "k": kind})
        if again:
            self._try(["XTRIM", self._key, "MINID", f"{self._epoch}-0"])
        self._try(["EXPIRE", self._key, self._settings.live_ttl_s])

    def restart(self, kind: str) -> None:
        """The text so far is void; more of the same step follows."""
        self._silent = True
        self._say({"e": "start", "k": kind})

    def token(self, text: str) -> None:
        """Some text of the model; it leaves together with its neighbours."""
        with self._lock:
            tail = self._pending[-1] if self._pending else None
            if tail is not None and tail.id is None and "d" in tail.fields:
                tail.fields["d"] += text
            else:
                self._pending.append(_Entry({"d": text}))
            self._chars += len(text)
            if self._silent or self._due() or self._chars >= self._settings.flush_chars:
                self._silent = False  # the first word leaves at once
                self.flush()

    def status(self, move: Move) -> None:
        """A move of the main state, after its commit."""
        at = move.at.isoformat()
        self._say({"e": "status", "s": move.status, "v": str(move.version), "t": at})

    def stage(self, name: str) -> None:
        """Something worth telling that is no main state, such as waiting_for_summary."""
        self._say({"e": "stage", "g": name})

    def close(self, event: str, **fields: str) -> None:
        """The run's last entry, after its commit; gives up quietly when Redis stays away."""
        with self._lock:
            self._pending.append(_Entry({"e": event, **fields}))
            for pause in (0.1, 0.3, 0.9, 0):
                self._not_before = float("-inf")
                self.flush()
                if not self._pending:
                    break
                self._sleep(pause)
            self._try(["EXPIRE", self._key, self._settings.ended_ttl_s])

    def flush(self) -> None:
        """Send what waits, in order."""
        with self._lock:
            if self.shut_out:
                raise StaleAttempt("the stream belongs to another attempt")
            if self._clock() < self._not_before:
                return
            try:
                while self._pending:
                    self._send(self._pending[0])
                    self._pending.popleft()
                self._outage_pause_s = self._settings.outage_pause_s
            except RedisAway:
                self._not_before = self._clock() + self._outage_pause_s
                longest = self._settings.longest_outage_pause_s
                self._outage_pause_s = min(longest, self._outage_pause_s * 2)
            self._flushed_at, self._chars = self._clock(), 0

    def tick(self) -> None:
        """Flush if it is time; for the thread that watches over a pausing model."""
        with self._lock:
            if not self._pending or self.shut_out or not self._due():
                return
            try:
                self.flush()
            except StaleAttempt:  # the model's thread hears of it at its next word
                return

    def _due(self) -> bool:
        pause = self._settings.flush_s if self.watched else self._settings.unwatched_flush_s
        return self._clock() - self._flushed_at >= pause

    def _say(self, fields: dict[str, str]) -> None:
        with self._lock:
            self._pending.append(_Entry(fields))
            self.flush()

    def _send(self, entry: _Entry) -> None:
        if entry.id is None:
            self._seq += 1
            entry.id = f"{self._epoch}-{self._seq}"
        command = ["XADD", self._key, "MAXLEN", "~", self._settings.max_entries, entry.id]
        command += [part for pair in entry.fields.items() for part in pair]
        try:
            self._twice(command)
        except RedisRefused as error:
            if "equal or smaller" not in str(error):
                raise RedisAway(str(error)) from error  # a quota, a fail-over: no reason to stop
            self._check_owner(entry)

    def _check_owner(self, entry: _Entry) -> None:
        """The id was refused: an earlier try arrived, or somebody else writes here now."""
        try:
            last = self._twice(["EVAL", LAST_ID, 1, self._key])
        except RedisRefused as error:
            raise RedisAway(str(error)) from error
        if last != entry.id:
            self.shut_out = True
            raise StaleAttempt(f"the stream is at {last}")

    def _twice(self, command: Sequence[str | int]) -> Any:
        try:
            return self._redis.execute(command)
        except RedisAway:
            return self._redis.execute(command)

    def _try(self, command: Sequence[str | int]) -> None:
        try:
            self._redis.execute(command)
        except (RedisAway, RedisRefused):
            return


@contextmanager
def ticking(writer: StreamWriter, every_s: float = DEFAULT.flush_s) -> Generator[None]:
    """While inside, a model that pauses hides none of its words."""
    done = threading.Event()

    def watch() -> None:
        while not done.wait(every_s):
            writer.tick()

    thread = threading.Thread(target=watch, name="stream-ticker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
