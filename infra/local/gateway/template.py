"""Reads template.yaml, so that local routes cannot differ from deployed ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import yaml

SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
DEFAULT_TIMEOUT = 3
Json = dict[str, Any]


class TemplateLoader(yaml.SafeLoader):
    """YAML with CloudFormation's tags: `!Ref X` becomes {"Ref": "X"}."""


def _tagged(loader: TemplateLoader, suffix: str, node: yaml.Node) -> Json:
    if isinstance(node, yaml.ScalarNode):
        return {suffix: loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {suffix: loader.construct_sequence(node, deep=True)}
    return {suffix: loader.construct_mapping(cast(yaml.MappingNode, node), deep=True)}


TemplateLoader.add_multi_constructor("!", _tagged)


@dataclass(frozen=True)
class Function:
    """A function of the template; its own settings win over the global ones."""

    name: str
    properties: Json
    metadata: Json = field(default_factory=dict[str, Any])

    @property
    def timeout(self) -> int:
        """Seconds a call may take."""
        return int(self.properties.get("Timeout", DEFAULT_TIMEOUT))

    @property
    def has_url(self) -> bool:
        """Whether it is reached under an address of its own."""
        return "FunctionUrlConfig" in self.properties and "LocalApp" not in self.metadata

    def events(self, kind: str) -> Iterator[Json]:
        """Settings of the triggers of one kind."""
        events: dict[str, Json] = self.properties.get("Events") or {}
        for event in events.values():
            if event["Type"] == kind:
                yield event.get("Properties", {})


@dataclass(frozen=True)
class Route:
    """Method and path of an HTTP API."""

    method: str
    path: str
    function: Function

    @property
    def key(self) -> str:
        """The name API Gateway gives it."""
        return f"{self.method} {self.path}"

    def match(self, method: str, path: str) -> dict[str, str] | None:
        """The path's variables, or None when it is not this route."""
        found = _pattern(self.path).match(path) if self.method in ("ANY", method) else None
        return found.groupdict() if found else None


@dataclass(frozen=True)
class Schedule:
    """A function that is woken by the clock."""

    function: Function
    seconds: float


@dataclass(frozen=True)
class Template:
    """What the gateway needs to know of template.yaml."""

    functions: list[Function]
    routes: list[Route]
    schedules: list[Schedule]
    variables: dict[str, str]


def load_template(path: Path) -> Template:
    """Read the file."""
    document: Json = yaml.load(path.read_text(), TemplateLoader)
    defaults = cast(Json, document.get("Globals", {}).get("Function", {}))
    functions = [
        Function(name, {**defaults, **resource["Properties"]}, resource.get("Metadata", {}))
        for name, resource in cast(dict[str, Json], document["Resources"]).items()
        if resource["Type"] == "AWS::Serverless::Function"
    ]
    variables = cast(Json, defaults.get("Environment", {}).get("Variables", {}))
    literal = {name: value for name, value in variables.items() if isinstance(value, str)}
    return Template(functions, _routes(functions), _schedules(functions), literal)


def _routes(functions: list[Function]) -> list[Route]:
    routes = [
        Route(settings["Method"].upper(), settings["Path"], function)
        for function in functions
        for settings in function.events("HttpApi")
    ]
    # API Gateway takes the most specific route: the fewest variables, then the longest path.
    return sorted(routes, key=lambda route: (route.path.count("{"), -len(route.path)))


def _schedules(functions: list[Function]) -> list[Schedule]:
    return [
        Schedule(function, _rate(settings["ScheduleExpression"]))
        for function in functions
        for settings in function.events("ScheduleV2")
    ]


def _rate(expression: str) -> float:
    found = re.fullmatch(r"rate\((\d+) (minute|hour|day)s?\)", expression)
    if found is None:  # cron(...): once a day is close enough on a laptop
        return SECONDS["day"]
    return int(found[1]) * SECONDS[found[2]]


def _pattern(path: str) -> re.Pattern[str]:
    pattern = re.sub(r"\\{(\w+)\\\+\\}", r"(?P<\1>.+)", re.escape(path))
    return re.compile("^" + re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", pattern) + "$")
