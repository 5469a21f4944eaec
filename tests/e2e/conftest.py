"""One stack and one browser for all stories; every test has people of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.site import WEB, Site, Texts, load_texts, running_site

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The whole product."""
    assert (WEB / "dist/index.html").is_file(), "the web app is not built: ./dev up builds it"
    with running_site(tmp_path_factory.mktemp("e2e") / "state") as site:
        yield site


@pytest.fixture
def site(running: Site) -> Iterator[Site]:
    """The product with models that work."""
    running.forget_faults()
    yield running
    running.forget_faults()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def dictionaries() -> dict[str, Any]:
    """All texts of the pages."""
    return load_texts()


@pytest.fixture
def zh(dictionaries: dict[str, Any]) -> Texts:
    return Texts("zh", dictionaries["zh"])


@pytest.fixture
def en(dictionaries: dict[str, Any]) -> Texts:
    return Texts("en", dictionaries["en"])
