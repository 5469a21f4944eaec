"""The adapter wants an event loop in its thread; these threads have none, or have lost it."""

import asyncio
import threading
from collections.abc import Callable

import pytest

from api.get_profile import handler
from shared.context import Context
from tests.app import call
from tests.identity import SignIn


def lost() -> None:
    asyncio.run(asyncio.sleep(0))  # leaves the thread without the loop it may have had


@pytest.mark.parametrize("before", [lambda: None, lost], ids=["never had one", "lost it"])
def test_a_handler_works_in_a_thread_without_a_loop(
    ctx: Context, sign_in: SignIn, before: Callable[[], None]
) -> None:
    seen: list[int] = []

    def ask() -> None:
        before()
        seen.extend(
            call(handler, "api/get_profile", headers=sign_in.bearer("ann"))[0] for _ in range(2)
        )
        asyncio.get_event_loop().close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert seen == [200, 200]
