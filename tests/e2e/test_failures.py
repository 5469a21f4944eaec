"""What goes wrong is said, costs nothing, and can be tried again."""

from playwright.sync_api import Browser, expect

from tests.e2e.browser import visitor
from tests.e2e.people import (
    open_tab,
    settle_in,
    sign_up,
    start_from_text,
    wait_for_balance,
    wait_for_result,
    wait_until_grown,
)
from tests.e2e.site import Site, Texts

NONSENSE = {"match_task": "job_summary", "reply": "I would rather not."}


def test_a_failed_run_gives_the_coins_back_and_a_retry_succeeds(
    browser: Browser, site: Site, zh: Texts
) -> None:
    with visitor(browser, site, zh) as person:
        settle_in(person)
        wait_for_balance(person, 7)
        site.spoil(NONSENSE, NONSENSE)
        start_from_text(person)
        person.sees("failures.title", timeout_s=60)
        person.sees("failures.returned")
        wait_for_balance(person, 7)
        person.take_picture("failed")
        site.forget_faults()
        person.press("service.retryMatch")
        wait_for_result(person)
        wait_for_balance(person, 5)


def test_cancelling_gives_the_coins_back(browser: Browser, site: Site, en: Texts) -> None:
    with visitor(browser, site, en) as person:
        settle_in(person)
        site.spoil({"match_task": "job_match", "token_delay": 0.3})
        start_from_text(person)
        wait_until_grown(person, 5)
        person.press("service.stop")
        person.page.get_by_role("dialog").get_by_role("button", name=en("service.stop")).click()
        person.sees("failures.USER_CANCELLED")
        wait_for_balance(person, 7)


def test_a_wrong_password_is_told_in_the_readers_language(
    browser: Browser, site: Site, zh: Texts
) -> None:
    with visitor(browser, site, zh) as person:
        person.go("/sign-in")
        person.page.get_by_label(zh("auth.email")).fill("nobody@example.com")
        person.page.get_by_label(zh("auth.password")).fill("a-wrong-password")
        person.press("auth.signIn")
        person.sees("auth.errors.INVALID_EMAIL_OR_PASSWORD")
        person.logged.clear()  # the browser itself logs the 401


def test_without_a_resume_the_way_is_shown_and_nothing_can_be_sent(
    browser: Browser, site: Site, en: Texts
) -> None:
    with visitor(browser, site, en) as person:
        sign_up(person)
        person.go("/workbench")
        person.sees("workbench.noResume")
        person.page.get_by_label(en("workbench.jobLabel")).last.fill("x" * 200)
        expect(person.page.get_by_role("button", name=en("workbench.start"))).to_be_disabled()
        person.follow("workbench.toProfile")
        person.page.wait_for_url("**/profile")


def test_a_file_that_is_no_pdf_is_refused_before_it_is_sent(
    browser: Browser, site: Site, zh: Texts
) -> None:
    with visitor(browser, site, zh) as person:
        sign_up(person)
        person.page.locator("input[type=file]").first.set_input_files(zh.sample("job.png"))
        person.sees("assets.wrongType")
        wait_for_balance(person, 8)


def test_lost_network_in_mid_stream_loses_nothing(browser: Browser, site: Site, en: Texts) -> None:
    with visitor(browser, site, en) as person:
        settle_in(person)
        site.spoil({"match_task": "job_match", "token_delay": 0.1})
        start_from_text(person)
        before = wait_until_grown(person, 40)
        person.page.context.set_offline(True)
        person.page.wait_for_timeout(2_000)
        person.page.context.set_offline(False)
        after = wait_until_grown(person, len(before))
        assert after.startswith(before[:30])
        wait_for_result(person)


def test_a_second_tab_shows_the_same_without_a_connection_of_its_own(
    browser: Browser, site: Site, en: Texts
) -> None:
    with visitor(browser, site, en) as person:
        settle_in(person)
        site.spoil({"match_task": "job_match", "token_delay": 0.12})
        address = start_from_text(person)
        before = wait_until_grown(person, 40)
        other = person.watch(person.page.context.new_page())
        streams: list[str] = []
        other.on("request", lambda r: streams.append(r.url) if "/stream/" in r.url else None)
        other.goto(address)
        other.get_by_role("log").wait_for()
        assert other.get_by_role("log").inner_text().startswith(before[:30])
        assert streams == []
        person.page.close()
        other.locator("#result-heading").wait_for(timeout=120_000)
        person.page = other


def test_where_streams_are_held_back_polling_brings_the_same(
    browser: Browser, site: Site, en: Texts
) -> None:
    with visitor(browser, site, en) as person:
        settle_in(person)
        person.page.route(
            lambda url: "/stream/" in url and "wait=" not in url,
            lambda route: route.fulfill(status=200, content_type="text/html", body="<p>proxy</p>"),
        )
        site.spoil({"match_task": "job_match", "token_delay": 0.05})
        start_from_text(person)
        person.sees("common.polling")
        wait_until_grown(person, 40)
        wait_for_result(person)
        open_tab(person, "match")
