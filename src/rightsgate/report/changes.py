"""What to change where a duty is unmet, in words: from the tests that failed, what they ask and what they found."""

from collections.abc import Iterable, Iterator
from typing import Final

from rightsgate.evaluate.model import FactValues, OtherField, StatedValue, Test, Value
from rightsgate.report.wording import asked_of, listed, text_of
from rightsgate.rules.model.operator import Takes
from rightsgate.rules.operators import OPERATORS

# What to do where a list lacks values that are asked for.
ADD: Final = "once done, add {}"


def changes_of(tests: Iterable[Test], allowed: str) -> str:
    """Return what would have to be changed at one place so that the tests hold, each thing once.

    ``allowed`` says what can be typed there, or which record counts, for a test that asks only that something is.
    """
    added: dict[str, None] = {}
    others: dict[str, None] = {}
    for test in tests:
        codes = _added(test)
        if codes:
            added |= dict.fromkeys(codes)
        else:
            others[_change(test, allowed)] = None
    said = [ADD.format(", ".join(added))] if added else []
    return "; ".join(_shortened((*said, *others)))


def _shortened(changes: Iterable[str]) -> Iterator[str]:
    """Yield changes; the words that say when (``once done``) are left out where the change before has the same."""
    before = ""
    for change in changes:
        when, comma, rest = change.partition(", ")
        yield rest if comma and when == before else change
        before = when


def _added(test: Test) -> tuple[str, ...]:
    """Return the values that a list lacks, of a test that asks for all of some."""
    operator = OPERATORS.get(test.operator)
    if operator is None or not operator.adds or operator.takes is Takes.NOTHING:
        return ()
    there = test.found.value if isinstance(test.found, StatedValue) else ()
    there = there if isinstance(there, tuple) else ()
    match test.asked:
        case Value(value=value):
            wanted = value if isinstance(value, tuple) else (value,)
        case FactValues(certain=certain):
            wanted = tuple(sorted(certain, key=repr))
        case OtherField(value=tuple() as value):
            wanted = value
        case _:
            wanted = ()
    return tuple(listed(one) for one in wanted if one not in there)


def _change(test: Test, allowed: str) -> str:
    if not test.operator:
        return f"list {allowed} that meets the rule"
    operator = OPERATORS[test.operator]
    words = operator.change
    if operator.takes is Takes.NOTHING and operator.adds:
        return f"{words}: {allowed}"
    match test.asked:
        case Value(value=value) if words:
            return words.format(listed(value))
        case OtherField(path=path, value=value) if words:
            return words.format(f"{path} ({text_of(value)})")
        case _:
            return words or f"needed: {asked_of(test)}"
