import random
import threading
import time
import uuid
from contextlib import suppress

import pytest

from shared.errors import RedisAway, StaleAttempt
from shared.flow.cursor import PILL_SEQ, START, Cursor, parse_id
from shared.models.run import Ended
from shared.stream.keys import StreamSettings, stream_key, viewer_key
from shared.stream.pill import poison
from shared.stream.reader import announce_viewer, is_watched
from shared.stream.writer import StreamWriter, ticking
from tests.redis_server import NOBODY, FaultyRedis, RespRedis
from tests.stream.support import EAGER, WORDS, entries, events, move, names, text_of


@pytest.fixture
def session() -> uuid.UUID:
    return uuid.uuid4()


@pytest.fixture
def redis() -> RespRedis:
    return RespRedis()


def test_an_attempt_is_told_from_its_start_to_its_end(redis: RespRedis, session: uuid.UUID) -> None:
    writer = StreamWriter(redis, session, 2, EAGER)
    writer.start("job_match", again=False)
    writer.stage("waiting_for_summary")
    writer.status(move("MATCH_STREAMING", 4))
    writer.token("你好")
    writer.status(move("MATCH_COMPLETED", 5))
    writer.close("done", kind="job_match")
    assert names(session) == ["reset", "stage", "status", "token", "status", "done"]
    assert events(session)[2].data["version"] == 4
    assert [entry_id for entry_id, _ in entries(session)] == [f"2-{seq}" for seq in range(6)]


def test_the_stream_of_a_live_run_outlives_that_of_an_ended_one(
    redis: RespRedis, session: uuid.UUID
) -> None:
    writer = StreamWriter(redis, session, 1)
    writer.start("job_match", again=False)
    assert 1790 < redis.execute(["TTL", stream_key(session)]) <= 1800
    writer.close("done")
    assert 890 < redis.execute(["TTL", stream_key(session)]) <= 900


def test_a_new_attempt_shuts_the_old_one_out_and_voids_its_text(
    redis: RespRedis, session: uuid.UUID
) -> None:
    old, new = StreamWriter(redis, session, 1, EAGER), StreamWriter(redis, session, 2, EAGER)
    old.start("job_match", again=False)
    old.token("old ")
    new.start("job_match", again=True)
    with pytest.raises(StaleAttempt):
        old.token("zombie")
    with pytest.raises(StaleAttempt):
        old.stage("anything")
    assert old.shut_out
    new.token("new")
    assert [entry_id for entry_id, _ in entries(session)] == ["2-0", "2-1"]
    assert text_of(events(session)) == "new"


def test_text_may_be_taken_back_within_an_attempt(redis: RespRedis, session: uuid.UUID) -> None:
    writer = StreamWriter(redis, session, 1, EAGER)
    writer.start("job_match", again=False)
    writer.token("half an answ")
    writer.restart("job_match")
    writer.token("the answer")
    assert text_of(events(session)) == "the answer"


def test_a_pill_stops_the_writer_and_is_safe_to_repeat(
    redis: RespRedis, session: uuid.UUID
) -> None:
    writer = StreamWriter(redis, session, 3, EAGER)
    writer.start("job_match", again=False)
    ended = Ended(session_id=session, epoch=3)
    for _ in range(2):
        assert poison(redis, ended, "cancelled", "USER_CANCELLED")
    with pytest.raises(StaleAttempt):
        writer.token("more")
    assert names(session) == ["reset", "cancelled"]
    assert events(session)[-1].id == f"3-{PILL_SEQ}"
    assert 0 < redis.execute(["TTL", stream_key(session)]) <= 900


def test_a_run_no_worker_ever_took_is_ended_by_a_pill_of_epoch_zero(
    redis: RespRedis, session: uuid.UUID
) -> None:
    assert poison(redis, Ended(session_id=session, epoch=0), "error", "DELIVERY_FAILED")
    assert names(session) == ["error"]
    assert not poison(NOBODY, Ended(session_id=session, epoch=0), "error", "X")


