from api.create_service import handler as create_service
from api.list_services import handler
from shared.context import Context
from tests.app import JOB, call, give_resume, person
from tests.functions.api.scenes import matched
from tests.identity import SignIn

SAMPLE = "api/list_services"


def test_newest_first_in_pages_without_gap_or_repeat(ctx: Context, sign_in: SignIn) -> None:
    person(ctx, "ann", coins=20)
    give_resume(ctx, "ann")
    headers = sign_in.bearer("ann")
    made = []
    for number in range(3):
        body = {"jobText": f"{JOB} {number}", "locale": "en"}
        made.append(
            call(create_service, "api/create_service", headers=headers, body=body)[1]["serviceId"]
        )

    seen, cursor = [], ""
    while True:
        query = {"limit": 2} | ({"cursor": cursor.replace("+", "%2B")} if cursor else {})
        _, page = call(handler, SAMPLE, headers=headers, query=query)
        seen += [item["id"] for item in page["items"]]
        cursor = page["nextCursor"]
        if not cursor:
            break

    assert seen == made[::-1]


def test_an_item_shows_title_state_and_score(ctx: Context, sign_in: SignIn) -> None:
    matched(ctx, sign_in)
    (item,) = call(handler, SAMPLE, headers=sign_in.bearer("ann"))[1]["items"]
    assert (item["title"], item["company"], item["score"]) == ("Backend engineer", "Meridian", 90)
    assert (item["currentStatus"], item["currentStep"]) == ("MATCH_COMPLETED", "CUSTOMIZE")


def test_nobody_sees_the_services_of_others(ctx: Context, sign_in: SignIn) -> None:
    matched(ctx, sign_in)
    assert call(handler, SAMPLE, headers=sign_in.bearer("eve"))[1]["items"] == []


def test_a_made_up_cursor_is_refused(ctx: Context, sign_in: SignIn) -> None:
    status, body = call(handler, SAMPLE, headers=sign_in.bearer("ann"), query={"cursor": "x"})
    assert (status, body["error"]) == (422, "invalid_cursor")
