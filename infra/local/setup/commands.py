"""The commands of ./dev: what they promise and what they need."""

from dataclasses import dataclass

# What can be set up, in this order.
PYTHON, AUTH, WEB, PAGES, SAM, BROWSER = "python", "auth", "web", "pages", "sam", "browser"


@dataclass(frozen=True)
class Command:
    """A row of the list that `./dev` prints."""

    usage: str
    promise: str
    needs: tuple[str, ...] = (PYTHON,)


COMMANDS = {
    "up": Command(
        "up [SERVICE...] [--detach] [--reload]",
        "start the product on http://localhost:4300",
        (PYTHON, AUTH, WEB, PAGES),
    ),
    "demo": Command(
        "demo [--lang zh|en] [--resume FILE --jd FILE] [--json FILE]",
        "do a user's whole job on samples or on your own files",
        (PYTHON, AUTH),
    ),
    "test": Command(
        "test [GROUP...] [pytest options]", "run all tests, or groups of them", (PYTHON, AUTH)
    ),
    "check": Command("check", "linters, types, import rules, template", (PYTHON, AUTH, WEB, SAM)),
    "chaos": Command("chaos --seeds N", "run the engine under random faults"),
    "status": Command("status", "show what runs", ()),
    "logs": Command("logs [SERVICE...] [-f]", "show the logs of the stack", ()),
    "stop": Command("stop", "stop the stack", ()),
    "reset": Command("reset", "stop the stack and wipe its data", ()),
    "web": Command("web", "the web app with live reload, beside a running stack", (PYTHON, WEB)),
    "debug": Command(
        "debug job-match|resume-summary ...", "run one task in the terminal and show every stage"
    ),
    "eval": Command("eval ...", "measure the quality of the results"),
    "bench": Command("bench [NAME...]", "measure speed"),
    "lock": Command("lock", "compile the lock files of requirements/ again"),
}


def usage() -> str:
    """The text of `./dev`."""
    width = max(len(command.usage) for command in COMMANDS.values()) + 2
    rows = [f"  {c.usage:<{width}}{c.promise}" for c in COMMANDS.values()]
    head = "CareerShaper: ./dev COMMAND\n\n"
    foot = "\n\nThe first run sets up what is missing. LOCAL_PORT_BASE moves the ports (4300)."
    return head + "\n".join(rows) + foot


def needs_of(name: str, arguments: list[str]) -> tuple[str, ...]:
    """What a command line needs; tests of pages need more than the others."""
    needs = COMMANDS[name].needs
    groups = [word for word in arguments if not word.startswith("-")]
    if name == "test" and (not groups or {"web", "e2e"} & set(groups)):
        needs += (WEB,)
    if name == "test" and (not groups or "e2e" in groups):
        needs += (PAGES, BROWSER)
    return needs
