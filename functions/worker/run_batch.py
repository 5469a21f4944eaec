"""Queues q_paid_batch and q_free_batch: steps whose answer is read as a whole."""

from shared.entry.http import lambda_http
from shared.entry.worker import worker
from shared.models.words import Lane
from shared.usecases.steps import STEPS

router = worker(Lane.BATCH, STEPS)

handler = lambda_http(router)
