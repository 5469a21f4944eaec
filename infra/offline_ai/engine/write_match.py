"""The match: one record a requirement, then four sections. Quotes are the person's lines, unchanged."""

import json
from collections.abc import Iterable

from infra.offline_ai.engine.asked_skills import Named
from infra.offline_ai.engine.compare import CREDIT, Compared
from infra.offline_ai.engine.judge import Judgement
from infra.offline_ai.engine.lists import is_result
from infra.offline_ai.engine.person import Person
from infra.offline_ai.engine.resume import Work
from infra.offline_ai.engine.speech import Speech, as_name, bare_line


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
    return speech.comment(
        _key(judged),
        skills=speech.skills(judged.has),
        lacks=speech.skills(judged.lacks),
        years=f"{judged.years:g}",
        asked=judged.asked,
    )


def _key(judged: Judgement) -> str:
    """The phrase that says no more than is known."""
    told = judged.told or judged.verdict
    if judged.reason == "years" and told == "missing" and not judged.years:
        return "missing_years_none"
    if judged.reason == "alike" and told == "missing":
        return "missing_nothing"
    if judged.reason != "skills":
        return f"{told}_{judged.reason}"
    match told, bool(judged.has), bool(judged.lacks):
        case "met", False, _:
            return "met_alike"
        case "missing", _, False:
            return "missing_nothing"
        case "partial", True, False:
            return "partial_skills_only"
        case "partial", False, _:
            return "partial_alike"
        case _:
            return f"{told}_skills"


def script(compared: Compared, speech: Speech) -> str:
    """A note to the recruiter: who, the best proofs, a polite end. Only lines of the documents."""
    person = compared.person
    lines = best_lines(compared, 3)
    latest = person.works[0] if person.works else None
    told = [hello("hello", compared, speech)]
    at = ""
    if latest:
        told.append(position(latest, speech, now=is_current(latest)))
        at = latest.employer
    for number, line in enumerate(lines):
        firm = employer_of(line, person) or at
        told.append(speech.did(line, employer=firm if firm != at else "", also=number > 0))
        at = firm
    skills = proven_skills(compared)
    if len(skills) > 1:
        told.append(speech.comment("skilled", skills=speech.skills(skills, 5)))
    return speech.sentences(*told, speech.say("goodbye"))


def hello(key: str, compared: Compared, speech: Speech) -> str:
    """The greeting; the name is the placeholder of the resume, when there is one."""
    name = compared.person.name
    suffix = "" if name else "_anonymous"
    return speech.comment(key + suffix, name=name, title=bare_line(compared.title))


def position(work: Work, speech: Speech, *, now: bool) -> str:
    """Where and as what."""
    key = ("now_at" if now else "was_at") + ("" if work.title else "_plain")
    return speech.comment(key, employer=work.employer, job=work.title)


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
