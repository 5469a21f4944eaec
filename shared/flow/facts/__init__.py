"""The fact gate: what an edit says must stand in the resume or the detailed history, in Chinese and in English."""

from shared.flow.facts.gate import Sources, judge, violations

__all__ = ["Sources", "judge", "violations"]
