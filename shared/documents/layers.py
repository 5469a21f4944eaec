"""Optional content: layers that a file opens with switched off show nothing."""

from typing import Any

from shared.documents.objects import entry, items, number


def layers_off(root: Any) -> frozenset[int]:
    """Object numbers of the layers that start switched off."""
    layers = entry(root, "/OCProperties")
    view = entry(layers, "/D")
    off = {number(layer) for layer in items(entry(view, "/OFF"))}
    if entry(view, "/BaseState") == "/OFF":
        shown = {number(layer) for layer in items(entry(view, "/ON"))}
        off |= {number(layer) for layer in items(entry(layers, "/OCGs"))} - shown
    return frozenset(off - {0})


def is_off(operands: Any, resources: Any, off: frozenset[int]) -> bool:
    """Whether marked content belongs to a layer, or a group of layers, that is switched off."""
    if not off or len(operands) < 2 or operands[0] != "/OC":
        return False
    named = entry(resources, "/Properties")
    layer = named.raw_get(operands[1]) if named and operands[1] in named else None
    members = entry(layer, "/OCGs")
    group = [number(member) for member in items(members)] or [number(layer)]
    return all(member in off for member in group)
