"""`./dev debug COMMAND`: run steps one by one on a started stack; everything is kept under .local/debug."""

import argparse
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from infra.debug.hands import Hands
from infra.debug.tapped_models import Exchange
from shared.dal import ledger
from shared.models.words import Locale, Tier
from shared.usecases.history import get_service
from shared.usecases.profile import get_profile

SAMPLES = Path(__file__).parents[1] / "demo" / "samples"
COMMANDS = ("resume-summary", "job-match", "customize", "interview")


def main() -> int:
    """Exit code 1 if a step did not succeed."""
    options = _options()
    hands, console = Hands(Locale(options.locale), Tier(options.tier)), Console()
    folder = Path(".local/debug") / f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{options.command}"
    folder.mkdir(parents=True)
    steps = _run(hands, options)
    _keep(folder, hands, steps)
    _show(console, hands, steps)
    console.print(f"prompts, raw answers and results: {folder}")
    return 0 if all(step["outcome"] == "succeeded" for step in steps) else 1


def _run(hands: Hands, options: argparse.Namespace) -> list[dict[str, Any]]:
    """One command after the other, each as far as its message leads."""
    hands.upload(options.resume or SAMPLES / f"resume.{options.locale}.pdf")
    steps = _deliver_all(hands)
    if options.command == "resume-summary":
        return steps
    service_id = hands.ask(options.jd or SAMPLES / f"job.{options.locale}.txt")
    steps += _deliver_all(hands)
    if options.command in ("customize", "interview"):
        hands.customize(service_id)
        steps += _deliver_all(hands)
    if options.command == "interview":
        hands.interview(service_id)
        steps += _deliver_all(hands)
    view = get_service(hands.ctx, hands.person, service_id)
    steps[-1]["service"] = view.model_dump(mode="json")
    return steps


def _deliver_all(hands: Hands) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = []
    began, asked = time.monotonic(), len(hands.models.tap.exchanges)
    while report := hands.deliver():
        fields = report.fields()
        with hands.ctx.db.connect() as conn:
            left = ledger.balance(conn, hands.person.user_id)
        steps.append(
            {
                "step": str(fields["taskName"]),
                "outcome": fields["outcome"],
                "error": fields["error"],
                "ms": round((time.monotonic() - began) * 1000),
                "calls": len(hands.models.tap.exchanges) - asked,
                "tokenInput": fields.get("tokenInput"),
                "tokenOutput": fields.get("tokenOutput"),
                "cost": fields.get("cost"),
                "tier": fields["tier"],
                "coinsLeft": left,
            }
        )
        began, asked = time.monotonic(), len(hands.models.tap.exchanges)
    return steps


def _keep(folder: Path, hands: Hands, steps: list[dict[str, Any]]) -> None:
    """Prompts, raw answers, and what was stored after cleaning and validation."""
    for number, exchange in enumerate(hands.models.tap.exchanges, 1):
        name = f"{number:02}-{exchange.step}"
        (folder / f"{name}.prompt.txt").write_text(_prompt(exchange), encoding="utf-8")
        (folder / f"{name}.raw.txt").write_text(exchange.said, encoding="utf-8")
    profile = get_profile(hands.ctx, hands.person).model_dump(mode="json")
    report = {"steps": steps, "profile": profile}
    text = json.dumps(report, ensure_ascii=False, indent=2)
    (folder / "report.json").write_text(text, encoding="utf-8")


def _prompt(exchange: Exchange) -> str:
    return "\n\n".join(
        f"--- {message['role']}\n{_words(message['content'])}" for message in exchange.asked
    )


def _words(content: Any) -> str:
    """Text as it is; of a picture only that it was there."""
    if isinstance(content, str):
        return content
    return "\n".join(part.get("text", f"<{part['type']}>") for part in content)


def _show(console: Console, hands: Hands, steps: list[dict[str, Any]]) -> None:
    names = [name for name in steps[0] if name != "service"]
    table = Table(*names, title=f"{hands.person.user_id} · {hands.locale}")
    for step in steps:
        table.add_row(*(str(step[name]) for name in names))
    console.print(table)
    for exchange in hands.models.tap.exchanges:
        console.rule(f"{exchange.step}: raw answer")
        console.print(exchange.said[:3000], markup=False)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev debug", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--locale", choices=list(Locale), default=Locale.EN)
    parser.add_argument("--tier", choices=list(Tier), default=Tier.PAID)
    parser.add_argument("--resume", type=Path, metavar="FILE")
    parser.add_argument("--jd", type=Path, metavar="FILE", help="text or screenshot of a job")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
