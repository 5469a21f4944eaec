"""What the demo prints, and the JSON it writes."""

from typing import Any

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from infra.demo.story import Told

MARKS = {"met": "[green]met[/]", "partial": "[yellow]partial[/]", "missing": "[red]missing[/]"}


def as_json(told: Told) -> dict[str, Any]:
    """The report's documented shape."""
    names = ("id", "input", "states", "score", "events", "resumed", "first_token_ms", "isFree")
    return {
        "ok": True,
        "resume": told.resume,
        "services": [{name: service[name] for name in names} for service in told.services],
        "customized": told.customized,
        "interview": told.interview,
        "ledger": {"history": told.coins["history"]},
        "balance": told.coins["balance"],
        "ms": told.ms,
    }


def show(told: Told, console: Console) -> None:
    """The whole story for a reader."""
    _resume(told, console)
    for service in told.services:
        _service(service, console)
    _customized(told, console)
    _interview(told, console)
    _coins(told, console)


def _resume(told: Told, console: Console) -> None:
    console.rule(f"Resume · {told.resume['file']} · {told.ms['resume']} ms")
    console.print(f"signed up as {told.user}; read {told.resume['characters']} characters")
    for employment in told.resume["employments"]:
        console.print(f"  • {employment}", markup=False)
    console.print("  skills: " + ", ".join(told.resume["skills"])[:400], markup=False)


def _service(service: dict[str, Any], console: Console) -> None:
    console.rule(f"Match · {service['file']} · {service['title']}")
    console.print(" → ".join(f"{name} {ms} ms" for name, ms in service["stage_ms"].items()))
    cut = "line cut and resumed" if service["resumed"] else "one connection"
    console.print(
        f"{service['events']} events, first text after {service['first_token_ms']} ms, {cut}"
    )
    table = Table(
        "requirement", "verdict", "evidence in the resume", title=f"score {service['score']}"
    )
    for judged in service["match"]["requirements"]:
        quotes = "\n".join(quote["text"] for quote in judged["quotes"])
        table.add_row(judged["requirement"]["text"], MARKS[judged["verdict"]], quotes)
    console.print(table)
    console.print(Markdown(service["markdown"]))


def _customized(told: Told, console: Console) -> None:
    if told.customized is None:
        return
    console.rule(f"Tailored resume · {told.ms['customize']} ms")
    for op in told.customized["ops"]:
        console.print(f"[{op['state']}] {op['kind']} {op['target']}: {op['reason']}", markup=False)
        if op["kind"] != "reorder":
            console.print(f"  − {op['original']}", style="red", markup=False)
            console.print(f"  + {op['revised']}", style="green", markup=False)
        for violation in op["violations"]:
            console.print(
                f"  ! {violation['kind']}: {violation['text']}", style="yellow", markup=False
            )
    console.print(Markdown(told.customized["markdownText"]))


def _interview(told: Told, console: Console) -> None:
    if told.interview is None:
        return
    free = " · free queue" if told.interview["isFree"] else ""
    console.rule(f"Interview · {told.ms['interview']} ms{free}")
    console.print(Markdown(told.interview["markdown"]))


def _coins(told: Told, console: Console) -> None:
    table = Table(
        "when", "what", "coins", "outcome", title=f"coins · balance {told.coins['balance']}"
    )
    for line in told.coins["history"]:
        what = " + ".join(line["steps"]) or line["kind"]
        table.add_row(line["createdAt"][:19], what, f"{line['coins']:+d}", line["outcome"])
    console.print(table)
