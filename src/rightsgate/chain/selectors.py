"""JSONPath selectors that are more than a plain path, by jsonpath-ng. Plain paths never come here."""

from collections.abc import Callable
from typing import Any

from jsonpath_ng.ext.parser import parse

from rightsgate.chain.operators import NONE, UNSAID, Stated
from rightsgate.chain.scene import Scene
from rightsgate.model.rules import Atom


def select(node: Atom) -> Callable[[Scene], list[Stated]]:
    """Return a function that gives what a selector finds in the bound entity, in the order of the manifest."""
    expression = parse(node.selector)

    def values(scene: Scene) -> list[Stated]:
        entity = scene.bound[node.of]
        return [] if entity is None else [_stated(match.value) for match in expression.find(entity.data)]

    return values


def _stated(value: Any) -> Stated:
    if isinstance(value, dict) and "value" in value:
        value = value["value"]
    if value is None or value == "unknown":
        return Stated(UNSAID)
    if value == "none" or value == []:
        return Stated(NONE)
    return Stated(tuple(value) if isinstance(value, list) else value)
