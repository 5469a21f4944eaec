"""Queues q_paid_stream and q_free_stream: steps whose answer is watched while it grows."""

from shared.entry.http import lambda_http
from shared.entry.worker import worker
from shared.models.words import Lane
from shared.usecases.steps import STEPS

router = worker(Lane.STREAM, STEPS)

handler = lambda_http(router)
