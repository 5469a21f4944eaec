"""Puts the emulator together: uvicorn --factory infra.local.qstash.app:create."""

import base64
import contextlib
import os
from collections.abc import AsyncGenerator

from starlette.applications import Starlette

from infra.local.environment import QSTASH
from infra.local.qstash.api.dead_letters import DeadLetterApi
from infra.local.qstash.api.development import DevelopmentApi
from infra.local.qstash.api.events import EventApi
from infra.local.qstash.api.flow_control import FlowControlApi
from infra.local.qstash.api.guard import Guard
from infra.local.qstash.api.messages import MessageApi
from infra.local.qstash.api.queues import QueueApi
from infra.local.qstash.api.schedules import ScheduleApi
from infra.local.qstash.clock import Clock
from infra.local.qstash.courier import Courier
from infra.local.qstash.publishing import read_message
from infra.local.qstash.schedules import Schedule, Schedules
from infra.local.qstash.signing import Keys
from infra.local.qstash.state import State
from infra.local.qstash.store import Store


def create() -> Starlette:
    """The application of this process: QSTASH_* variables, QSTASH_DATABASE, QSTASH_DEV_TIME_SCALE."""
    variables = {**QSTASH, **os.environ}
    keys = Keys(variables["QSTASH_CURRENT_SIGNING_KEY"], variables["QSTASH_NEXT_SIGNING_KEY"])
    clock = Clock(float(variables.get("QSTASH_DEV_TIME_SCALE", "1")))
    state = State(Store(variables.get("QSTASH_DATABASE", ":memory:")), keys, clock)
    return build(state, Guard(variables["QSTASH_TOKEN"]))


def build(state: State, guard: Guard) -> Starlette:
    """The routes over a state."""
    courier = Courier(state)
    schedules = Schedules(state, lambda schedule: _publish(courier, schedule))
    parts = (
        DevelopmentApi(courier, schedules),
        MessageApi(courier),
        QueueApi(courier),
        DeadLetterApi(courier),
        FlowControlApi(state),
        ScheduleApi(schedules, state),
        EventApi(state),
    )

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        courier.resume()
        schedules.resume()
        yield
        schedules.close()
        await courier.close()
        state.store.close()

    return Starlette(
        routes=[route for part in parts for route in part.routes(guard)], lifespan=lifespan
    )


def _publish(courier: Courier, schedule: Schedule) -> str:
    message = read_message(
        schedule.destination,
        schedule.headers,
        base64.b64decode(schedule.body),
        schedule.caller_ip,
        courier.state.clock.now_ms(),
        schedule.queue,
    )
    message.schedule_id = schedule.schedule_id
    return courier.submit(message)[0]
