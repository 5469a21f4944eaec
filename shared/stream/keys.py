"""Names and numbers of a run's stream."""

from dataclasses import dataclass


def stream_key(session_id: object) -> str:
    """Key of a run's stream."""
    return f"st:{session_id}"


def viewer_key(session_id: object) -> str:
    """Key that exists while somebody looks at the run."""
    return f"st:{session_id}:l"


@dataclass(frozen=True, slots=True)
class StreamSettings:
    """How often text leaves, and how long a stream lives."""

    flush_s: float = 0.2
    unwatched_flush_s: float = 2.0
    flush_chars: int = 400
    max_entries: int = 4000
    live_ttl_s: int = 1800
    ended_ttl_s: int = 900
    outage_pause_s: float = 1.0
    longest_outage_pause_s: float = 30.0


DEFAULT = StreamSettings()
