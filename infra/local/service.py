"""One service of the stack: what to run and how to know it is ready."""

import signal
from dataclasses import dataclass, field

from infra.local.postgres import Account
from infra.local.probes import Probe


@dataclass(frozen=True)
class Service:
    """A row of the table in services.py."""

    name: str
    port: int
    command: list[str]
    ready: Probe
    stop_signal: signal.Signals = signal.SIGTERM
    orphan_signal: signal.Signals | None = None  # when the runner is gone; None = stop_signal
    env: dict[str, str] = field(default_factory=dict[str, str])
    account: Account = field(default_factory=Account)
    ready_seconds: float = 30
    quiet: tuple[str, ...] = ()  # lines with one of these words go to the log file alone
