"""Queues q_paid_vision and q_free_vision: reading the text of a picture."""

from shared.entry.http import lambda_http
from shared.entry.worker import worker
from shared.models.words import Lane
from shared.usecases.steps import STEPS

router = worker(Lane.VISION, STEPS)

handler = lambda_http(router)
