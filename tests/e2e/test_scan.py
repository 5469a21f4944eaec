"""A file without text: what reading it would cost is said before, and only a click begins it."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.documents.scans import blank_scan, scan_of
from tests.e2e.browser import Size, Visitor, visitor
from tests.e2e.people import sign_up, wait_for_balance
from tests.e2e.site import Site, Texts

OFFER = {"count": 2, "usual": 1, "pages": 5}


def drop(person: Visitor, file: Path) -> None:
    """Choose a file for the general resume, and see the offer."""
    person.page.locator("input[type=file]").first.set_input_files(file)
    person.sees("assets.scan.title", timeout_s=30)
    person.logged.clear()  # the browser itself logs the 422


def paint(page: Page, theme: str) -> None:
    """As the switch of the theme does; on a phone it is in a drawer, over the offer."""
    page.evaluate("theme => document.documentElement.className = theme", theme)
    page.evaluate(
        "Promise.all(document.getAnimations().filter(a => a instanceof CSSTransition).map(a => a.finished))"
    )


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_scan_is_read_once_the_person_agrees_to_the_price(
    browser: Browser,
    site: Site,
    dictionaries: dict[str, Any],
    tmp_path: Path,
    locale: str,
    size: Size,
) -> None:
    say, file = Texts(locale, dictionaries[locale]), tmp_path / "scan.pdf"
    file.write_bytes(scan_of(say.sample("resume.pdf").read_bytes()))
    with visitor(browser, site, say, size) as person:
        sign_up(person)
        drop(person, file)
        person.sees("assets.scan.price", **OFFER)
        person.sees("assets.scan.privacy")
        for theme in ("dark", "light"):
            paint(person.page, theme)
            person.take_picture(f"scan-offer-{theme}")
            assert person.faults() == []
        assert person.balance() == 8

        person.press("assets.scan.decline")
        expect(person.page.get_by_text(say("assets.scan.title"))).to_be_hidden()
        drop(person, file)
        person.press("assets.scan.agree", count=2)
        person.page.locator("[data-phase=ready]").wait_for(timeout=90_000)
        wait_for_balance(person, 6)
        person.press("assets.view")
        person.page.get_by_role("tab", name=say("assets.notes")).click()
        person.sees("assets.noteKinds.read_by_ocr")
        person.take_picture("scan-read")
        assert person.faults() == []


def test_a_long_scan_is_refused_by_its_length_and_an_empty_one_costs_nothing(
    browser: Browser, site: Site, en: Texts, tmp_path: Path
) -> None:
    long, empty = tmp_path / "long.pdf", tmp_path / "empty.pdf"
    long.write_bytes(blank_scan(6))
    empty.write_bytes(blank_scan(1))
    with visitor(browser, site, en) as person:
        sign_up(person)
        drop(person, long)
        person.press("assets.scan.agree", count=2)
        person.sees("assets.scan.tooLong", pages=5)
        person.logged.clear()  # the browser itself logs the 422
        drop(person, empty)
        person.press("assets.scan.agree", count=2)
        person.sees("failures.PDF_NO_TEXT", timeout_s=60)
        wait_for_balance(person, 8)
