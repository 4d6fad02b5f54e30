"""JSONPath selectors that are more than a plain path.

Names and ``[*]`` alone are a walk over mappings and lists; all else is jsonpath-ng's, which is loaded only for that.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from rightsgate.evaluate.context import Context
from rightsgate.logic.absence import NONE, UNSAID, Absence
from rightsgate.logic.comparison import Stated
from rightsgate.logic.dates import begins, is_later
from rightsgate.rules.model.condition import WALKED, Atom
from rightsgate.rules.model.operator import Takes
from rightsgate.rules.operators import OPERATORS
from rightsgate.text.placeholders import denies, is_placeholder
from rightsgate.vocabulary.model import DETAILS

STEP: Final = re.compile(r"\.([A-Za-z_][A-Za-z0-9_]*)|\[\*\]")
Find = Callable[[Any], Iterable[Any]]


def select(node: Atom) -> Callable[[Context], list[Stated]]:
    """Return a function that gives what a selector finds in the bound entity, in the order of the manifest."""
    find = walk(node.selector) or by_jsonpath(node.selector)
    exists = OPERATORS[node.operator].takes is Takes.NOTHING

    def values(context: Context) -> list[Stated]:
        entity = context.bound[node.of]
        selected = [] if entity is None else find(_plain(entity.data, context.as_of))
        return [_stated(value, exists=exists) for value in selected]

    return values


def walk(selector: str) -> Find | None:
    """Return how to find what a selector of names and ``[*]`` selects; None for any other."""
    if WALKED.fullmatch(selector) is None:
        return None
    steps = [match[1] for match in STEP.finditer(selector)]

    def find(data: Any) -> list[Any]:
        selected = [data]
        for name in steps:
            if name is None:
                selected = [item for holder in selected for item in _items(holder)]
            else:
                selected = [item[name] for item in selected if isinstance(item, dict) and name in item]
        return selected

    return find


def _items(data: Any) -> list[Any]:
    """Return the items of a list, or the values of a mapping (RFC 9535, the wildcard); nothing else has any."""
    return data if isinstance(data, list) else list(data.values()) if isinstance(data, dict) else []


def by_jsonpath(selector: str) -> Find:
    """Return how jsonpath-ng finds what a selector selects."""
    from jsonpath_ng.ext.parser import parse

    expression = parse(selector)
    return lambda data: [match.value for match in expression.find(data)]


def _plain(data: Any, day: str) -> Any:
    """Return data with the values of its statements in place of what is said about them, as far as they count yet."""
    if isinstance(data, dict):
        later = is_later(begins(data), day)
        if "value" in data and data.keys() <= {"value", *DETAILS}:
            return "unknown" if later else _plain(data["value"], day)
        return {key: "unknown" if later else _plain(value, day) for key, value in data.items()}
    return [_plain(item, day) for item in data] if isinstance(data, list) else data


def _stated(value: Any, *, exists: bool) -> Stated:
    """Return what is stated. If a test asks only whether something is there (``exists``), a no means that it is not."""
    if isinstance(value, list):
        items = [_stated(item, exists=exists).value for item in value]
        known = tuple(item for item in items if not isinstance(item, Absence))
        return Stated(known, open=len(known) < len(items)) if known else Stated(UNSAID if UNSAID in items else NONE)
    if value is None or (isinstance(value, str) and is_placeholder(value)):
        return Stated(UNSAID)
    if value == "none" or (exists and (value is False or (isinstance(value, str) and denies(value)))):
        return Stated(NONE)
    return Stated(value)
