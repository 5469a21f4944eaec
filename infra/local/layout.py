"""Where the local stack keeps its things, and the port of each service."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

HOST = "127.0.0.1"
DEFAULT_BASE = 4300
NAMES = ("gateway", "postgres", "redis", "rest", "qstash", "s3", "auth", "models")
DATABASE = "careershaper"


@dataclass(frozen=True)
class Layout:
    """One checkout, its data folder and its range of ports."""

    root: Path
    state: Path
    base: int

    @property
    def logs(self) -> Path:
        """One bounded log file a service."""
        return self.state / "logs"

    @property
    def lock(self) -> Path:
        """Held by the running stack."""
        return self.state / "lock"

    @property
    def status(self) -> Path:
        """What the running stack says about itself."""
        return self.state / "stack.json"

    @cached_property
    def ports(self) -> dict[str, int]:
        """Port of every service: the base plus its place in the list."""
        return {name: self.base + place for place, name in enumerate(NAMES)}

    def url(self, name: str, host: str = HOST) -> str:
        """Address of a service, without a trailing slash."""
        return f"http://{host}:{self.ports[name]}"

    def dsn(self, database: str = DATABASE) -> str:
        """Connection string of a database of the local server."""
        return f"postgresql://postgres@{HOST}:{self.ports['postgres']}/{database}"

    def make_folders(self) -> None:
        """Create the data folder; nobody else on the computer may look into it."""
        self.state.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in ("logs", "redis", "aws", "s3", "qstash"):
            (self.state / name).mkdir(exist_ok=True)


def find_layout() -> Layout:
    """The layout of this checkout; LOCAL_PORT_BASE and LOCAL_STATE_DIR move it."""
    root = Path(__file__).resolve().parents[2]
    state = Path(os.environ.get("LOCAL_STATE_DIR") or root / ".local").resolve()
    return Layout(root, state, int(os.environ.get("LOCAL_PORT_BASE") or DEFAULT_BASE))
