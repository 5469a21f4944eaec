"""template.yaml as data: `!Ref X` and friends become plain text."""

from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
GROUPS = ("api", "worker", "stream", "webhook", "cron")


class Cloud(yaml.SafeLoader):
    """YAML with CloudFormation's tags."""


def _tag(loader: Cloud, suffix: str, node: yaml.Node) -> Any:
    match node:
        case yaml.ScalarNode():
            return f"!{suffix} {loader.construct_scalar(node)}"
        case yaml.SequenceNode():
            return [f"!{suffix}", *loader.construct_sequence(node, deep=True)]
        case _:
            return {f"!{suffix}": loader.construct_mapping(node, deep=True)}


Cloud.add_multi_constructor("!", _tag)
TEMPLATE: dict[str, Any] = yaml.load((ROOT / "template.yaml").read_text(), Cloud)
RESOURCES: dict[str, Any] = TEMPLATE["Resources"]
FUNCTIONS: dict[str, Any] = {
    name: resource["Properties"]
    for name, resource in RESOURCES.items()
    if resource["Type"] == "AWS::Serverless::Function"
}
FILES = sorted(
    path.relative_to(ROOT / "functions").with_suffix("")
    for group in GROUPS
    for path in (ROOT / "functions" / group).glob("*.py")
    if path.stem != "__init__"
)


def target(name: str) -> tuple[str, str]:
    """Module and attribute a function runs; a stream starts a shell script that names them."""
    handler = FUNCTIONS[name]["Handler"]
    if handler.endswith(".sh"):
        module, _, attribute = (ROOT / "functions" / handler).read_text().split()[-1].partition(":")
    else:
        module, _, attribute = handler.rpartition(".")
    return module, attribute


def route_of(name: str) -> tuple[str, str] | None:
    """Method and path in the template, for functions behind the HTTP API."""
    for event in FUNCTIONS[name].get("Events", {}).values():
        if event["Type"] == "HttpApi":
            return event["Properties"]["Method"], event["Properties"]["Path"]
    return None


def routes_in_code(module: str) -> set[tuple[str, str]]:
    """Methods and paths of a function's router."""
    router = import_module(module).router
    return {(method, route.path) for route in router.routes for method in route.methods}
