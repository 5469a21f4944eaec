"""What people do on the site, step by step."""

import time
from uuid import uuid4

from playwright.sync_api import expect

from tests.e2e.browser import Visitor

PASSWORD = "a-good-password"


def sign_up(person: Visitor) -> str:
    """From the landing page to the profile; the new account's email."""
    email = f"{uuid4().hex[:12]}@example.com"
    person.go()
    person.follow("landing.start", coins=8)
    page, say = person.page, person.say
    page.get_by_label(say("auth.name")).fill("Mira Chen")
    page.get_by_label(say("auth.email")).fill(email)
    page.get_by_label(say("auth.password")).fill(PASSWORD)
    person.press("auth.signUp")
    page.wait_for_url("**/profile")
    return email


def upload_resume(person: Visitor) -> None:
    """The sample resume, until it is read."""
    page = person.page
    page.locator("input[type=file]").first.set_input_files(person.say.sample("resume.pdf"))
    page.locator("[data-phase=ready]").wait_for(timeout=90_000)


def settle_in(person: Visitor) -> str:
    """A new account with its resume read."""
    email = sign_up(person)
    upload_resume(person)
    return email


def start_from_text(person: Visitor, text: str | None = None) -> str:
    """A service from the sample job; its address."""
    person.go("/workbench")
    job = text or person.say.sample("job.txt").read_text()
    person.page.get_by_label(person.say("workbench.jobLabel")).last.fill(job)
    return _send(person)


def start_from_picture(person: Visitor) -> str:
    """A service from the screenshot of the sample job; its address."""
    person.go("/workbench")
    person.page.get_by_role("tab", name=person.say("workbench.byImage")).click()
    person.page.locator("input[type=file]").set_input_files(person.say.sample("job.png"))
    return _send(person)


def _send(person: Visitor) -> str:
    person.press("workbench.start")
    person.page.wait_for_url("**/workbench/*")
    return person.page.url


def open_tab(person: Visitor, step: str) -> None:
    """One of the three steps."""
    tabs = person.page.get_by_role("tablist", name=person.say("service.tabs"))
    tabs.get_by_role("tab", name=person.say(f"service.{step}")).click()


def wait_for_result(person: Visitor, timeout_s: float = 120) -> None:
    """Until a run's result is on the page."""
    person.page.locator("#result-heading").wait_for(timeout=timeout_s * 1000)


def wait_for_balance(person: Visitor, coins: int) -> None:
    """Until the coins in sight are as many."""
    badge = person.page.locator("[data-balance]").locator("visible=true").first
    expect(badge).to_have_text(str(coins), timeout=20_000)


def wait_until_grown(person: Visitor, length: int) -> str:
    """Until the streamed text is longer than this; the text."""
    log = person.page.get_by_role("log")
    log.wait_for(timeout=60_000)
    end = time.monotonic() + 60
    while len(text := log.inner_text()) <= length:
        assert time.monotonic() < end, f"the text stopped growing at {len(text)} letters"
        person.page.wait_for_timeout(100)
    return text
