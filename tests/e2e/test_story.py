"""The whole story of a job seeker, in both languages, on a desk and on a phone."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browser import Size, Visitor, visitor
from tests.e2e.people import (
    open_tab,
    sign_up,
    start_from_picture,
    start_from_text,
    upload_resume,
    wait_for_balance,
    wait_for_result,
    wait_until_grown,
)
from tests.e2e.site import Site, Texts

SLOW = {"match_task": "job_match", "token_delay": 0.05}


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_from_sign_up_to_interview(
    browser: Browser, site: Site, dictionaries: dict[str, Any], locale: str, size: Size
) -> None:
    say = Texts(locale, dictionaries[locale])
    with visitor(browser, site, say, size) as person:
        sign_up(person)
        person.sees("assets.firstTitle")
        person.take_picture("story-1-first-visit")
        upload_resume(person)
        wait_for_balance(person, 7)
        _two_services_at_once(person)
        _customize(person)
        _own_words_are_not_lost_without_a_question(person)
        _interview(person)


def _two_services_at_once(person: Visitor) -> None:
    """A pasted job and a screenshot; the first is watched, left and found again in mid-stream."""
    person.site.spoil(SLOW)
    text = start_from_text(person)
    wait_for_balance(person, 5)
    picture = start_from_picture(person)
    wait_for_balance(person, 2)

    person.page.goto(text)
    before = wait_until_grown(person, 60)
    person.take_picture("story-2-streaming")
    person.page.reload()
    after = wait_until_grown(person, len(before))
    assert after.startswith(before[:40])
    wait_for_result(person)
    _evidence(person)

    person.page.goto(picture)
    open_tab(person, "match")
    wait_for_result(person)
    person.page.goto(text)


def _evidence(person: Visitor) -> None:
    """A requirement with proof shows the line of the resume it rests on."""
    met = person.say("match.met")
    row = person.page.locator("button[aria-pressed]", has_text=met).first
    if row.get_attribute("aria-pressed") == "false":
        row.click()
    expect(person.page.locator("mark").locator("visible=true").first).to_be_visible()
    person.take_picture("story-3-match")


def _customize(person: Visitor) -> None:
    """Tailor, undo one edit, change the text, save, look at the page, take it home."""
    open_tab(person, "customize")
    person.press("customize.cta")
    wait_for_result(person)
    wait_for_balance(person, 0)
    applied = person.page.locator("[data-state=applied]")
    count = applied.count()
    assert count > 0
    applied.first.get_by_role("button", name=person.say("customize.undo")).click()
    expect(applied).to_have_count(count - 1)
    person.take_picture("story-4-edits")

    person.page.get_by_role("tab", name=person.say("customize.editTab")).click()
    editor = person.page.get_by_label(person.say("customize.editor"))
    editor.press("Control+End")
    editor.type("\n\n## 2026\n\n- ABCD")
    person.sees("customize.unsaved")
    person.press("customize.save")
    expect(person.page.get_by_text(person.say("customize.unsaved"))).to_have_count(0)
    if person.size == "phone":
        person.page.get_by_role("tab", name=person.say("customize.preview")).click()
    expect(person.page.locator("canvas").first).to_be_visible(timeout=30_000)
    person.take_picture("story-5-editor")
    with person.page.expect_download() as download:
        person.press("customize.exportPdf")
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def _own_words_are_not_lost_without_a_question(person: Visitor) -> None:
    """Undoing an edit makes the whole text anew: who wrote in it is asked."""
    person.page.get_by_role("tab", name=person.say("customize.opsTab"), exact=True).click()
    undo = person.say("customize.undo")
    person.page.locator("[data-state=applied]").first.get_by_role("button", name=undo).click()
    question = person.page.get_by_role("dialog", name=person.say("customize.replaceTitle"))
    question.get_by_role("button", name=person.say("common.back")).click()
    expect(question).to_be_hidden()
    expect(person.page.get_by_text(person.say("customize.edited"))).to_be_visible()


def _interview(person: Visitor) -> None:
    """Without coins it takes the free queue, and says so."""
    open_tab(person, "interview")
    person.sees("workbench.freeHint", balance=0, count=2)
    person.press("interview.start")
    person.sees("coins.toFree")
    wait_for_result(person)
    assert person.page.locator("details").count() > 1
    person.take_picture("story-6-interview")
