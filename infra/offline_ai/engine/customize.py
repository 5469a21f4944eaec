"""Edits of a resume for one job: put first what counts, leave out what does not, add what the history proves.

Nothing is ever worded anew: a rewrite only drops an opening phrase, an addition is a line of the history.
"""

from collections.abc import Iterator
from typing import Any

from infra.offline_ai.engine.compare import Compared, Wanted
from infra.offline_ai.engine.lists import is_result
from infra.offline_ai.engine.near import nearness
from infra.offline_ai.engine.resume import Resume, Work
from infra.offline_ai.engine.skills import find_skills, with_implied
from infra.offline_ai.engine.speech import Speech, as_name
from infra.offline_ai.engine.text import folded
from infra.offline_ai.engine.words import pattern

MOST = {"trim": 3, "augment": 3, "rewrite-lite": 3, "reorder": 6}
FAR = 0.12  # cosines below this: two texts have nothing to do with each other
KEEP_LINES = 3
MOST_COMPARED = 16
PHRASE = pattern("opening_phrase")

Op = dict[str, Any]


def customize_answer(compared: Compared, base: dict[str, Any], language: str) -> dict[str, Any]:
    """The edits, at most one a line."""
    editor = _Editor(compared, base, Speech(language))
    ops = [
        *editor.skills(),
        *editor.lines(),
        *editor.trims(),
        *editor.additions(),
        *editor.rewrites(),
    ]
    return {"ops": ops}


