"""The fact gate: what an edit says must stand in the resume or the detailed history, in Chinese and in English.

`gate.py` asks one question after the other. Where each is answered:

- whose a line is, and what may back its edit: `places.py`
- numbers: `numbers.py`; read by `spelled.py`, `amounts.py`, `rhythm.py`, `dates.py`; compared by `agreement.py`;
  what follows from others: `arithmetic.py`
- names: `terms.py`, `known.py`, `short_forms.py`; in employments, schools and lists: `entries.py`;
  Chinese ones: `novelty.py`
- degrees, grades, tiers: `levels.py`; posts, claims and shares in the work: `claims.py`
- words, units: `words.toml`, `units.toml`, `*.zh.txt`
"""

from shared.flow.facts.gate import Sources, judge, violations

__all__ = ["Sources", "judge", "violations"]