def test_an_entry_whose_reply_was_lost_is_not_written_twice(
    redis: RespRedis, session: uuid.UUID
) -> None:
    port = FaultyRedis(redis)
    writer = StreamWriter(port, session, 1, EAGER)
    writer.start("job_match", again=False)
    port.lose_next = 1
    writer.token("once ")
    port.lose_next = 2  # written, refused as known, and the writer hears of neither
    writer.token("one ")
    writer.token("two ")
    writer.close("done")
    assert text_of(events(session)) == "once one two "
    assert len(entries(session)) == 5


def test_work_goes_on_while_redis_is_away(redis: RespRedis, session: uuid.UUID) -> None:
    port, now, said = FaultyRedis(redis), [0.0], ""
    writer = StreamWriter(port, session, 1, clock=lambda: now[0])
    writer.start("job_match", again=False)
    for number in range(300):
        now[0] += 0.1
        port.away = 50 <= number < 200
        said += f"{number} "
        writer.token(f"{number} ")
    writer.close("done")
    assert text_of(events(session)) == said


def test_a_dead_redis_is_asked_ever_more_rarely(session: uuid.UUID) -> None:
    calls, now = 0, [0.0]

    class Dead:
        def execute(self, command: object) -> object:
            nonlocal calls
            calls += 1
            return NOBODY.execute(["PING"])

    writer = StreamWriter(Dead(), session, 1, clock=lambda: now[0], sleep=lambda _: None)
    for _ in range(3000):
        now[0] += 0.1
        writer.token("x")
    assert calls < 40
    writer.close("done")


def test_a_refusal_that_is_no_fence_is_an_outage(session: uuid.UUID) -> None:
    RespRedis().execute(["SET", stream_key(session), "not a stream"])
    writer = StreamWriter(RespRedis(), session, 1, EAGER, sleep=lambda _: None)
    writer.start("job_match", again=True)
    writer.token("x")
    writer.close("done")


def test_the_first_word_leaves_at_once_and_the_others_together(
    redis: RespRedis, session: uuid.UUID
) -> None:
    now = [10.0]
    writer = StreamWriter(redis, session, 1, clock=lambda: now[0])
    writer.start("job_match", again=False)
    writer.status(move("MATCH_STREAMING", 4))
    writer.token("first ")
    for word in ("a ", "b ", "c "):
        now[0] += 0.05
        writer.token(word)
    assert text_of(events(session)) == "first "
    now[0] += 0.06
    writer.token("d ")
    assert [fields["d"] for _, fields in entries(session)[2:]] == ["first ", "a b c d "]
    writer.token("x" * 400)
    assert len(entries(session)) == 5


def test_nobody_watching_means_fewer_writes(redis: RespRedis, session: uuid.UUID) -> None:
    port, now = FaultyRedis(redis), [0.0]
    writer = StreamWriter(port, session, 1, clock=lambda: now[0])
    writer.watched = False
    for _ in range(100):
        now[0] += 0.1
        writer.token("word ")
    assert port.commands <= 6
    assert not is_watched(redis, session)
    announce_viewer(redis, session)
    assert is_watched(redis, session)
    assert 0 < redis.execute(["TTL", viewer_key(session)]) <= 20
    announce_viewer(NOBODY, session)
    assert is_watched(NOBODY, session)


def test_a_pausing_model_does_not_hide_its_last_words(redis: RespRedis, session: uuid.UUID) -> None:
    fast = StreamSettings(flush_s=0.05)
    writer = StreamWriter(redis, session, 1, fast)
    with ticking(writer, 0.02):
        writer.start("job_match", again=False)
        writer.token("first ")
        writer.token("last words")
        time.sleep(0.2)
        assert text_of(events(session)) == "first last words"
        poison(redis, Ended(session_id=session, epoch=1), "cancelled", "USER_CANCELLED")
        with suppress(StaleAttempt):
            writer.token("x")
        time.sleep(0.2)
        assert writer.shut_out  # by the ticker; the model's thread hears of it at its next word
    with pytest.raises(StaleAttempt):
        writer.flush()


