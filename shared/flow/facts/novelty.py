"""Chinese words of an edit that are neither ordinary nor said by the sources: a thing nobody mentioned.

Names in Chinese carry no capitals and no blanks. So an edit that keeps most of its line is covered with pieces of the
sources and with words of everybody: `ordinary.zh.txt`, written by hand, and `common.zh.txt`, the words of jieba's
dictionary (MIT) that are no names and not rare. What stays bare is new.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from shared.flow.facts.amounts import unit_names
from shared.flow.facts.known import Known
from shared.flow.facts.places import SAME, is_close
from shared.flow.facts.short_forms import is_short_or_long
from shared.flow.facts.words import HAN, ordinary, plain
from shared.models.customize import Violation

RUN = re.compile(rf"[{HAN}]+(?!\([A-Za-z])")  # no long form of what follows in brackets
MAX_WORD = 6
BARE = 2  # characters in a row
GLUE = frozenset(
    "米吨兼的了与和及并在为对从到以等将由于使其中各被已可能会更再还也均达约近超余个名人次年月日周天共每该此后前内外间上下"
    "新老大小多少高低快慢好强全总单双第有无不未非含至自向给把让用做作当即则而或且又仍需应须按经过时期份家件条项场"
    "位类种款套台张本篇册期批组队班层级度率量数值额费价元万亿千百十一二三四五六七八九两零半成倍点增减升降提"
)


def new_things(revised: str, original: str, known: Known) -> Iterator[Violation]:
    """Pieces of at least two characters that nothing covers."""
    revised = plain(revised)
    if not original or not is_close(revised, plain(original)):
        return
    for run in RUN.findall(revised):
        yield from (
            Violation(kind="text", text=piece)
            for piece in _bare(run, f"{known.unspaced} {plain(original)}")
            if piece not in unit_names()
            and not known.has(piece)
            and not is_short_or_long(piece, known)
        )


def replaced_names(revised: str, original: str, known: Known) -> Iterator[Violation]:
    """Something in the place of a name of the line, wherever else it may stand: 新威 for 蓝电."""
    revised, original = plain(revised), plain(original)
    matcher = SequenceMatcher(None, original, revised, autojunk=False)
    if not original or matcher.ratio() < SAME:
        return
    names = [name for run in RUN.findall(original) for name in _bare(run, "")]
    names += re.findall(r"[A-Za-z]{3,}", original)
    lost = [
        (original.index(name), original.index(name) + len(name))
        for name in names
        if name not in revised
    ]
    for tag, i, k, j, m in matcher.get_opcodes():
        put = revised[j:m].strip()
        if tag != "replace" or not any(i < end and start < k for start, end in lost):
            continue
        if (
            re.fullmatch(rf"[{HAN}]{{2,5}}", put)
            and put not in original
            and not _is_form(original[i:k], put, known)
        ):
            yield Violation(kind="tool", text=put)


def _is_form(name: str, put: str, known: Known) -> bool:
    return (
        Known(name).has(put)
        or is_short_or_long(put, Known(name))
        or is_short_or_long(name, Known(put))
    )


def _bare(run: str, sources: str) -> list[str]:
    """What stays bare under the cover that leaves the fewest characters bare."""
    best: list[tuple[int, str]] = [(0, "")]
    for end in range(1, len(run) + 1):
        letter = run[end - 1]
        options = [_then(best[end - 1], letter, is_bare=letter not in GLUE)]
        for size in range(2, min(MAX_WORD, end) + 1):
            piece = run[end - size : end]
            if piece in ordinary() or piece in sources:
                options.append((best[end - size][0], best[end - size][1] + " " * size))
        best.append(min(options))
    return [piece for piece in best[-1][1].split() if len(piece) >= BARE]


def _then(before: tuple[int, str], letter: str, *, is_bare: bool) -> tuple[int, str]:
    return (before[0] + is_bare, before[1] + (letter if is_bare else " "))
