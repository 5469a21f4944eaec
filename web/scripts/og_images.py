"""python web/scripts/og_images.py BASE_URL: the pictures that links to the landing pages are shown with."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PUBLIC = Path(__file__).parents[1] / "public"
LOOK = "header { display: none !important } main > section { padding-top: 44px !important }"


def main(base: str) -> None:
    """One picture a language, 1200 by 630 as the networks want it."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium")
        page = browser.new_page(viewport={"width": 1200, "height": 630}, color_scheme="light")
        for locale in ("zh", "en"):
            page.goto(f"{base}/{locale}", wait_until="networkidle")
            page.add_style_tag(content=LOOK)
            page.screenshot(path=PUBLIC / f"og-{locale}.png")
        browser.close()


main(sys.argv[1])
