"""Fonts whose codes are told by a table inside the file: the reader knows only the tables with a name.

It would take two-byte codes for two letters. Such a font says by another table what its codes mean in
Unicode, and that is all its text needs; so its own table is replaced by the named one for two-byte codes.
"""

import re
from typing import Any

from shared.documents.limits import Budget
from shared.documents.objects import entries, entry

MAX_DEPTH = 5
_TWO_BYTES = re.compile(rb"begincodespacerange\s*<[0-9A-Fa-f]{4}>")


def settle_encodings(resources: Any, budget: Budget, depth: int = 0) -> None:
    """Name the two-byte tables of a page's fonts, also of the forms it draws."""
    from pypdf.generic import NameObject

    for font in entries(entry(resources, "/Font")):
        budget.check()
        if _has_own_table(font):
            font[NameObject("/Encoding")] = NameObject("/Identity-H")
    if depth < MAX_DEPTH:
        for drawn in entries(entry(resources, "/XObject")):
            budget.check()
            if inner := entry(drawn, "/Resources"):
                settle_encodings(inner, budget, depth + 1)


def _has_own_table(font: Any) -> bool:
    """Whether a font has a table of two-byte codes of its own, and one of their meaning."""
    table = entry(font, "/Encoding")
    if entry(font, "/Subtype") != "/Type0" or not hasattr(table, "get_data"):
        return False
    return entry(font, "/ToUnicode") is not None and bool(_TWO_BYTES.search(table.get_data()))
