"""Called by the queue: a message nobody could deliver, or the watchdog of a run."""

from shared.entry.http import lambda_http
from shared.entry.webhook import queue_hook
from shared.usecases.judge import on_delivery_failed, on_watch

router = queue_hook(on_delivery_failed, on_watch)

handler = lambda_http(router)
