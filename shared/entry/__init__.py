"""The doors: the only code that knows HTTP, Lambda events and status codes."""
