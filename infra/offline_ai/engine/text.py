"""Plain text as lines: language, bullets, wrapped lines glued again. Every result is cut from the input."""

import re
from dataclasses import dataclass

HAN = re.compile(r"[\u3400-\u9fff]")
HAN_MARK = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
HAN_SIDE = re.compile(r"[\u2e80-\u9fff]")
LATIN_WORD = re.compile(r"[A-Za-z]+")

# A mark, or a list number that is not the start of a date such as "2021.07" or "07.2021".
BULLET = re.compile(
    r"^\s*(?:[•●○▪■□◦‣∙★☆◆◇➢➤✓✔►▶❖]+\s*|[-–—*o]\s+|[-–](?=[\u3400-\u9fff])|[·・]\s*"
    r"|[(（]\d{1,2}[)）]\s*|\d{1,2}[.、)）](?!\d)\s*)"
)
MARKDOWN = re.compile(r"^#{1,6}\s+|^\*\*(?=[^*]+\*\*$)|(?<=[^*])\*\*$")
PAGE_MARK = re.compile(
    r"^(?:.{0,40}[-–—|]\s*)?(?:\d{1,2}\s*/\s*\d{1,2}|page\s+\d+(?:\s+of\s+\d+)?)$"
    r"|^第\s*\d+\s*页.{0,12}$|^last updated (?:in|on)\b.{0,24}$|^[-–—=_*~]{3,}$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.。!！?？;；]['\"”’)）]?$")
SENTENCES = re.compile(r"(?<=[。！!？?；;])\s*|(?<=[a-z0-9)%\]][.])\s+(?=[A-Z0-9\u3400-\u9fff])")
ABBREVIATION = re.compile(r"\b(?:Inc|Ltd|Co|Corp|Dr|Mr|Ms|St|vs|etc|e\.g|i\.e|No|Prof|approx)\.$")


@dataclass(frozen=True)
class Line:
    """One line without its bullet. `gap`: an empty line stood before; `paper`: the widest of the text."""

    text: str
    bullet: bool
    gap: bool = False
    paper: int = 0


def language_of(text: str) -> str:
    """`zh` when Han characters outweigh Latin words."""
    return "zh" if len(HAN.findall(text)) > 0.6 * len(LATIN_WORD.findall(text)) else "en"


def width(text: str) -> int:
    """Columns on paper: Han characters take two."""
    return len(text) + len(HAN_MARK.findall(text))


def lines_of(text: str) -> list[Line]:
    """The lines that say something; page numbers and rulers do not."""
    found: list[Line] = []
    gap = False
    paper = max((width(raw.strip()) for raw in text.splitlines()), default=0)
    paper = min(paper, 130)  # one endless line says nothing about where lines are broken
    for raw in text.splitlines():
        line = MARKDOWN.sub("", raw.strip())
        if not line or PAGE_MARK.match(line):
            gap = gap or not line
            continue
        body = BULLET.sub("", line)
        found.append(Line(body or line, bool(body) and body != line, gap, paper))
        gap = False
    return found


def glue(first: str, second: str) -> str:
    """Two lines of one sentence; only blanks change, so the result still stands in the source."""
    return (
        first + ("" if HAN_SIDE.match(first[-1:]) or HAN_SIDE.match(second[:1]) else " ") + second
    )


def is_wrapped(previous: str, following: str, full: int) -> bool:
    """Whether `following` goes on with `previous`: it had no room left for the next word."""
    if re.match(r"[a-z,，、;；)）]", following):
        return True
    if SENTENCE_END.search(previous):
        return False
    if previous.endswith((",", "，", "、", "&", "/")) or re.search(r"[A-Za-z]-$", previous):
        return True
    word = following[:2] if HAN.match(following) else following.split(" ", 1)[0]
    return width(previous) + 1 + width(word) >= 0.9 * full


def full_width(lines: list[Line]) -> int:
    """How wide the text runs, but never so narrow that a list of short lines looks wrapped."""
    widest = max([48, *(width(line.text) for line in lines)])
    return max([widest, *(int(0.7 * line.paper) for line in lines)])


def items(lines: list[Line]) -> list[str]:
    """List items or paragraphs with their wrapped lines glued."""
    found: list[str] = []
    last = ""
    limit = full_width(lines)
    for line in lines:
        if found and not line.bullet and not line.gap and is_wrapped(last, line.text, limit):
            found[-1] = glue(found[-1], line.text)
        else:
            found.append(line.text)
        last = line.text
    return found


def sentences(text: str) -> list[str]:
    """A paragraph's sentences, each with its closing mark."""
    found: list[str] = []
    for piece in filter(None, map(str.strip, SENTENCES.split(text))):
        if found and ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found


def clip(text: str, size: int = 1_200) -> str:
    """At most `size` characters, cut at a blank or a mark: still a span."""
    if len(text) <= size:
        return text
    cut = max(text.rfind(mark, 0, size) for mark in (" ", "，", "。", "、", "；", ","))
    return text[: cut if cut > 0 else size].rstrip(" ，、；,")


def folded(text: str) -> str:
    """For comparing: no blanks, no case."""
    return "".join(text.split()).casefold()
