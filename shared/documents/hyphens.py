"""Words that a line end cut in two: `submis-` `sions` becomes one word, `open-` `source` keeps its hyphen."""

import re

_CUT = re.compile(r"\b([A-Za-z]*[a-z]{2})-\n([a-z]{2,})")
_HEADS = re.compile(
    "ad|anti|business|client|cloud|company|cross|customer|data|domain|end|enterprise|event|first|front|full|high|in|"
    "industry|large|long|low|machine|mid|model|multi|non|object|off|on|open|out|peer|post|pre|production|real|role|"
    "rule|self|semi|server|service|short|small|state|team|test|third|time|up|user|well"
)
_TAILS = re.compile(
    "agnostic|and|as|availability|available|aware|based|centric|cloud|critical|day|deep|defined|demand|depth|device|"
    "down|driven|effective|efficient|end|facing|first|friendly|functional|hoc|house|in|intensive|language|latency|"
    "learning|level|line|month|native|of|one|oriented|party|performance|person|platform|premises?|purpose|quality|"
    "ready|region|related|reviewed|scale|side|site|source|specific|stack|step|tenant|term|the|thinking|throughput|"
    "time|to|tolerant|tuned|tuning|up|week|wide|winning|year"
)


def mend(text: str) -> str:
    """The text with its cut words whole. What the rest of the text writes decides, then common compounds."""
    if "-\n" not in text:
        return text
    words = set(re.findall(r"[a-z]+(?:-[a-z]+)*", _CUT.sub(" ", text).lower()))
    return _CUT.sub(lambda cut: _joined(cut[1], cut[2], words), text)


def _joined(head: str, tail: str, words: set[str]) -> str:
    """One word or a compound."""
    whole, compound = f"{head}{tail}", f"{head}-{tail}"
    if whole.lower() in words:
        return whole
    if compound.lower() in words or _HEADS.fullmatch(head.lower()) or _TAILS.fullmatch(tail):
        return compound
    both_are_words = len(head) > 3 and len(tail) > 3 and {head.lower(), tail} <= words
    return compound if both_are_words else whole
