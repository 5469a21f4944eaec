"""The match: one record a requirement, then four sections. Quotes are the person's lines, unchanged."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from infra.offline_ai.engine.judge import Judgement, Named, judge
from infra.offline_ai.engine.lists import is_result
from infra.offline_ai.engine.person import Person
from infra.offline_ai.engine.resume import Work
from infra.offline_ai.engine.speech import Speech, as_name, bare_line
from infra.offline_ai.engine.trades import main_trade

CREDIT = {"met": 1.0, "partial": 0.5, "missing": 0.0}


@dataclass(frozen=True)
class Wanted:
    """A requirement as the job summary lists it."""

    id: str
    text: str
    must: bool
    weight: int
    kind: str


@dataclass
class Compared:
    """A person beside a job: each requirement with its verdict."""

    person: Person
    title: str
    duties: list[str]
    pairs: list[tuple[Wanted, Judgement]]

    @property
    def met(self) -> list[tuple[Wanted, Judgement]]:
        """What is proven, the weightiest first."""
        return self._with("met")

    @property
    def open(self) -> list[tuple[Wanted, Judgement]]:
        """What is not, needs before wishes."""
        return sorted(self._with("missing") + self._with("partial"), key=_rank)

    def _with(self, verdict: str) -> list[tuple[Wanted, Judgement]]:
        return sorted([p for p in self.pairs if p[1].verdict == verdict], key=_rank)

    @property
    def share(self) -> float:
        """How much of the weight of the needs is proven; for the choice of words only."""
        must = [p for p in self.pairs if p[0].must] or self.pairs
        whole = sum(w.weight for w, _ in must) or 1
        return sum(CREDIT[j.verdict] * w.weight for w, j in must) / whole


def compare(person: Person, job: dict[str, Any]) -> Compared:
    """Judge every requirement of a job summary."""
    wanted = [
        Wanted(
            r.get("id") or f"r{n}",
            r["text"],
            r.get("importance") != "nice",
            r.get("weight") or 3,
            r.get("kind") or "other",
        )
        for n, r in enumerate(job.get("requirements") or [], 1)
    ]
    title, duties = str(job.get("title") or ""), list(job.get("duties") or [])
    trade = main_trade(title) or main_trade(" ".join([title, *duties, *[w.text for w in wanted]]))
    return Compared(person, title, duties, [(w, judge(w.text, person, trade)) for w in wanted])


def match_answer(compared: Compared, language: str) -> str:
    """The whole streamed answer."""
    speech = Speech(language)
    lines = [
        json.dumps(
            {
                "requirement_id": wanted.id,
                "verdict": judged.verdict,
                "resume_quotes": judged.quotes,
                "comment": comment(judged, speech),
            },
            ensure_ascii=False,
        )
        for wanted, judged in compared.pairs
    ]
    sections = [
        ("conclusion", f"{_conclusion(compared, speech)}\n\n{speech.say('label')}"),
        ("strengths", _bullets(_strengths(compared, speech) or [speech.say("no_strength")])),
        ("gaps", _bullets(_gaps(compared, speech) or [speech.say("no_gaps")])),
        ("script", script(compared, speech)),
    ]
    return "\n".join([*lines, *(f"\n## {key}\n{text}" for key, text in sections)]) + "\n"


def comment(judged: Judgement, speech: Speech) -> str:
    """One sentence on why."""
    key = f"{judged.verdict}_{judged.reason}"
    if (
        judged.reason == "skills"
        and judged.verdict == "partial"
        and not (judged.has and judged.lacks)
    ):
        key = "partial_skills_only" if judged.has else "partial_alike"
    if judged.reason == "skills" and judged.verdict == "met" and not judged.has:
        key = "met_alike"
    if judged.reason == "skills" and judged.verdict == "missing" and not judged.lacks:
        key = "missing_nothing"
    if key == "missing_years" and not judged.years:
        key = "missing_years_none"
    key = "missing_nothing" if key == "missing_alike" else key
    return speech.comment(
        key,
        skills=speech.skills(judged.has),
        lacks=speech.skills(judged.lacks),
        years=f"{judged.years:g}",
        asked=judged.asked,
    )


def script(compared: Compared, speech: Speech) -> str:
    """A note to the recruiter: who, the best proofs, a polite end. Only lines of the documents."""
    person = compared.person
    lines = best_lines(compared, 3)
    latest = person.works[0] if person.works else None
    told = [hello("hello", compared, speech)]
    if latest:
        told.append(position(latest, speech, now=is_current(latest)))
    for line in lines:
        firm = employer_of(line, person)
        told.append(speech.did(line, firm if latest and firm != latest.employer else ""))
    skills = proven_skills(compared)
    if len(skills) > 1:
        told.append(speech.say("skilled", skills=speech.skills(skills, 5)))
    return speech.sentences(*told, speech.say("goodbye"))


def hello(key: str, compared: Compared, speech: Speech) -> str:
    """The greeting; the name is the placeholder of the resume, when there is one."""
    name = compared.person.name
    suffix = "" if name else "_anonymous"
    return speech.say(key + suffix, name=name, title=bare_line(compared.title))


def position(work: Work, speech: Speech, *, now: bool) -> str:
    """Where and as what."""
    key = ("now_at" if now else "was_at") + ("" if work.title else "_plain")
    return speech.say(key, employer=work.employer, job=work.title)


def is_current(work: Work) -> bool:
    """Whether the person still works there."""
    end = (work.period.end or "") if work.period else "?"
    return end.lower() in {
        "",
        "present",
        "now",
        "current",
        "至今",
        "今",
        "现在",
        "目前",
        "today",
        "ongoing",
    }


def best_lines(compared: Compared, most: int) -> list[str]:
    """The lines that prove most: quoted for met requirements, results first."""
    weight: dict[str, float] = {}
    done = {p.text for p in compared.person.proofs if p.done}
    for wanted, judged in compared.met + compared.open:
        for quote in judged.quotes:
            if quote in done:
                earned = wanted.weight * (2 if wanted.must else 1) * CREDIT[judged.verdict]
                weight[quote] = weight.get(quote, 3.0 if is_result(quote) else 0.0) + earned
    ranked = sorted(weight, key=lambda line: -weight[line])
    rest = [p.text for p in compared.person.proofs if p.done and p.text not in weight]
    rest.sort(key=lambda line: not is_result(line))
    return [*ranked, *rest][:most]


def employer_of(line: str, person: Person) -> str:
    """The employer under whom a line stands; a project's line has none."""
    return next((work.employer for work in person.works if line in work.lines), "")


