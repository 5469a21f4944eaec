"""Text as its author meant it: what fonts and exporters did to the letters is undone, no fact is changed."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from shared.documents.hyphens import mend
from shared.documents.private_digits import restore
from shared.errors import InvalidInput
from shared.models.document import Note, NoteKind

CLEAN_VERSION = (
    1  # spans are stored with it: raise it whenever the same input may come out differently
)
MAX_PASSES = 6

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_PRIVATE_WORD = re.compile(f"(?:{_PRIVATE.pattern}){{2,}}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Soft hyphen, zero width, direction marks, variation selectors, interlinear marks, tag characters.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_RAISED = re.compile("[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_NUMBERED = re.compile("[①-⒛⓪❶-➓㉑-㉟㊱-㊿] ?")
_FRACTION = re.compile("(?<=[0-9])(?=[¼-¾⅐-⅞])")
_MARKS = re.compile("[™℠]")
_ASCII_WORD = re.compile(r"[!-~\u2010-\u2022]+")
_GAP = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}])")
_ALL_APART = re.compile(f"[{_HAN}](?: [{_HAN}])+")
_PAIR = re.compile(f"(?<=[{_HAN}])(?=[{_HAN}])")
_POINT_GAP = re.compile(f"(?<=[{_HAN}]) (?=[,;:!?)。、])|(?<=[,;:!?(。、]) (?=[{_HAN}])")

# Whole characters of the CJK Radicals Supplement. NFKC folds the Kangxi radicals, but of these only two.
_RADICALS = str.maketrans(
    "⺒⺓⺜⺝⺟⺠⺩⺫⺬⺶⻁⻄⻅⻆⻉⻋⻏⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "巳幺日月母民王目示羊虎西见角贝车邑长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)


class UnreadableText(InvalidInput):
    """Words of a private font: guessing them would invent facts, only a picture of the page can tell."""

    def __init__(self) -> None:
        super().__init__("text_unreadable")


@dataclass(frozen=True)
class Cleaned:
    """The text, and what had to be done to it."""

    text: str
    notes: list[Note]


def clean(text: str) -> Cleaned:
    """The clean text; cleaning it again changes nothing. Raises UnreadableText."""
    found: Counter[NoteKind] = Counter()
    for _ in range(MAX_PASSES):
        before, text = text, _clean_once(text, found)
        if text == before:
            break
    return Cleaned(text, [Note(kind=kind, count=count) for kind, count in found.items() if count])


def _clean_once(text: str, found: Counter[NoteKind]) -> str:
    """The rules in the order in which each relies on those before it."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text, count = _INVISIBLE.subn("", text)
    found[NoteKind.INVISIBLE_CHARACTERS] += count
    text = _resolve_private(text, found)
    text = _close_gaps(_fold(text), found)
    return mend(_join_word_lines(_collapse(text), found))


def _resolve_private(text: str, found: Counter[NoteKind]) -> str:
    """Digits of a private font come back, single icons become blanks, whole words are refused."""
    restored = restore(text)
    found[NoteKind.RESTORED_DIGITS] += sum(a != b for a, b in zip(text, restored, strict=True))
    words = _PRIVATE_WORD.findall(restored)
    if len(words) > 3 and len(set("".join(words))) > 3:  # three codes make stars, not words
        raise UnreadableText
    text, count = _PRIVATE.subn(" ", restored)
    found[NoteKind.DROPPED_ICONS] += count
    return text


def _fold(text: str) -> str:
    """NFKC and radicals, without making 105 of ten to the fifth or 31/2 of three and a half."""
    text = _RAISED.sub(lambda run: "^" + unicodedata.normalize("NFKC", run[0]), text)
    text = _NUMBERED.sub(_as_list_number, text)
    text = _MARKS.sub("", _FRACTION.sub(" ", text))
    return unicodedata.normalize("NFKC", text.translate(_RADICALS)).replace("\u2044", "/")


def _as_list_number(found: re.Match[str]) -> str:
    """A circled, bracketed or dotted number as `1. `."""
    return f"{int(unicodedata.numeric(found[0][0], 0))}. " if _is_number(found[0][0]) else found[0]


def _is_number(character: str) -> bool:
    """Whether the character stands for a number (the range also holds bracketed letters)."""
    return unicodedata.numeric(character, -1) >= 0


def _close_gaps(text: str, found: Counter[NoteKind]) -> str:
    """Letter-spaced Chinese becomes words again, line by line."""
    lines = text.split("\n")
    closed = [_close_line(line) for line in lines]
    found[NoteKind.CLOSED_GAPS] += sum(a != b for a, b in zip(lines, closed, strict=True))
    return "\n".join(closed)


def _close_line(line: str) -> str:
    """Drop the gaps of a line in which most neighbours are apart; ordinary gaps stay."""
    gaps = len(_GAP.findall(line))
    if _ALL_APART.fullmatch(line):
        return _GAP.sub("", line)
    if gaps < 3 or gaps < 2 * len(_PAIR.findall(line)):
        return line
    return _POINT_GAP.sub("", _GAP.sub("", line))


def _collapse(text: str) -> str:
    """One blank between words, at most one empty line between lines."""
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _join_word_lines(text: str, found: Counter[NoteKind]) -> str:
    """An exporter that puts every Latin word on a line of its own gets one running text."""
    lines = [line for line in text.split("\n") if line]
    words = sum(_ASCII_WORD.fullmatch(line) is not None for line in lines)
    if len(lines) < 20 or words <= 0.8 * len(lines):
        return text
    found[NoteKind.JOINED_LINES] += len(lines)
    return " ".join(lines)
