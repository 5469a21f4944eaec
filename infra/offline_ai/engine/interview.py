"""The interview: two self-introductions, questions with lines to lean on, questions to ask back."""

import json
import re
from collections.abc import Iterator
from typing import Any

from infra.offline_ai.engine.compare import Compared, Wanted
from infra.offline_ai.engine.judge import Judgement
from infra.offline_ai.engine.lists import is_result
from infra.offline_ai.engine.near import closest
from infra.offline_ai.engine.resume import Work
from infra.offline_ai.engine.speech import Speech, as_name, bare_line
from infra.offline_ai.engine.text import HAN
from infra.offline_ai.engine.write_match import (
    best_lines,
    employer_of,
    hello,
    is_current,
    position,
    proven_skills,
)

ONE_MINUTE = {"zh": 280, "en": 145}
THREE_MINUTES = {"zh": 800, "en": 400}
QUESTIONS = {"met": 4, "open": 3, "duty": 1}
KEYS = {"experience": "q_experience", "education": "q_education", "soft": "q_soft"}


def interview_answer(compared: Compared, language: str) -> str:
    """The whole streamed answer; the label stands below the questions to ask."""
    speech = Speech(language)
    records = [json.dumps(point, ensure_ascii=False) for point in _points(compared, speech)]
    back = "\n".join(f"- {question}" for question in _questions_back(compared, speech))
    return "\n".join(
        [
            "## introduction_1min",
            introduction(compared, speech, ONE_MINUTE[language]),
            "\n## introduction_3min",
            introduction(compared, speech, THREE_MINUTES[language]),
            "",
            *records,
            f"\n## questions_to_ask\n{back}\n\n{speech.say('label')}\n",
        ]
    )


def introduction(compared: Compared, speech: Speech, target: int) -> str:
    """Greeting, position, the best lines as far as the time reaches, an end."""
    opening = [hello("intro_hello", compared, speech)]
    works = compared.person.works
    if works:
        opening.append(position(works[0], speech, now=is_current(works[0])))
    closing = [*_closing(compared, speech), speech.say("intro_end")]
    said = spoken_length(speech.sentences(*opening, *closing))
    body = _body(compared, speech, target - said)
    return speech.sentences(*opening, *body, *closing)


def _body(compared: Compared, speech: Speech, room: int) -> list[str]:
    """What was done, the most fitting first, while there is time."""
    told: list[str] = []
    person = compared.person
    at = person.works[0].employer if person.works else ""
    introduced = {at}
    for line in best_lines(compared, 20):
        firm = employer_of(line, person) or at
        parts = _earlier(firm, compared, speech) if firm not in introduced else []
        back = firm if firm != at and firm in introduced else ""
        parts.append(speech.did(line, employer=back, also=bool(told) and firm == at))
        length = spoken_length(speech.sentences(*parts))
        if length <= room:
            introduced.add(firm)
            told += parts
            room -= length
            at = firm
    return told


def _earlier(firm: str, compared: Compared, speech: Speech) -> list[str]:
    work = next((w for w in compared.person.works if w.employer == firm), None)
    if work is None:
        return []
    key = "intro_earlier" + ("" if work.title else "_plain")
    return [speech.comment(key, employer=work.employer, job=work.title)]


def _closing(compared: Compared, speech: Speech) -> Iterator[str]:
    schools = compared.person.resume.education
    if schools:
        named = [schools[0].degree, schools[0].subject]
        named = named if speech.language == "en" else named[::-1]
        study = (", " if speech.language == "en" else "").join(filter(None, named))
        key = "studied" if study else "studied_plain"
        yield speech.say(key, school=schools[0].school, study=study)
    skills = proven_skills(compared)
    if len(skills) > 1:
        yield speech.comment("skilled", skills=speech.skills(skills, 5))
    if compared.duties:
        yield speech.say("intro_why", duty=as_name(compared.duties[0]))


def spoken_length(text: str) -> int:
    """Characters of Chinese, words of English."""
    return len(HAN.findall(text)) + len(re.findall(r"[A-Za-z0-9]+(?:['’.,%-][A-Za-z0-9]+)*", text))


