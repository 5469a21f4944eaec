"""A worker in a process of its own that is killed in the middle: python -m tests.chaos.slow_worker < order.json"""

import json
import sys
import time
from typing import Any

from shared.context import Context
from shared.models.run import Attempt, Message
from shared.settings import Settings
from shared.usecases.holding import Pace
from shared.usecases.screen import Screen
from shared.usecases.work import work
from tests.redis_server import RespRedis
from tests.worker.support import always


def think_for_ever(ctx: Context, attempt: Attempt, screen: Screen) -> dict[str, Any]:
    """Say half a sentence, then think until somebody pulls the plug."""
    screen.token("half a sen")
    screen.token("tence")
    print("working", flush=True)
    time.sleep(600)
    return {}


def main() -> None:
    """Work on the message of the order."""
    order = json.load(sys.stdin)
    ctx: Any = Context(Settings(database_url=order["database"], qstash_url=order["queue"]))
    ctx.redis = RespRedis(order["redis"])
    message = Message.model_validate(order["message"])
    work(ctx, message, always(think_for_ever), Pace(lease=order["lease"]))


if __name__ == "__main__":
    main()
