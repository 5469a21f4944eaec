"""One prefixed log for all services."""

import sys

COLORS = (36, 33, 35, 32, 34, 31)
OWN_COLOR = 37


def say(name: str, text: str, color: int = OWN_COLOR) -> None:
    """Print one line with the name of who speaks; coloured only on a terminal."""
    label = f"{name:>9} |"
    if sys.stdout.isatty():
        label = f"\033[{color}m{label}\033[0m"
    sys.stdout.write(f"{label} {text}\n")
    sys.stdout.flush()
