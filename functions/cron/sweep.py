"""Every 15 minutes, and every 2 seconds locally: put right what no message and no viewer has put right."""

from shared.entry.cron import scheduled
from shared.usecases.sweep import sweep

handler = scheduled("sweep", sweep)