class _Editor:
    """The base summary beside the job."""

    def __init__(self, compared: Compared, base: dict[str, Any], speech: Speech) -> None:
        self.compared = compared
        self.base = base
        self.speech = speech
        self.wanted = [(wanted, _names(wanted.text)) for wanted, _ in compared.pairs]
        self.touched: set[str] = set()

    def skills(self) -> Iterator[Op]:
        """Asked skills first."""
        skills: list[str] = list(self.base.get("skills") or [])
        yield from self._reorder("skills", skills, "reason_skills")

    def lines(self) -> Iterator[Op]:
        """In each employment and project the lines that prove most first."""
        ops: list[Op] = []
        for section in ("employments", "projects"):
            for at, work in enumerate(self.base.get(section) or []):
                for inner in ("highlights", "duties"):
                    lines: list[str] = list(work.get(inner) or [])
                    ops += self._reorder(f"{section}.{at}.{inner}", lines, "reason_lines")
        yield from ops[: MOST["reorder"]]

    def trims(self) -> Iterator[Op]:
        """Lines that have nothing to do with the job, never results, never the last of an employment."""
        places = [(f"others.{n}", text) for n, text in enumerate(self.base.get("others") or [])]
        for at, work in enumerate(self.base.get("employments") or []):
            duties: list[str] = list(work.get("duties") or [])
            if len(duties) + len(work.get("highlights") or []) > KEEP_LINES:
                places += [(f"employments.{at}.duties.{n}", text) for n, text in enumerate(duties)]
        places = [p for p in places if not is_result(p[1]) and not self._best(p[1])[1]]
        places = places[:MOST_COMPARED]
        asked = [wanted.text for wanted, _ in self.wanted] + self.compared.duties
        asked = asked[:MOST_COMPARED]
        near = nearness(asked, [text for _, text in places])
        far = sorted(
            (cosine, place) for cosine, place in zip(near, places, strict=True) if cosine < FAR
        )
        for _, (target, text) in far[: MOST["trim"]]:
            yield self._op("trim", target, text, "", self._first_need(), "reason_trim")

    def additions(self) -> Iterator[Op]:
        """Lines of the detailed history that prove what the resume does not show."""
        had = {folded(line) for line in _base_lines(self.base)}
        shown = with_implied(s for line in _base_lines(self.base) for s in find_skills(line))
        found: list[tuple[int, str, str, Wanted]] = []
        for target, line in self._history(self.compared.person.history):
            wanted, names = self._best(line)
            if wanted and folded(line) not in had and names - shown:
                found.append((-wanted.weight - 5 * wanted.must, target, line, wanted))
        for _, target, line, wanted in sorted(found, key=lambda f: (f[0], f[1]))[: MOST["augment"]]:
            op = self._op("augment", target, "", line, wanted, "reason_augment")
            yield {**op, "sources": [line]}

    def rewrites(self) -> Iterator[Op]:
        """Opening phrases away; the facts stay word for word."""
        made = 0
        for target, line in _targets(self.base):
            wanted, _ = self._best(line)
            shorter = _without_phrase(line)
            if (
                wanted
                and shorter != line
                and target not in self.touched
                and made < MOST["rewrite-lite"]
            ):
                made += 1
                op = self._op("rewrite-lite", target, line, shorter, wanted, "reason_rewrite")
                yield {**op, "sources": [line]}

    def _reorder(self, target: str, lines: list[str], reason: str) -> list[Op]:
        """The relevant lines first, the rest as it was; nothing when they stand so already."""
        worth = [self._worth(line) for line in lines]
        order = sorted(range(len(lines)), key=lambda at: (-worth[at], at))
        if len(lines) < 2 or order == list(range(len(lines))) or not max(worth):
            return []
        wanted, _ = self._best(lines[order[0]])
        op = self._op("reorder", target, "", "", wanted or self._first_need(), reason)
        return [{**op, "order": order}]

    def _worth(self, line: str) -> int:
        """How much of the job a line speaks to."""
        names = _names(line)
        return sum(w.weight * (3 if w.must else 1) for w, asked in self.wanted if names & asked)

    def _best(self, line: str) -> tuple[Wanted | None, set[str]]:
        """The weightiest requirement a line speaks to, and the skills in common."""
        names = _names(line)
        fitting = [(w, names & asked) for w, asked in self.wanted if names & asked]
        if not fitting:
            return None, set()
        return max(fitting, key=lambda pair: (pair[0].must, pair[0].weight, len(pair[1])))

    def _history(self, history: Resume) -> Iterator[tuple[str, str]]:
        """Lines of the history with the list of the base they belong to."""
        works: list[dict[str, Any]] = self.base.get("employments") or []
        firms = [folded(work.get("employer") or "") for work in works]
        for work in history.employments:
            at = _same_firm(work, firms)
            if at is not None:
                for line in work.lines:
                    kind = "highlights" if is_result(line) else "duties"
                    yield f"employments.{at}.{kind}", line

    def _first_need(self) -> Wanted:
        return next((w for w, _ in self.wanted if w.must), self.wanted[0][0])

    def _op(
        self, kind: str, target: str, before: str, after: str, wanted: Wanted, reason: str
    ) -> Op:
        self.touched.add(target)
        return {
            "kind": kind,
            "target": target,
            "original": before,
            "revised": after,
            "order": [],
            "reason": self.speech.say(reason, ask=as_name(wanted.text)),
            "sources": [],
        }


def _names(text: str) -> set[str]:
    """Skills a text names or implies; manners do not count as relevance."""
    return with_implied(skill for skill in find_skills(text) if skill.kind != "soft")


def _same_firm(work: Work, firms: list[str]) -> int | None:
    """The employment of the base with the same employer."""
    name = folded(work.employer)
    return next(
        (at for at, firm in enumerate(firms) if firm and (firm in name or name in firm)), None
    )


def _targets(base: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The lines of employments and projects with their paths."""
    for section in ("employments", "projects"):
        for at, work in enumerate(base.get(section) or []):
            for inner in ("highlights", "duties"):
                for n, line in enumerate(work.get(inner) or []):
                    yield f"{section}.{at}.{inner}.{n}", line


def _base_lines(base: dict[str, Any]) -> list[str]:
    lines = [line for _, line in _targets(base)]
    for section in ("profile", "skills", "certificates", "languages", "others"):
        lines += base.get(section) or []
    return lines


def _without_phrase(line: str) -> str:
    """The line without its opening phrase, its first letter as large as before."""
    shorter = PHRASE.sub("", line)
    if len(shorter) < 6:
        return line
    return shorter[0].upper() + shorter[1:] if shorter != line else line
