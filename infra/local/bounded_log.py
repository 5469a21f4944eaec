"""Log files that never fill the disk."""

from pathlib import Path

LIMIT = 4_000_000


class BoundedLog:
    """Appends lines; a full file becomes `<name>.1` and a new one begins."""

    def __init__(self, path: Path, limit: int = LIMIT) -> None:
        self._path, self._limit = path, limit
        self._file = path.open("ab", buffering=0)

    def write(self, line: bytes) -> None:
        """Append one line."""
        if self._file.tell() + len(line) > self._limit:
            self._file.close()
            self._path.replace(self._path.with_name(self._path.name + ".1"))
            self._file = self._path.open("ab", buffering=0)
        self._file.write(line)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
