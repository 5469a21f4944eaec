"""The story: a resume, two jobs at once, a tailored resume, an interview; and what must be true of each."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from infra.demo.client import Api, Unexpected
from infra.demo.follow import Followed, follow

IMAGES = {".png", ".jpg", ".jpeg", ".webp", ".gif"}
CUT_AFTER = 3  # pieces of text, then the first viewer loses its line


@dataclass
class Told:
    """Everything that came out, by part; times in milliseconds."""

    user: str = ""
    resume: dict[str, Any] = field(default_factory=dict[str, Any])
    services: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    customized: dict[str, Any] | None = None
    interview: dict[str, Any] | None = None
    coins: dict[str, Any] = field(default_factory=dict[str, Any])
    ms: dict[str, int] = field(default_factory=dict[str, int])


def tell(api: Api, locale: str, resume: Path, jobs: list[Path]) -> Told:
    """Do it all; raises Unexpected as soon as something is not as it should be."""
    told = Told(user=api.sign_up())
    told.resume = _timed(told, "resume", lambda: _resume(api, locale, resume))
    told.services = _timed(told, "match", lambda: _match_all(api, locale, jobs))
    first = told.services[0]["id"]
    told.customized = _timed(told, "customize", lambda: _customize(api, locale, first))
    told.interview = _timed(told, "interview", lambda: _interview(api, locale, first))
    told.coins = _coins(api)
    return told


def _timed(told: Told, part: str, work: Any) -> Any:
    began = time.monotonic()
    result = work()
    told.ms[part] = round((time.monotonic() - began) * 1000)
    return result


def _resume(api: Api, locale: str, file: Path) -> dict[str, Any]:
    key = api.upload("resume", file)
    body = {"key": key, "fileName": file.name, "locale": locale}
    accepted = api.call("POST", "/api/assets/resume", body)
    seen = follow(api, accepted["executionSessionId"])
    _expect(seen.end == "done", f"the resume ended with {seen.end} {seen.code}")
    asset = api.call("GET", "/api/profile")["resume"]
    _expect(asset["status"] == "COMPLETED", f"the resume is {asset['status']}")
    summary = asset["summary"]
    return {
        "file": file.name,
        "status": asset["status"],
        "isFree": accepted["isFree"],
        "employments": [f"{e['employer']} · {e['title']}" for e in summary["employments"]],
        "skills": summary["skills"],
        "characters": len(asset["text"]),
        "notes": asset["notes"],
    }


def _match_all(api: Api, locale: str, jobs: list[Path]) -> list[dict[str, Any]]:
    """All jobs at once, as a person in a hurry would."""
    with ThreadPoolExecutor(len(jobs)) as pool:
        cuts: list[int | None] = [CUT_AFTER, *[None] * (len(jobs) - 1)]
        apart = partial(_match, api, locale)
        return list(pool.map(apart, jobs, cuts))


def _match(api: Api, locale: str, job: Path, cut: int | None) -> dict[str, Any]:
    image = job.suffix.lower() in IMAGES
    asked: dict[str, Any] = {"locale": locale}
    if image:
        asked["imageKey"] = api.upload("job_image", job)
    else:
        asked["jobText"] = job.read_text(encoding="utf-8")
    accepted = api.call("POST", "/api/services", asked, key=True)
    seen = follow(api, accepted["executionSessionId"], cut)
    _expect(seen.end == "done", f"{job.name} ended with {seen.end} {seen.code}")
    service = api.call("GET", f"/api/services/{accepted['serviceId']}")
    _check_match(service, seen, cut)
    match = service["match"]
    return {
        "id": service["id"],
        "input": "image" if image else "text",
        "file": job.name,
        "title": service["title"],
        "isFree": accepted["isFree"],
        "states": seen.states,
        "stage_ms": seen.stage_ms,
        "score": match["score"],
        "events": seen.events,
        "resumed": seen.resumed,
        "first_token_ms": seen.first_token_ms,
        "markdown": seen.text,
        "match": match,
    }


def _check_match(service: dict[str, Any], seen: Followed, cut: int | None) -> None:
    match = service["match"]
    _expect(service["currentStatus"] == "MATCH_COMPLETED", service["currentStatus"])
    _expect(bool(seen.text.strip()), "nothing was streamed")
    _expect(cut is None or seen.resumed, "the cut connection was not taken up again")
    sources = {
        "resume": service["texts"]["resume"],
        "detailed_resume": service["texts"]["detailedResume"],
    }
    for judged in match["requirements"]:
        for quote in judged["quotes"]:
            _expect(quote["text"] in sources[quote["source"]], f"not in the source: {quote}")


def _customize(api: Api, locale: str, service_id: str) -> dict[str, Any]:
    path = f"/api/services/{service_id}"
    accepted = api.call("POST", f"{path}/customize", {"locale": locale}, key=True)
    seen = follow(api, accepted["executionSessionId"])
    _expect(seen.end == "done", f"the tailored resume ended with {seen.end} {seen.code}")
    made = api.call("GET", path)["customizedResume"]
    _expect(made["markdownText"].startswith("# "), "no Markdown was made")
    return {**made, "isFree": accepted["isFree"]}


def _interview(api: Api, locale: str, service_id: str) -> dict[str, Any]:
    path = f"/api/services/{service_id}"
    accepted = api.call("POST", f"{path}/interview", {"locale": locale}, key=True)
    seen = follow(api, accepted["executionSessionId"])
    _expect(seen.end == "done", f"the interview ended with {seen.end} {seen.code}")
    _expect(bool(seen.text.strip()), "nothing was streamed")
    service = api.call("GET", path)
    _expect(
        service["currentStep"] == "COMPLETED", f"the service stands at {service['currentStep']}"
    )
    return {**service["interview"], "isFree": accepted["isFree"], "markdown": seen.text}


def _coins(api: Api) -> dict[str, Any]:
    page = api.call("GET", "/api/coins?limit=100")
    moved = sum(line["coins"] for line in page["history"] if line["outcome"] != "returned")
    _expect(moved == page["balance"], f"lines add up to {moved}, the balance is {page['balance']}")
    return page


def _expect(true: bool, otherwise: str) -> None:
    if not true:
        raise Unexpected(otherwise)
