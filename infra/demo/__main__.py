"""`./dev demo`: sign up, upload, match two jobs at once, tailor, prepare; exit code 1 when anything is off."""

import argparse
import json
import os
import sys
from pathlib import Path

from rich.console import Console

from infra.demo.client import ORIGIN, Api, Unexpected
from infra.demo.report import as_json, show
from infra.demo.story import tell

SAMPLES = Path(__file__).parent / "samples"


def main() -> int:
    """Run the story once."""
    options = _options()
    console = Console()
    port = int(os.environ.get("LOCAL_PORT_BASE", "4300"))
    resume = options.resume or SAMPLES / f"resume.{options.lang}.pdf"
    jobs = options.jd or [SAMPLES / f"job.{options.lang}.txt", SAMPLES / f"job.{options.lang}.png"]
    try:
        told = tell(Api(ORIGIN.format(port=port)), options.lang, resume, jobs)
    except Unexpected as wrong:
        console.print(f"NOT AS PROMISED: {wrong}", style="bold red", markup=False)
        _write(options.json, {"ok": False, "error": str(wrong)})
        return 1
    show(told, console)
    _write(options.json, as_json(told))
    console.print("everything is as it should be", style="bold green")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev demo", description=__doc__)
    parser.add_argument("--lang", choices=["zh", "en"], default="en")
    parser.add_argument("--resume", type=Path, metavar="FILE", help="a PDF of your own")
    parser.add_argument(
        "--jd",
        type=Path,
        action="append",
        metavar="FILE",
        help="a text file or a screenshot of a job",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here")
    return parser.parse_args()


def _write(file: Path | None, report: dict[str, object]) -> None:
    if file:
        file.write_text(json.dumps(report, ensure_ascii=False, indent=2), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
