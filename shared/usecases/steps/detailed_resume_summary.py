"""Step detailed_resume_summary: the same extraction over the longer document, with a prompt of its own."""

from shared.usecases.steps.resume_summary import run

__all__ = ["run"]
