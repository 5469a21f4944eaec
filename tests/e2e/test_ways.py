"""Addresses, languages, looks, keyboard."""

from playwright.sync_api import Browser, expect

from tests.e2e.browser import visitor
from tests.e2e.people import PASSWORD, settle_in, sign_up, start_from_text, wait_for_result
from tests.e2e.site import Site, Texts


def test_a_guest_sees_the_landing_page_in_the_browsers_language(
    browser: Browser, site: Site, zh: Texts, en: Texts
) -> None:
    for say in (zh, en):
        with visitor(browser, site, say) as person:
            person.page.goto(site.base)
            person.page.wait_for_url(f"**/{say.locale}")
            expect(person.page.get_by_role("heading", level=1)).to_have_text(say("landing.title"))


def test_a_guest_who_wants_in_signs_in_and_arrives_where_he_wanted(
    browser: Browser, site: Site, en: Texts
) -> None:
    with visitor(browser, site, en) as person:
        email = sign_up(person)
        person.page.get_by_role("button", name=en("account.title")).click()
        person.page.get_by_role("menuitem", name=en("auth.signOut")).click()
        person.page.wait_for_url("**/en")
        person.go("/profile?tab=coins")
        person.page.wait_for_url("**/sign-in?next=*")
        person.page.get_by_label(en("auth.email")).fill(email)
        person.page.get_by_label(en("auth.password")).fill(PASSWORD)
        person.press("auth.signIn")
        person.page.wait_for_url("**/profile?tab=coins")
        person.logged.clear()  # the browser itself logs the 401 of a guest


def test_whoever_is_signed_in_goes_from_the_front_door_to_the_workbench(
    browser: Browser, site: Site, zh: Texts
) -> None:
    with visitor(browser, site, zh) as person:
        sign_up(person)
        person.page.goto(site.base)
        person.page.wait_for_url("**/zh/workbench")
        person.sees("workbench.welcome")


def test_language_changes_only_its_part_of_the_address_and_stays_for_the_next_visit(
    browser: Browser, site: Site, en: Texts, zh: Texts
) -> None:
    with visitor(browser, site, en) as person:
        sign_up(person)
        person.go("/profile?tab=account")
        person.page.get_by_role("button", name="中文").click()
        person.page.wait_for_url("**/zh/profile?tab=account")
        expect(person.page.locator("html")).to_have_attribute("lang", "zh-CN")
        expect(person.page.get_by_text(zh("account.data"))).to_be_visible()
        person.page.goto(site.base)
        person.page.wait_for_url("**/zh/workbench")


def test_the_chosen_theme_is_there_before_the_first_paint(
    browser: Browser, site: Site, en: Texts
) -> None:
    with visitor(browser, site, en, color_scheme="light") as person:
        person.go()
        person.page.get_by_role("button", name=en("common.darkTheme")).click()
        person.page.reload(wait_until="commit")
        expect(person.page.locator("html")).to_have_class("dark")


def test_the_keyboard_is_enough_to_start_an_analysis_and_read_its_result(
    browser: Browser, site: Site, en: Texts
) -> None:
    with visitor(browser, site, en) as person:
        settle_in(person)
        person.go("/workbench")
        field = person.page.get_by_label(en("workbench.jobLabel")).last
        field.fill(en.sample("job.txt").read_text())
        field.press("Control+Enter")
        person.page.wait_for_url("**/workbench/*")
        wait_for_result(person)
        expect(person.page.locator("#result-heading")).to_be_focused()


def test_a_service_can_be_deleted_and_other_peoples_services_do_not_exist(
    browser: Browser, site: Site, en: Texts
) -> None:
    with visitor(browser, site, en) as owner, visitor(browser, site, en) as other:
        settle_in(owner)
        address = start_from_text(owner)
        wait_for_result(owner)
        sign_up(other)
        other.page.goto(address)
        other.sees("service.fail404")
        other.logged.clear()  # the browser itself logs the 404
        owner.page.get_by_role("button", name=en("service.remove")).click()
        owner.page.get_by_role("dialog").get_by_role("button", name=en("service.remove")).click()
        owner.page.wait_for_url("**/workbench")
        owner.sees("workbench.historyEmpty")


def test_typed_text_survives_a_reload(browser: Browser, site: Site, zh: Texts) -> None:
    with visitor(browser, site, zh) as person:
        sign_up(person)
        person.go("/workbench")
        person.page.get_by_label(zh("workbench.jobLabel")).last.fill("后端工程师，五年经验")
        person.page.reload()
        field = person.page.get_by_label(zh("workbench.jobLabel")).last
        expect(field).to_have_value("后端工程师，五年经验")


def test_text_of_the_wrong_length_cannot_be_sent(browser: Browser, site: Site, zh: Texts) -> None:
    with visitor(browser, site, zh) as person:
        sign_up(person)
        person.go("/workbench")
        field = person.page.get_by_label(zh("workbench.jobLabel")).last
        field.fill("短")
        person.sees("workbench.tooShort", min=20)
        field.fill("长" * 12_001)
        person.sees("workbench.tooLong", max=12_000)
        expect(person.page.get_by_role("button", name=zh("workbench.start"))).to_be_disabled()
