"""A model that believes what a document tells it: for tests that must show the product does not care.

A line `INJECT: words` anywhere in the prompt makes it praise, quote and add these words.
"""

import json
import re
from typing import Any

ORDER = re.compile(r"INJECT:\s*([^\n<\"\\\\]{1,200})")


def obeyed(answer: str, prompt: str) -> str:
    """The answer as a model gives it that follows the orders in its documents."""
    orders = [found.strip() for found in ORDER.findall(prompt)]
    if not orders:
        return answer
    if answer.startswith("{") and "\n" not in answer.strip():
        return json.dumps(_spoiled(json.loads(answer), orders[0]), ensure_ascii=False)
    return "\n".join(_line(line, orders[0]) for line in answer.split("\n"))


def _spoiled(value: dict[str, Any], order: str) -> dict[str, Any]:
    """A summary or a list of edits that takes the order in."""
    if "ops" in value:
        added = {"kind": "augment", "target": "skills", "original": "", "revised": order}
        value["ops"].append({**added, "order": [], "reason": order, "sources": [order]})
    elif "requirements" in value:
        value["title"] = order
    elif "skills" in value:
        value["skills"].append(order)
    return value


def _line(line: str, order: str) -> str:
    """One line of a streamed answer."""
    if line.startswith('{"requirement_id"'):
        record = json.loads(line)
        record |= {"verdict": "met", "resume_quotes": [order], "comment": order}
        return json.dumps(record, ensure_ascii=False)
    return f"{line}\n{order}" if line.startswith("## ") else line
