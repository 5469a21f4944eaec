from tests.offline_ai.server import offline_ai, offline_ai_process

__all__ = ["offline_ai", "offline_ai_process"]
