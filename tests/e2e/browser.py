"""A browser page that is watched: what it logs, whether it is sound, how it looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.e2e.site import SCREENSHOTS, WEB, Site, Texts

Size = Literal["desktop", "phone"]
Theme = Literal["light", "dark"]
SIZES: dict[Size, tuple[int, int]] = {"desktop": (1440, 900), "phone": (390, 844)}
TAGS = {"zh": "zh-CN", "en": "en-US"}
FIND_VIOLATIONS = """
axe.run(document, {resultTypes: ['violations']}).then(({violations}) =>
  violations.map(({id, nodes}) => `${id}: ${nodes.slice(0, 3).map(node => node.html).join(' | ')}`))
"""
# A connection that is cut on purpose is news for the console, not a fault of the page.
EXPECTED = ("net::ERR_INTERNET_DISCONNECTED", "net::ERR_NETWORK_CHANGED", "net::ERR_FAILED")


@dataclass
class Visitor:
    """One person in one browser profile."""

    site: Site
    say: Texts
    page: Page
    size: Size
    logged: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Page:
        """Keep what a page of this person says to the console."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.logged.append(f"error: {error}"))
        return page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(w in message.text for w in EXPECTED):
            self.logged.append(f"{message.type}: {message.text} {message.location.get('url')}")

    def go(self, path: str = "") -> None:
        """Open a page of the site in this person's language."""
        self.page.goto(f"{self.site.base}/{self.say.locale}{path}")

    def press(self, key: str, **blanks: object) -> None:
        """Press the button with this text."""
        self.page.get_by_role("button", name=self.say(key, **blanks), exact=True).first.click()

    def follow(self, key: str, **blanks: object) -> None:
        """Follow the link with this text."""
        self.page.get_by_role("link", name=self.say(key, **blanks)).first.click()

    def sees(self, key: str, timeout_s: float = 15, **blanks: object) -> None:
        """Wait for a text."""
        text = self.page.get_by_text(self.say(key, **blanks)).locator("visible=true").first
        text.wait_for(timeout=timeout_s * 1000)

    def open_menu(self) -> None:
        """Bring the sidebar into view where it is a drawer."""
        if self.size == "phone":
            self.page.get_by_role("button", name=self.say("common.menu")).click()

    def balance(self) -> int:
        """The coins in sight."""
        return int(self.page.locator("[data-balance]").locator("visible=true").first.inner_text())

    def faults(self) -> list[str]:
        """What is wrong with the page as it stands."""
        self.page.evaluate((WEB / "node_modules/axe-core/axe.min.js").read_text())
        found: list[str] = self.page.evaluate(FIND_VIOLATIONS)
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append("the page scrolls sideways")
        return found

    def take_picture(self, name: str) -> None:
        """Keep what is seen."""
        folder = SCREENSHOTS / f"{self.size}-{self.say.locale}"
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=True)


@contextmanager
def visitor(
    browser: Browser, site: Site, say: Texts, size: Size = "desktop", **options: Any
) -> Iterator[Visitor]:
    """A new browser profile; at its end nothing may have been logged."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        has_touch=size == "phone",
        locale=TAGS[say.locale],
        accept_downloads=True,
        **options,
    )
    context.set_default_timeout(20_000)
    person = Visitor(site, say, context.new_page(), size)
    person.watch(person.page)
    yield person
    context.close()
    assert person.logged == []
