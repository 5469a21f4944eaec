from tests.worker.runs import match, start

__all__ = ["match", "start"]
