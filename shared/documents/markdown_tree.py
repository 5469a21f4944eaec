"""Markdown as plain data for the writers. What a person typed never becomes the source of any language."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from shared.documents.limits import (
    MAX_BRACKETS,
    MAX_LINES,
    MAX_MARKDOWN_BYTES,
    MAX_NESTING,
    MAX_NODES,
)
from shared.documents.links import is_safe, with_links
from shared.documents.nodes import Document, Node
from shared.errors import InvalidDocument

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_DATE_AT_END = re.compile(
    r"(?P<before>.*\S)\s*(?:[(（](?P<braced>[^()（）]*\d{4}[^()（）]*)[)）]|[|｜](?P<barred>[^|｜]*\d{4}[^|｜]*))\s*"
)
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


class _Parser(MarkdownIt):
    """Reads every link, so that a refused one keeps its text and not its source; `is_safe` judges."""

    def validateLink(self, url: str) -> bool:
        """Any."""
        return True


def parse(markdown: str) -> Document:
    """The tree of a resume; too much of anything is refused before it costs time."""
    text = _UNPRINTABLE.sub("", markdown.replace("\r\n", "\n"))
    if len(text.encode()) > MAX_MARKDOWN_BYTES:
        raise InvalidDocument("document_too_large")
    if text.count("\n") > MAX_LINES or text.count("[") > MAX_BRACKETS:
        raise InvalidDocument("document_too_complex")
    parser = _Parser("commonmark", {"html": False}).enable(["table", "strikethrough"])
    tokens = parser.disable(["html_block", "html_inline"]).parse(text)
    if sum(1 + len(token.children or ()) for token in tokens) > MAX_NODES:
        raise InvalidDocument("document_too_complex")
    return _document(_tree(tokens))


def _document(blocks: list[Node]) -> Document:
    """The first heading is the name; the paragraphs that follow it belong to it."""
    blocks = [_with_role(_dated(block)) for block in blocks]
    if not blocks or blocks[0]["kind"] != "heading" or blocks[0].get("level") != 1:
        return {"name": [], "head": [], "body": blocks}
    rest = blocks[1:]
    first = next((n for n, node in enumerate(rest) if node["kind"] != "paragraph"), len(rest))
    return {"name": blocks[0].get("children", []), "head": rest[:first], "body": rest[first:]}


def _dated(block: Node) -> Node:
    """A heading that ends with dates, in brackets or behind a bar, hands them over to be set apart."""
    children = block.get("children", [])
    if block["kind"] != "heading" or block.get("level", 1) < 3 or not children:
        return block
    found = _DATE_AT_END.fullmatch(children[-1].get("text", ""))
    if not found or children[-1]["kind"] != "text":
        return block
    head: Node = {"kind": "text", "text": found["before"]}
    date = (found["braced"] or found["barred"]).strip()
    return {**block, "children": [*children[:-1], head], "date": date}


def _with_role(block: Node) -> Node:
    """A heading of an entry names where first, then as what: the two may be set in two ways."""
    children = block.get("children", [])
    if block["kind"] != "heading" or block.get("level", 1) < 3 or len(children) != 1:
        return block
    where, dot, role = children[0].get("text", "").partition(" · ")
    if not dot or children[0]["kind"] != "text":
        return block
    return {**block, "children": [{"kind": "text", "text": where}], "role": role}


def _tree(tokens: list[Token]) -> list[Node]:
    """Nested nodes out of a flat list of tokens that open and close."""
    root: list[Node] = []
    stack = [root]
    for place, token in enumerate(tokens):
        if token.nesting == 1:
            stack.append(_open(token, stack))
        elif token.nesting == -1:
            stack.pop()
        elif token.type == "inline":
            stack[-1].extend(with_links(_tree(token.children or [])))
        elif token.type == "softbreak":
            stack[-1].extend(_soft_break(tokens, place))
        else:
            stack[-1].extend(_leaf(token))
    return root


def _open(token: Token, stack: list[list[Node]]) -> list[Node]:
    """Begin a node and return where its children go; beyond the deepest level they stay flat."""
    if len(stack) > MAX_NESTING:
        return stack[-1]
    children: list[Node] = []
    node: Node = {"kind": _KINDS.get(token.type, "group"), "children": children}
    if token.type == "heading_open":
        node["level"] = int(token.tag[1])
    elif token.type == "ordered_list_open":
        node["start"] = int(token.attrs.get("start", 1))
    elif token.type == "link_open" and is_safe(str(token.attrs.get("href", ""))):
        node["href"] = str(token.attrs["href"])
    stack[-1].append(node)
    return children


_KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "bullets",
    "ordered_list_open": "numbers",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "row",
    "th_open": "cell",
    "td_open": "cell",
    "strong_open": "strong",
    "em_open": "emphasis",
    "s_open": "struck",
    "link_open": "link",
}


def _soft_break(tokens: list[Token], place: int) -> list[Node]:
    """A line end inside a paragraph is a blank, but nothing between two Chinese characters."""
    before = next((t.content for t in reversed(tokens[:place]) if t.content), "")
    after = next((t.content for t in tokens[place + 1 :] if t.content), "")
    joined = _WIDE.match(before[-1:]) and _WIDE.match(after)
    return [] if joined else [{"kind": "text", "text": " "}]


def _leaf(token: Token) -> list[Node]:
    """A node without children; a picture becomes its alternative text and is never fetched."""
    match token.type:
        case "hardbreak":
            return [{"kind": "break"}]
        case "hr":
            return [{"kind": "rule"}]
        case "code_inline":
            return [{"kind": "code", "text": token.content}]
        case "fence" | "code_block":
            return [{"kind": "code_block", "text": token.content.rstrip("\n")}]
        case _:
            return [{"kind": "text", "text": token.content}] if token.content else []
