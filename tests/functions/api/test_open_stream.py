from uuid import UUID

from api.open_stream import handler
from shared.context import Context
from tests.app import call
from tests.functions.api.scenes import created
from tests.identity import SignIn

SAMPLE = "api/open_stream"


def test_the_ticket_is_for_this_user_and_this_run(ctx: Context, sign_in: SignIn) -> None:
    session = created(ctx, sign_in)["executionSessionId"]
    body = {"executionSessionId": session}

    status, answer = call(handler, SAMPLE, headers=sign_in.bearer("ann"), body=body)

    assert status == 200
    read = ctx.tickets.read(answer["ticket"], UUID(session))
    assert (read.user_id, str(read.session_id)) == ("ann", session)


def test_each_connection_gets_a_ticket_of_its_own(ctx: Context, sign_in: SignIn) -> None:
    body = {"executionSessionId": created(ctx, sign_in)["executionSessionId"]}
    tickets = {
        call(handler, SAMPLE, headers=sign_in.bearer("ann"), body=body)[1]["ticket"]
        for _ in range(2)
    }
    assert len(tickets) == 2


def test_the_run_of_someone_else_is_not_found(ctx: Context, sign_in: SignIn) -> None:
    body = {"executionSessionId": created(ctx, sign_in)["executionSessionId"]}
    assert call(handler, SAMPLE, headers=sign_in.bearer("eve"), body=body)[0] == 404
