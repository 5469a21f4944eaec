"""Every page is sound and keeps its picture: languages, themes, desk and phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, StorageState

from tests.e2e.browser import Size, Theme, Visitor, visitor
from tests.e2e.people import open_tab, settle_in, start_from_text, wait_for_result
from tests.e2e.site import Site, Texts

GUEST_PAGES = {
    "landing": "",
    "sign-in": "/sign-in",
    "sign-up": "/sign-up",
    "reset-password": "/reset-password",
}
PAGES = {
    "workbench": "/workbench",
    "profile-assets": "/profile",
    "profile-coins": "/profile?tab=coins",
    "profile-account": "/profile?tab=account",
}

ALL_IN_PLACE = "dialog => Promise.all(dialog.getAnimations().map(({finished}) => finished))"


@pytest.fixture(scope="module")
def settled(
    running: Site, browser: Browser, dictionaries: dict[str, Any]
) -> Iterator[tuple[StorageState, str]]:
    """Somebody with a finished service: the browser's memory of the sign-in, and the service's path."""
    running.forget_faults()
    say = Texts("zh", dictionaries["zh"])
    with visitor(browser, running, say) as person:
        settle_in(person)
        address = start_from_text(person)
        wait_for_result(person)
        for step, action in (("customize", "customize.cta"), ("interview", "interview.start")):
            open_tab(person, step)
            person.press(action)
            wait_for_result(person)
        state = person.page.context.storage_state()
        yield state, address.removeprefix(f"{running.base}/zh")


def look(person: Visitor, name: str, theme: Theme) -> list[str]:
    """A picture of the page, and what is wrong with it."""
    person.page.wait_for_load_state("networkidle")
    person.take_picture(f"{name}-{theme}")
    return [f"{name}: {fault}" for fault in person.faults()]


def look_into_dialogs(person: Visitor, theme: Theme) -> list[str]:
    """What opens above a page: the reading of a file, the developer panel."""
    faults: list[str] = []
    for path, key in (("/profile", "assets.view"), ("/workbench", "local.tools")):
        person.go(path)
        person.press(key)
        person.page.get_by_role("dialog").evaluate(ALL_IN_PLACE)
        faults += look(person, f"dialog-{key.split('.')[1]}", theme)
    return faults


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_pages_are_sound(
    browser: Browser,
    site: Site,
    dictionaries: dict[str, Any],
    settled: tuple[StorageState, str],
    locale: str,
    size: Size,
    theme: Theme,
) -> None:
    say, (state, service) = Texts(locale, dictionaries[locale]), settled
    faults: list[str] = []
    with visitor(browser, site, say, size, color_scheme=theme) as guest:
        for name, path in GUEST_PAGES.items():
            guest.go(path)
            faults += look(guest, name, theme)
    with visitor(browser, site, say, size, color_scheme=theme, storage_state=state) as person:
        for name, path in PAGES.items():
            person.go(path)
            person.page.get_by_role("heading", level=1).wait_for()
            faults += look(person, name, theme)
        faults += look_into_dialogs(person, theme)
        person.go(service)
        for step in ("match", "customize", "interview"):
            open_tab(person, step)
            wait_for_result(person)
            faults += look(person, f"service-{step}", theme)
        open_tab(person, "customize")
        person.page.get_by_role("tab", name=say("customize.editTab")).click()
        person.page.get_by_label(say("customize.editor")).wait_for()
        if size == "phone":
            faults += look(person, "service-editor-text", theme)
            person.page.get_by_role("tab", name=say("customize.preview")).click()
        person.page.locator("canvas").first.wait_for(timeout=30_000)
        faults += look(person, "service-editor", theme)
    assert faults == []