def _points(compared: Compared, speech: Speech) -> Iterator[dict[str, Any]]:
    """Proven needs, gaps, a duty, and what is always asked."""
    for wanted, judged in compared.met[: QUESTIONS["met"]]:
        yield _proven(wanted, judged, compared, speech)
    for wanted, judged in compared.open[: QUESTIONS["open"]]:
        yield _gap(wanted, judged, compared, speech)
    for duty in compared.duties[: QUESTIONS["duty"]]:
        yield _duty(duty, compared, speech)
    yield _always(compared, speech)


def _proven(
    wanted: Wanted, judged: Judgement, compared: Compared, speech: Speech
) -> dict[str, Any]:
    key = KEYS.get(wanted.kind, "q_skill")
    points = _star(judged, compared, speech)
    if wanted.kind == "education":
        points = [speech.say("p_study"), speech.say("p_study_now")]
    why = speech.say("why_must" if wanted.must else "why_nice")
    return _point(speech.say(key, ask=as_name(wanted.text)), why, points, judged.quotes)


def _star(judged: Judgement, compared: Compared, speech: Speech) -> list[str]:
    """Situation, task, action, result, with what the documents tell of each."""
    place = _place(judged.quotes, compared)
    result = any(map(is_result, judged.quotes))
    return [
        speech.say("p_situation", place=place) if place else speech.say("p_situation_plain"),
        speech.say("p_task"),
        speech.comment("p_action", skills=speech.skills(judged.has, 3))
        if judged.has
        else speech.say("p_action_plain"),
        speech.say("p_result" if result else "p_result_open"),
    ]


def _gap(wanted: Wanted, judged: Judgement, compared: Compared, speech: Speech) -> dict[str, Any]:
    near = closest(wanted.text, compared.person.told)
    quotes = judged.quotes or ([near.text] if near else [])
    partly = judged.verdict == "partial"
    keys = ("p_rest", "p_learn") if partly else ("p_honest", "p_nearest", "p_learn")
    points = [speech.say(key) for key in keys]
    if partly and judged.has:
        points.insert(0, speech.comment("p_have", skills=speech.skills(judged.has, 3)))
    elif partly:
        points.insert(0, speech.say("p_have_plain"))
    question = speech.say("q_partial" if partly else "q_gap", ask=as_name(wanted.text))
    return _point(question, speech.say("why_gap"), points, quotes)


def _duty(duty: str, compared: Compared, speech: Speech) -> dict[str, Any]:
    near = closest(duty, compared.person.told)
    points = [speech.say("p_steps"), speech.say("p_ground")]
    question = speech.say("q_duty", duty=as_name(duty))
    return _point(question, speech.say("why_duty"), points, [near.text] if near else [])


def _always(compared: Compared, speech: Speech) -> dict[str, Any]:
    points = [speech.say(key) for key in ("p_situation_plain", "p_action_plain", "p_lesson")]
    quotes = [line for line in best_lines(compared, 6) if is_result(line)][:1]
    return _point(speech.say("q_hard"), speech.say("why_hard"), points, quotes)


def _place(quotes: list[str], compared: Compared) -> str:
    """Where the first quoted line was done."""
    works = [*compared.person.works, *compared.person.resume.projects]
    for quote in quotes:
        work: Work | None = next((w for w in works if quote in [*w.lines, *w.heads]), None)
        if work:
            return " · ".join(filter(None, [work.employer, work.title]))
    return ""


def _point(question: str, why: str, points: list[str], quotes: list[str]) -> dict[str, Any]:
    return {"question": question, "why": why, "answer_points": points, "resume_quotes": quotes[:3]}


def _questions_back(compared: Compared, speech: Speech) -> list[str]:
    about = [speech.say("ask_duty", duty=bare_line(as_name(d))) for d in compared.duties[:1]]
    return [*about, *(speech.say(key) for key in ("ask_team", "ask_success", "ask_growth"))]
