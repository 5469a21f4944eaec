"""Lists on a resume: skills, certificates, languages; and whether a line reports a result."""

import re

from infra.offline_ai.engine.skills import mentions
from infra.offline_ai.engine.text import HAN, Line, full_width, glue, is_wrapped, width
from infra.offline_ai.engine.words import pattern

LABEL = re.compile(r"^([^:：,，、;；]{2,40})[:：]\s*(?=\S)")
SENTENCE = pattern("skill_sentence")
BREAK = re.compile(r"[,，、;；|｜•·]|\s+/\s+")
FIGURE = pattern("figure")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:年)?(?!\d)(?!\s*(?:人|名|家|users))")
RESULT = pattern("result")


def is_result(text: str) -> bool:
    """Whether a line tells a figure or an outcome rather than a duty."""
    return bool(FIGURE.search(YEAR.sub(" ", text)) or RESULT.search(text))


def skill_items(lines: list[Line]) -> list[str]:
    """The skills of a section, one by one where it lists them, whole where it tells a sentence."""
    full = full_width(lines)
    joined: list[str] = []
    last = ""
    for line in lines:
        if joined and not line.bullet and _goes_on(last, line.text, full):
            joined[-1] = glue(joined[-1], line.text)
        else:
            joined.append(line.text)
        last = line.text
    return list(dict.fromkeys(item for text in joined for item in _split(text)))


def _goes_on(last: str, text: str, full: int) -> bool:
    """A list that runs over the line; a labelled line starts a new one."""
    return not LABEL.match(text) and BREAK.search(last) is not None and is_wrapped(last, text, full)


def _split(text: str) -> list[str]:
    if HAN.search(text) and SENTENCE.match(text):
        return [text]
    label = LABEL.match(text)
    body = text[label.end() :] if label else text
    if SENTENCE.match(body) and len(body.split()) > 3:
        return [body]
    parts = _break(body)
    if len(parts) == 1:
        parts = _known_words(parts[0])
    return [part for part in parts if part and width(part) <= 160]


def _break(text: str) -> list[str]:
    """Split at marks outside brackets."""
    parts, depth, start = [""], 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "(（") - (letter in ")）")
        if depth <= 0 and (found := BREAK.match(text, at)) and found.start() == at and at >= start:
            parts.append("")
            start = found.end()
        elif at >= start:
            parts[-1] += letter
    return [part.strip(" .。*") for part in parts if part.strip(" .。*")]


def _known_words(text: str) -> list[str]:
    """E.g. “Go Python Node.js”: a list without marks is cut where known skills meet."""
    found = mentions(text)
    rest = sum(m.end - m.start for m in found)
    if len(found) < 2 or rest < 0.6 * len(text.replace(" ", "")) or SENTENCE.match(text):
        return [text]
    parts: list[str] = []
    place = 0
    for mention in found:
        parts += [text[place : mention.start].strip(), text[mention.start : mention.end]]
        place = mention.end
    parts.append(text[place:].strip())
    return [part for part in parts if part]
