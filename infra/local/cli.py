"""The commands of `./dev`, once everything they need is set up."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace

from infra.local import control
from infra.local.layout import Layout, find_layout
from infra.local.setup.node_packages import node_environment
from infra.local.setup.pip_settings import plain_environment
from infra.local.test_groups import run_groups, split_arguments

Arguments = list[str]


def up(layout: Layout, arguments: Arguments) -> int:
    """Start the stack here, or with --detach in the background."""
    rest = [word for word in arguments if word != "--detach"]
    if len(rest) < len(arguments):
        return control.start_detached(layout, rest)
    os.chdir(layout.root)
    os.execv(sys.executable, [sys.executable, "-m", "infra.local.runner", *rest])


def logs(layout: Layout, arguments: Arguments) -> int:
    """Show logs of all services, or of some."""
    names = [word for word in arguments if not word.startswith("-")]
    return control.show_logs(layout, names, len(names) < len(arguments))


def demo(layout: Layout, arguments: Arguments) -> int:
    """Run the demo on the running stack, or on one of its own."""
    with control.running_stack(layout):
        return _module("infra.demo", layout, arguments)


def web(layout: Layout, arguments: Arguments) -> int:
    """Vite with live reload; it passes calls on to the gateway."""
    env = {**node_environment(layout.root), "GATEWAY_URL": layout.url("gateway", "localhost")}
    command = ["npm", "run", "dev", "--", *arguments]
    return subprocess.run(command, cwd=layout.root / "web", env=env, check=False).returncode


def test(layout: Layout, arguments: Arguments) -> int:
    """Run groups of tests."""
    return run_groups(layout.root, arguments)


def check(layout: Layout, _: Arguments) -> int:
    """Everything a tool can judge."""
    from infra.local.checks import run_checks

    return run_checks(layout.root)


def lock(layout: Layout, _: Arguments) -> int:
    """Compile the lock files."""
    from infra.local.locks import compile_locks

    return compile_locks(layout.root)


def bench(layout: Layout, arguments: Arguments) -> int:
    """Run the named benchmarks of tests/bench, or all; options go to each."""
    names, options = split_arguments(arguments)
    files = (layout.root / "tests/bench").glob("[a-z]*.py")
    known = sorted(file.stem for file in files if not file.stem.startswith("test_"))
    codes = [_module(f"tests.bench.{name}", layout, options) for name in names or known]
    return max(codes, default=0)


def passed_on(module: str, needs_stack: bool = False) -> Callable[[Layout, Arguments], int]:
    """A command that is a module of its own, run in the environment of the product."""

    def command(layout: Layout, arguments: Arguments) -> int:
        with control.running_stack(layout) if needs_stack else nullcontext():
            return _module(module, layout, arguments)

    return command


COMMANDS: dict[str, Callable[[Layout, Arguments], int]] = {
    "up": up,
    "demo": demo,
    "test": test,
    "check": check,
    "chaos": passed_on("tests.chaos.threads"),
    "status": lambda layout, _: control.show_status(layout),
    "logs": logs,
    "stop": lambda layout, _: control.stop(layout),
    "reset": lambda layout, _: control.reset(layout),
    "web": web,
    "debug": passed_on("infra.debug", needs_stack=True),
    "eval": passed_on("tests.eval"),
    "bench": bench,
    "lock": lock,
}


def _module(name: str, layout: Layout, arguments: Arguments) -> int:
    """Run a module where the user stands, so that file names mean what they typed."""
    from infra.local.environment import application

    base = control.read_status(layout).get("base", layout.base)
    own = {
        "PYTHONPATH": f"{layout.root}:{layout.root / 'functions'}",
        "LOCAL_PORT_BASE": str(base),
    }
    env = {**plain_environment(), **application(replace(layout, base=base)), **own}
    return subprocess.run([sys.executable, "-m", name, *arguments], env=env, check=False).returncode


def main() -> int:
    """Exit code of the command."""
    name, *arguments = sys.argv[1:]
    try:
        return COMMANDS[name](find_layout(), arguments)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
