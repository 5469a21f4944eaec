"""What only the local stack offers: the demo account, and a panel to break things by hand."""

import re
from collections.abc import Iterator

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.e2e.browser import Visitor, visitor
from tests.e2e.people import start_from_text, upload_resume, wait_for_balance
from tests.e2e.site import Site, Texts


@pytest.fixture(autouse=True)
def calm_queue(site: Site) -> Iterator[None]:
    """Other tests get a queue that behaves, however this one ends."""
    yield
    calm = {"duplicate": 0, "lose": 0, "reorder": 0, "delay": 0}
    httpx.post(f"{site.base}/local/queue/chaos", json=calm).raise_for_status()


def enter_by_demo(person: Visitor) -> None:
    """One click on the sign-in page."""
    person.go("/sign-in")
    person.press("local.demo")
    person.page.wait_for_url("**/workbench")
    person.logged.clear()  # the browser itself logs the 401 of a guest


def read_coins(person: Visitor) -> int:
    """The coins after all that was paid before: the page asks for them anew."""
    person.go("/workbench")
    badge = person.page.locator("[data-balance]").locator("visible=true").first
    expect(badge).to_have_text(re.compile(r"^\d+$"))
    return person.balance()


def open_panel(person: Visitor) -> Locator:
    """The developer panel, by its button beside the account."""
    person.press("local.tools")
    panel = person.page.get_by_role("dialog", name=person.say("local.tools"))
    panel.wait_for()
    return panel


def close_panel(person: Visitor, panel: Locator) -> None:
    """Back to the page."""
    panel.get_by_role("button", name=person.say("common.close")).click()
    expect(panel).to_be_hidden()


def test_the_demo_account_gets_in_and_a_fault_from_the_panel_fails_the_next_match_and_costs_nothing(
    browser: Browser, site: Site, en: Texts
) -> None:
    with visitor(browser, site, en) as person:
        enter_by_demo(person)
        person.go("/profile")
        upload_resume(person)
        coins = read_coins(person)
        panel = open_panel(person)
        panel.get_by_label(en("local.task")).select_option("job_summary")
        panel.get_by_role("button", name=en("local.timesOption", count=2)).click()
        panel.get_by_role("button", name=en("local.kinds.nonsense")).click()
        person.sees("local.waiting", task=en("coins.steps.job_summary"), count=2)
        assert person.faults() == []
        person.take_picture("developer-panel")
        close_panel(person, panel)
        start_from_text(person)
        person.sees("failures.title", timeout_s=60)
        person.sees("failures.returned")
        wait_for_balance(person, coins)
        panel = open_panel(person)
        expect(panel.get_by_text("SUMMARY_FAILED")).to_be_visible()
        expect(panel.get_by_text("JSON_PARSE_FAILED")).to_be_visible()
        expect(panel.get_by_text(en("local.noneWaiting"))).to_be_visible()
        person.take_picture("developer-panel-after-failure")


def test_the_queue_is_disturbed_by_its_sliders_and_calmed_by_one_button(
    browser: Browser, site: Site, zh: Texts
) -> None:
    with visitor(browser, site, zh, "phone") as person:
        enter_by_demo(person)
        panel = open_panel(person)
        slider = panel.get_by_label(zh("local.chaos.duplicate"))
        slider.focus()
        for _ in range(3):
            slider.press("ArrowRight")
        expect(panel.get_by_role("status")).to_have_count(4)
        expect(panel.get_by_text("30%")).to_be_visible()
        person.take_picture("developer-panel-chaos")
        assert person.faults() == []
        close_panel(person, panel)
        person.page.reload()
        panel = open_panel(person)
        expect(panel.get_by_text("30%")).to_be_visible()
        panel.get_by_role("button", name=zh("local.reset")).click()
        expect(panel.get_by_text("30%")).to_be_hidden()
