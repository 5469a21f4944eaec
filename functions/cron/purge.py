"""Every 6 hours: finish deletions that a crash or the sign-in service left half-done."""

from shared.entry.cron import scheduled
from shared.usecases.leaving import purge_closed

handler = scheduled("purge", purge_closed)
