"""An account in its owner's hands: the password, a copy of the data, and leaving with a proof."""

import json
import zipfile

from playwright.sync_api import Browser, Locator, expect

from tests.e2e.browser import Visitor, visitor
from tests.e2e.people import PASSWORD, settle_in, sign_up, start_from_text, wait_for_result
from tests.e2e.site import Site, Texts

NEW_PASSWORD = "an-even-better-one"


def sign_in(person: Visitor, email: str, password: str) -> None:
    """The form, sent."""
    person.page.get_by_label(person.say("auth.email")).fill(email)
    person.page.get_by_label(person.say("auth.password")).fill(password)
    person.press("auth.signIn")


def sign_out(person: Visitor) -> None:
    """By the menu of the account."""
    menu = person.page.locator("button[aria-haspopup=menu]").locator("visible=true")
    menu.click()
    person.page.get_by_role("menuitem", name=person.say("auth.signOut")).click()
    person.page.wait_for_url(f"**/{person.say.locale}")


def ask_to_delete(person: Visitor) -> Locator:
    """The question that comes before the end."""
    person.go("/profile?tab=account")
    person.press("account.delete")
    return person.page.get_by_role("dialog", name=person.say("account.deleteTitle"))


def confirm_with_email(person: Visitor, email: str) -> None:
    """Nothing but the account's own address opens the way."""
    question = ask_to_delete(person)
    confirm = question.get_by_role("button", name=person.say("account.delete"))
    expect(confirm).to_be_disabled()
    field = question.get_by_label(person.say("account.deleteAsk"))
    expect(field).to_be_focused()
    field.fill("somebody-else@example.com")
    expect(confirm).to_be_disabled()
    field.fill(email)
    confirm.click()


def ask_for_a_link(person: Visitor, email: str) -> None:
    """From the sign-in page to the promise of a mail."""
    person.go("/sign-in")
    person.follow("auth.forgot")
    person.page.wait_for_url("**/reset-password")
    person.page.get_by_role("button", name=person.say("auth.resetSend")).wait_for()
    person.page.get_by_label(person.say("auth.email")).fill(email)
    person.press("auth.resetSend")
    person.sees("auth.resetSent")
    person.sees("local.mail")
    person.take_picture("reset-password-sent")


def test_the_export_is_a_zip_with_profile_coins_services_and_the_file_itself(
    browser: Browser, site: Site, zh: Texts
) -> None:
    with visitor(browser, site, zh) as person:
        email = settle_in(person)
        service = start_from_text(person).rsplit("/", 1)[1]
        wait_for_result(person)
        person.go("/profile?tab=account")
        with person.page.expect_download() as download:
            person.press("account.export")
        person.sees("account.exported")
        assert download.value.suggested_filename == "careershaper.zip"
        with zipfile.ZipFile(download.value.path()) as archive:
            assert archive.testzip() is None
            assert json.loads(archive.read("profile.json"))["email"] == email
            assert len(json.loads(archive.read("coins.json"))["history"]) == 3
            assert json.loads(archive.read(f"services/{service}.json"))["match"]["score"] > 0
            files = [name for name in archive.namelist() if name.startswith("files/")]
            assert [archive.read(name)[:5] for name in files] == [b"%PDF-"]


def test_a_deleted_account_leaves_a_proof_and_nothing_else(
    browser: Browser, site: Site, en: Texts
) -> None:
    with visitor(browser, site, en) as person:
        email = settle_in(person)
        address = start_from_text(person)
        wait_for_result(person)

        confirm_with_email(person, email)
        person.page.wait_for_url("**/goodbye")
        person.sees("account.proof.clean")
        left = person.page.locator("[data-left]").all_inner_texts()
        assert len(left) > 10
        assert set(left) == {"0"}
        assert person.faults() == []
        person.take_picture("account-deleted")

        person.page.goto(address)
        person.page.wait_for_url("**/sign-in?next=*")
        sign_in(person, email, PASSWORD)
        person.sees("auth.errors.INVALID_EMAIL_OR_PASSWORD")
        person.logged.clear()  # the browser itself logs the 401


def test_whoever_changes_the_mind_keeps_the_account(
    browser: Browser, site: Site, zh: Texts
) -> None:
    with visitor(browser, site, zh, "phone") as person:
        email = sign_up(person)
        question = ask_to_delete(person)
        question.get_by_label(zh("account.deleteAsk")).fill(email)
        assert person.faults() == []
        person.take_picture("account-delete-question")
        question.get_by_role("button", name=zh("common.back")).click()
        expect(question).to_be_hidden()
        person.page.reload()
        person.sees("account.data")


def test_the_password_is_changed_by_who_knows_the_old_one(
    browser: Browser, site: Site, en: Texts
) -> None:
    with visitor(browser, site, en) as person:
        email = sign_up(person)
        person.go("/profile?tab=account")
        old = person.page.get_by_label(en("account.currentPassword"))
        old.fill("not-the-password")
        person.page.get_by_label(en("auth.newPassword")).fill(NEW_PASSWORD)
        person.press("account.changePassword")
        person.sees("auth.errors.INVALID_PASSWORD")
        person.logged.clear()  # the browser itself logs the 400
        old.fill(PASSWORD)
        person.press("account.changePassword")
        person.sees("account.passwordChanged")
        expect(old).to_have_value("")

        sign_out(person)
        person.go("/sign-in")
        sign_in(person, email, PASSWORD)
        person.sees("auth.errors.INVALID_EMAIL_OR_PASSWORD")
        sign_in(person, email, NEW_PASSWORD)
        person.page.wait_for_url("**/workbench")
        person.logged.clear()  # the browser itself logs the 401


def test_a_forgotten_password_is_set_anew_by_the_link_in_a_mail_once(
    browser: Browser, site: Site, zh: Texts
) -> None:
    with visitor(browser, site, zh) as person:
        email = sign_up(person)
        sign_out(person)
        ask_for_a_link(person, email)
        link = site.mailed_link(email)
        person.page.goto(link)
        person.page.wait_for_url("**/zh/reset-password?token=*")
        person.page.get_by_label(zh("auth.newPassword")).fill(NEW_PASSWORD)
        person.take_picture("reset-password-new")
        person.press("auth.resetSet")
        person.sees("auth.resetDone")
        person.follow("auth.signIn")
        person.page.wait_for_url("**/sign-in")
        sign_in(person, email, NEW_PASSWORD)
        person.page.wait_for_url("**/workbench")

        person.page.goto(link)
        person.sees("auth.resetExpired")
        person.page.get_by_label(zh("auth.email")).wait_for()
        person.logged.clear()  # the browser itself logs the 401 of a guest