def proven_skills(compared: Compared) -> list[Named]:
    """The asked skills that the documents show, in the words of the job."""
    skills = [s for _, judged in compared.met for s in judged.has]
    return list({s.skill.name: s for s in skills if s.skill.kind in {"skill", "language"}}.values())


def _conclusion(compared: Compared, speech: Speech) -> str:
    share = compared.share
    key = "fit_high" if share >= 0.75 else "fit_medium" if share >= 0.45 else "fit_low"
    told = [speech.say(key, title=bare_line(compared.title))]
    strong = [as_name(w.text) for w, _ in compared.met if w.must][:2]
    weak = [as_name(w.text) for w, _ in compared.open if w.must][:2]
    if strong:
        told.append(speech.say("decides_for", points=speech.join(strong, "also")))
    if weak:
        told.append(speech.say("decides_against", points=speech.join(weak, "also")))
    else:
        told.append(speech.say("no_gap"))
    return speech.sentences(*told)


def _strengths(compared: Compared, speech: Speech) -> list[str]:
    found: list[str] = []
    used: set[str] = set()
    for wanted, judged in compared.met:
        quote = next((q for q in judged.quotes if q not in used), "")
        used.add(quote)
        key = "strength" if quote else "strength_plain"
        found.append(speech.say(key, ask=as_name(wanted.text), quote=quote))
    return found[:5]


def _gaps(compared: Compared, speech: Speech) -> list[str]:
    return [
        speech.say(f"gap_{j.verdict}", ask=as_name(w.text), comment=comment(j, speech))
        for w, j in compared.open[:5]
    ]


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _rank(pair: tuple[Wanted, Judgement]) -> tuple[bool, int, bool]:
    wanted, judged = pair
    return not wanted.must, -wanted.weight, judged.verdict != "missing"
