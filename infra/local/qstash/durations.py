"""Durations as the queue writes them, and the three ways to move a retry."""

import ast
import math
import re
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

MAX_WAIT = 86_400
RETRY_HEADERS = (
    "retry-after",
    "x-ratelimit-reset",
    "x-ratelimit-reset-requests",
    "x-ratelimit-reset-tokens",
)
UNITS = {
    "ns": 1e-9,
    "us": 1e-6,
    "µs": 1e-6,
    "ms": 1e-3,
    "s": 1.0,
    "m": 60.0,
    "h": 3.6e3,
    "d": 8.64e4,
}
PART = r"(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d)"
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "pow": math.pow, "sqrt": math.sqrt, "exp": math.exp, "floor": math.floor, "ceil": math.ceil,
    "abs": abs, "round": round, "min": min, "max": max,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


def seconds(text: str) -> float:
    """'10', '10s', '6m5s', '1d10h' as seconds."""
    text = text.strip()
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    if not re.fullmatch(f"(?:{PART})+", text):
        raise ValueError(f"invalid duration: {text}")
    return sum(float(number) * UNITS[unit] for number, unit in re.findall(PART, text))


def default_wait(retried: int) -> float:
    """12 s, then 2.5 minutes, then half an hour, a day at most."""
    return min(MAX_WAIT, math.exp(2.5 * (retried + 1)))


def wished_wait(headers: Mapping[str, str]) -> float | None:
    """What the answer itself asks for, if it asks and does not exceed a day."""
    for name in RETRY_HEADERS:
        wait = _header_wait(headers[name]) if name in headers else None
        if wait is not None and wait <= MAX_WAIT:
            return max(0.0, wait)
    return None


def expression_wait(expression: str, retried: int) -> float:
    """Upstash-Retry-Delay: milliseconds over `retried`; a tree that is walked, never evaluated."""
    try:
        wait = _walk(ast.parse(expression, mode="eval"), retried) / 1000
    except (SyntaxError, ArithmeticError, TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"invalid retry delay expression: {expression}") from error
    return min(MAX_WAIT, max(0.0, wait))


def _header_wait(text: str) -> float | None:
    try:
        return seconds(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).timestamp() - time.time()
    except (TypeError, ValueError):
        return None


def _walk(node: ast.AST, retried: int) -> float:
    match node:
        case ast.Expression(body=inner):
            return _walk(inner, retried)
        case ast.Constant(value=int() | float() as value):
            return value
        case ast.Name(id="retried"):
            return retried
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return OPERATORS[type(op)](_walk(left, retried), _walk(right, retried))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_walk(operand, retried)
        case ast.Call(func=ast.Name(id=name), args=args) if name in FUNCTIONS:
            return float(FUNCTIONS[name](*(_walk(arg, retried) for arg in args)))
        case _:
            raise ValueError(ast.dump(node))