def test_two_threads_share_a_writer_without_mixing_entries(
    redis: RespRedis, session: uuid.UUID
) -> None:
    writer = StreamWriter(redis, session, 1, EAGER)
    writer.start("job_match", again=False)

    def talk() -> None:
        for _ in range(50):
            writer.token("ab")

    with ticking(writer, 0.001):
        threads = [threading.Thread(target=talk) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    writer.close("done")
    assert text_of(events(session)) == "ab" * 150


def test_a_thousand_tokens_do_not_become_dearer(redis: RespRedis, session: uuid.UUID) -> None:
    port, now = FaultyRedis(redis), [0.0]
    writer = StreamWriter(port, session, 1, clock=lambda: now[0])
    writer.start("job_match", again=False)
    for number in range(1000):
        now[0] += 1 / 80
        writer.token(WORDS[number % len(WORDS)])
    writer.close("done")
    assert port.commands < 75


# ---- viewers with bad lines


class Viewer(threading.Thread):
    """A browser that loses its connection after some events and comes back with the last id."""

    def __init__(self, session: uuid.UUID, rng: random.Random) -> None:
        super().__init__(daemon=True)
        self.session, self.rng = session, rng
        self.port = FaultyRedis(RespRedis(), rng, lose=0.08, stale=0.15)
        self.text, self.cursor, self.connections = "", Cursor(), 1

    def run(self) -> None:
        give_up = time.monotonic() + 20
        while not self.cursor.over and time.monotonic() < give_up:
            self._read()
            if not self.cursor.over and self.rng.random() < 0.1:
                self.cursor, self.connections = Cursor(self.cursor.last), self.connections + 1
            time.sleep(0.001)

    def _read(self) -> None:
        try:
            seen = self.cursor.feed(entries(self.session, self.port, self.cursor.last))
        except RedisAway:
            return
        assert not any("partial" in event.data for event in seen)
        self.text = text_of(seen, self.text)


def shut_out(zombie: StreamWriter) -> bool:
    """Whether an old attempt is refused, even if replies get lost on the way to it."""
    for _ in range(4):
        try:
            zombie.token("ZOMBIE")
        except StaleAttempt:
            return True
    return False


def test_torture_loses_nothing_and_doubles_nothing() -> None:
    """Lost replies, lagging replicas, disconnects, and a zombie that writes into the newer attempt."""
    connections = 0
    for seed in range(40):
        rng, session = random.Random(seed), uuid.uuid4()
        viewer = Viewer(session, random.Random(seed + 1000))
        viewer.start()
        zombie = StreamWriter(FaultyRedis(RespRedis(), rng, lose=0.08), session, 1, EAGER)
        zombie.start("job_match", again=False)
        for number in range(rng.randrange(5, 30)):
            zombie.token(f"old{number} ")
        writer = StreamWriter(FaultyRedis(RespRedis(), rng, lose=0.08), session, 2, EAGER)
        said = [rng.choice(WORDS) for _ in range(60)]
        writer.start("job_match", again=True)
        for number, word in enumerate(said):
            writer.token(word)
            assert number != seed or shut_out(zombie)
        writer.close("done")
        viewer.join(20)
        assert (viewer.text, viewer.cursor.over) == ("".join(said), True), seed
        connections += viewer.connections
    assert connections > 60


def test_a_thousand_random_cuts_resume_to_the_full_text(
    redis: RespRedis, session: uuid.UUID
) -> None:
    rng, said = random.Random(7), ""
    writer = StreamWriter(redis, session, 1, EAGER)
    writer.start("job_match", again=False)
    for _ in range(120):
        word = rng.choice(WORDS)
        said += word
        writer.token(word)
    writer.close("done")
    whole = entries(session)
    for _ in range(1000):
        cursor, text = Cursor(), ""
        while not cursor.over:
            cursor = Cursor(cursor.last)  # a new connection
            seen = 0 if cursor.last == START else parse_id(cursor.last)[1] + 1
            after = whole[seen : seen + rng.randrange(1, 40)]
            text = text_of(cursor.feed(after), text)
        assert text == said
