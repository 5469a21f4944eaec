"""Links of a resume: harmless ones stay, addresses in plain text become some, all others keep only their text."""

import re
from urllib.parse import urlsplit

from shared.documents.nodes import Node

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_ADDRESS = re.compile(
    r"(?P<url>https?://[^\s<>\"'，。；、（）|]+)"
    r"|(?P<mail>[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?P<site>\b(?:www\.|github\.com/|gitlab\.com/|gitee\.com/|linkedin\.com/)[\w./%~+#?=&-]*[\w/])",
    re.ASCII,
)
_ENDS = ".,;:!?)]"


def is_safe(href: str) -> bool:
    """Whether a link leads to a page, a mailbox or a telephone and runs nothing."""
    try:
        return urlsplit(href).scheme.lower() in SAFE_SCHEMES
    except ValueError:
        return False


def with_links(nodes: list[Node]) -> list[Node]:
    """The nodes with the addresses in their text made links; what is a link or code stays."""
    return [linked for node in nodes for linked in _linked(node)]


def _linked(node: Node) -> list[Node]:
    if node["kind"] in {"link", "code"}:
        return [node]
    if "children" in node:
        return [{**node, "children": with_links(node["children"])}]
    text, done, pieces = node.get("text", ""), 0, list[Node]()
    for found in _ADDRESS.finditer(text):
        shown = found[0].rstrip(_ENDS)
        inside: Node = {"kind": "text", "text": shown}
        pieces.append({"kind": "text", "text": text[done : found.start()]})
        pieces.append({"kind": "link", "href": _target(found), "children": [inside]})
        done = found.start() + len(shown)
    pieces.append({"kind": "text", "text": text[done:]})
    return [piece for piece in pieces if piece.get("text") != ""] if done else [node]


def _target(found: re.Match[str]) -> str:
    """Where an address leads."""
    if found["mail"]:
        return f"mailto:{found['mail']}"
    return found[0].rstrip(_ENDS) if found["url"] else f"https://{found[0]}"
