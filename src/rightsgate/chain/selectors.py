"""JSONPath selectors that are more than a plain path, by jsonpath-ng. Plain paths never come here."""

from collections.abc import Callable
from typing import Any

from jsonpath_ng.ext.parser import parse

from rightsgate.chain.operators import NONE, UNSAID, Stated
from rightsgate.chain.scene import Scene
from rightsgate.model.rules import Atom
from rightsgate.model.vocabulary import DETAILS


def select(node: Atom) -> Callable[[Scene], list[Stated]]:
    """Return a function that gives what a selector finds in the bound entity, in the order of the manifest."""
    expression = parse(node.selector)

    def values(scene: Scene) -> list[Stated]:
        entity = scene.bound[node.of]
        return [] if entity is None else [_stated(match.value) for match in expression.find(_plain(entity.data))]

    return values


def _plain(data: Any) -> Any:
    """Return data with the values of its statements in place of what is said about them."""
    if isinstance(data, dict):
        if "value" in data and data.keys() <= {"value", *DETAILS}:
            return _plain(data["value"])
        return {key: _plain(value) for key, value in data.items()}
    return [_plain(item) for item in data] if isinstance(data, list) else data


def _stated(value: Any) -> Stated:
    if isinstance(value, dict) and "value" in value:
        value = value["value"]
    if value is None or value == "unknown":
        return Stated(UNSAID)
    if value == "none" or value == []:
        return Stated(NONE)
    return Stated(tuple(value) if isinstance(value, list) else value)
