"""The tree both writers walk."""

from typing import NotRequired, TypedDict


class Node(TypedDict):
    """A piece of a document: a block, a piece of text, or a list of either."""

    kind: str
    children: NotRequired[list["Node"]]
    text: NotRequired[str]
    level: NotRequired[int]
    start: NotRequired[int]
    href: NotRequired[str]
    date: NotRequired[str]
    role: NotRequired[str]


class Document(TypedDict):
    """A resume: the name, what stands below it, and the rest."""

    name: list[Node]
    head: list[Node]
    body: list[Node]


def plain_text(nodes: list[Node]) -> str:
    """The words of some nodes, one block a line."""
    return "".join(_words(node) for node in nodes).strip()


def all_text(document: Document) -> str:
    """Every character a writer prints."""
    return "\n".join(plain_text(document[part]) for part in ("name", "head", "body"))


def _words(node: Node) -> str:
    inside = node.get("text", "") or "".join(_words(child) for child in node.get("children", []))
    if node["kind"] == "break":
        return "\n"
    role = f" · {node['role']}" if "role" in node else ""
    date = f" {node['date']}" if "date" in node else ""
    return f"{inside}{role}{date}\n" if node["kind"] in _BLOCKS else inside


_BLOCKS = frozenset({"heading", "paragraph", "cell", "code_block"})
