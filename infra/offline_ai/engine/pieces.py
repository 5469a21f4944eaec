"""What a piece of a line is: a title, an employer, a place, a school, a degree."""

import re
from functools import lru_cache

from infra.offline_ai.engine.text import HAN
from infra.offline_ai.engine.words import book

DEGREE_RANK = {"School": 1, "Associate": 2, "Bachelor": 3, "Master": 4, "PhD": 5}
SEPARATOR = re.compile(r"\s*[|｜•·\t]\s*|\s{2,}|\s+[-–—]+\s+|\s*[,，]\s*")
AT = re.compile(r"\s+(?:at|@)\s+(?=[A-Z])")
NO_OWN_PART = re.compile(r"^(?:inc|ltd|llc|llp|corp|co|gmbh|limited|plc)\.?$", re.IGNORECASE)
STATE = re.compile(r"^[A-Z]{2}(?:\s+\d{5})?$")
DASHES = " \t|｜,，、-–—•·:：/"


@lru_cache
def _words(kind: str, language: str) -> frozenset[str]:
    return frozenset(book("marks")[kind][language])


def title_score(text: str) -> float:
    """How much a piece sounds like a position: 0 to 1."""
    if HAN.search(text):
        known = [word for word in _words("title", "zh") if word in text]
        bare = re.sub(r"[(（].*$", "", text).strip()
        at_end = any(bare.endswith(word) for word in known)
        return 0.0 if not known or len(text) > 30 else 1.0 if at_end else 0.5
    words = re.findall(r"[a-z][a-z-]*", text.lower())
    known = _words("title", "en")
    hit = any(word in known or word.removesuffix("s") in known for word in words)
    return 1.0 if hit and len(words) <= 9 else 0.0


def employer_score(text: str) -> float:
    """How much a piece sounds like an organisation: 0 to 1."""
    if HAN.search(text):
        bare = re.sub(r"[(（].*$", "", text).strip()
        known = [word for word in _words("employer", "zh") if word in bare]
        return 0.0 if not known else 1.0 if any(bare.endswith(w) for w in known) else 0.5
    words = [word.rstrip(".") for word in re.findall(r"[a-z][a-z.]*", text.lower())]
    known = {word.rstrip(".") for word in _words("employer", "en")}
    hits = [word in known for word in words]
    return 0.0 if not any(hits) else 1.0 if hits[-1] else 0.6


@lru_cache
def _places() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    marks = book("marks")["place"]
    return frozenset(marks["cities"]), frozenset(marks["countries"]), tuple(marks["zh"])


def looks_like_place(text: str) -> bool:
    """Whether a piece is a place: a known city, a country, "Springfield, IL", 上海市浦东新区."""
    cities, countries, chinese = _places()
    bare = re.sub(r"\s*\((?:remote|hybrid|on-?site)\)$", "", text.strip(DASHES), flags=re.I)
    if HAN.search(bare):
        return len(bare) <= 10 and bare.startswith(chinese) and employer_score(bare) < 1
    parts = [part.strip() for part in bare.split(",")]
    known = [part in cities or part in countries or bool(STATE.match(part)) for part in parts]
    if len(parts) > 1:
        sure = parts[0] in cities or parts[-1] in countries or bool(STATE.match(parts[-1]))
        return sure and known[-1] and len(parts) <= 3 and all(len(p.split()) <= 3 for p in parts)
    return known[0] and (parts[0] in cities or parts[0] in countries)


def place_at_end(text: str) -> str:
    """The known place a line ends with, e.g. of "Stripe San Francisco, CA"; else nothing."""
    cities, countries, _ = _places()
    found = re.search(r",\s*([A-Z][\w. ]+)$", text)
    if not found or not (STATE.match(found[1]) or found[1] in countries):
        return next((c for c in ("Remote", "Hybrid") if text.endswith(f" {c}")), "")
    words = text[: found.start()].split(" ")
    for size in (3, 2, 1):
        if len(words) > size and " ".join(words[-size:]) in cities:
            return " ".join(words[-size:]) + text[found.start() :]
    return words[-1] + text[found.start() :] if len(words) > 1 else ""


def parts_of(text: str) -> list[str]:
    """The pieces of a header line; "Inc." stays with its firm, a state with its city."""
    found: list[str] = []
    for piece in SEPARATOR.split(text):
        part = (
            piece.strip(DASHES + "()（）")
            if piece.strip(DASHES)[:1] in "(（"
            else piece.strip(DASHES)
        )
        if not part:
            continue
        whole = f"{found[-1]}, {part}" if found else part
        if found and (NO_OWN_PART.match(part) or looks_like_place(whole)) and whole in text:
            found[-1] = whole
        else:
            found.append(part)
    return found


@lru_cache
def _degrees() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (name, re.compile(rf"(?<![A-Za-z])(?:{words})(?![a-z])", re.IGNORECASE))
        for name, words in book("marks")["degree"].items()
    ]


def degree_in(text: str) -> tuple[str, str] | None:
    """The highest degree a text names, and the words it names it with."""
    for name, pattern in _degrees():
        found = pattern.search(text)
        if found and not (found[0].islower() and len(found[0]) <= 3):
            return name, found[0].strip()
    return None


def looks_like_school(text: str) -> bool:
    """Whether a piece names a school."""
    if HAN.search(text):
        return any(word in text for word in _words("school", "zh"))
    lower = text.lower()
    return any(
        word.lower() in lower if len(word) > 4 else re.search(rf"\b{word}\b", text)
        for word in _words("school", "en")
    )
