"""Lines that mean the same in other words or another language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Near:
    """The nearest line and how near it is."""

    text: str
    cosine: float
    same: bool


def closest(text: str, lines: list[str]) -> Near | None:
    """The line nearest in meaning, or nothing when none is close."""
    if not lines:
        return None
    from infra.offline_ai.embed import encoder, similarities

    row = similarities([text], lines)[0]
    best = int(row.argmax())
    cosine = float(row[best])
    known = encoder()
    return Near(lines[best], cosine, cosine >= known.same) if cosine >= known.close else None


def nearness(texts: list[str], lines: list[str]) -> list[float]:
    """For each line how near the nearest of the texts is."""
    if not texts or not lines:
        return [0.0] * len(lines)
    from infra.offline_ai.embed import similarities

    return [float(value) for value in similarities(lines, texts).max(axis=1)]
