"""python look.py BASE_URL FOLDER: pictures of every page, light and dark, wide and narrow, zh and en, with checks."""

# ruff: noqa

import itertools
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

BASE, FOLDER = sys.argv[1], Path(sys.argv[2])
ONLY = sys.argv[3] if len(sys.argv) > 3 else ""
AXE = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text()
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
GUEST = {"landing": "", "sign-in": "/sign-in", "sign-up": "/sign-up"}
USER = {
    "workbench": "/workbench",
    "profile-assets": "/profile",
    "profile-coins": "/profile?tab=coins",
    "profile-account": "/profile?tab=account",
    "service-done": "/workbench/done",
    "service-streaming": "/workbench/streaming",
    "service-queued": "/workbench/queued",
    "service-ocr": "/workbench/ocr",
    "service-matched": "/workbench/matched",
    "service-failed": "/workbench/failed",
    "service-customized": "/workbench/customized",
}
NEW = {"new-workbench": "/workbench", "new-profile": "/profile"}


def check(page: Page, name: str, folder: Path) -> list[str]:
    faults = page.evaluate(
        AXE
        + ";axe.run(document,{resultTypes:['violations']}).then(r=>r.violations.map(v=>v.id+' '+v.nodes.map(n=>n.target+' '+(n.any[0]?.message??'')).slice(0,3).join(' | ')))"
    )
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        faults.append("scrolls sideways")
    page.screenshot(path=folder / f"{name}.png", full_page=True)
    return [f"{name}: {fault}" for fault in faults]


def extras(page: Page, name: str) -> list[str]:
    """Tabs inside a page are pages too."""
    if name == "service-done":
        return ["match", "customize", "edit"]
    return ["match"] if name in {"service-matched"} else []


def open_part(page: Page, part: str) -> None:
    order = {"match": 0, "customize": 1}
    if part == "edit":
        page.get_by_role("tablist").nth(1).get_by_role("tab").nth(1).click()
        page.wait_for_timeout(2500)
    else:
        page.get_by_role("tablist").first.get_by_role("tab").nth(order[part]).click()
    page.wait_for_timeout(400)


def visit(page: Page, locale: str, pages: dict[str, str], folder: Path, prefix: str) -> list[str]:
    faults = []
    for name, path in pages.items():
        if ONLY and ONLY not in name:
            continue
        page.goto(f"{BASE}/{locale}{path}")
        page.wait_for_timeout(1500 if "streaming" in name else 900)
        faults += check(page, f"{prefix}-{name}", folder)
        for part in extras(page, name):
            open_part(page, part)
            faults += check(page, f"{prefix}-{name}-{part}", folder)
    return faults


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium")
        for locale, theme, size in itertools.product(("zh", "en"), ("light", "dark"), SIZES):
            width, height = SIZES[size]
            prefix = f"{size}-{locale}-{theme}"
            for email, pages in (("", GUEST), ("lin@example.com", USER), ("new@example.com", NEW)):
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=theme,
                    locale="zh-CN" if locale == "zh" else "en-US",
                )
                page = context.new_page()
                faults: list[str] = []
                page.on(
                    "console",
                    lambda message, faults=faults: (
                        faults.append(f"console {message.type}: {message.text}")
                        if message.type in {"error", "warning"}
                        else None
                    ),
                )
                page.on("pageerror", lambda error, faults=faults: faults.append(f"error: {error}"))
                if email:
                    page.goto(f"{BASE}/{locale}/sign-in")
                    page.locator("input[type=email]").fill(email)
                    page.locator("input[type=password]").fill("a-good-password")
                    page.locator("button[type=submit]").click()
                    page.wait_for_url("**/workbench")
                faults += visit(page, locale, pages, FOLDER, prefix)
                for fault in dict.fromkeys(faults):
                    print(prefix, fault)
                context.close()
        browser.close()


main()
