"""python -m tests.eval [figures|documents] …: figures of what the product promises; figures is the default."""

import importlib
import sys

PARTS = ("figures", "documents")


def main(arguments: list[str]) -> int:
    """Hand over to the part that is asked for."""
    part = arguments[0] if arguments and arguments[0] in PARTS else PARTS[0]
    rest = arguments[1:] if arguments and arguments[0] in PARTS else arguments
    return importlib.import_module(f"tests.eval.{part}").main(rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
