"""Which codes of a field imply which others: read from the vocabulary, followed to the end, checked for circles."""

from collections.abc import Mapping
from typing import Any

from rightsgate import codes
from rightsgate.text.form import Filled
from rightsgate.text.reader import Reader
from rightsgate.vocabulary.model import Field

Implied = Mapping[str, tuple[str, ...]]


def implications(reader: Reader, field: Filled) -> Implied:
    """Return for each code of a field what it implies, through others too; refuse unknown codes and circles."""
    direct, values = field["implies"], field["values"]
    if direct and not values:
        message = f"'implies' in {field.where} needs 'values'"
        reader.fault(codes.KEYS_DISAGREE, field.mark("implies"), message, "list the codes of the field")
        return {}
    stated = reader.mapping(field.data, "implies", field.where)
    for code, broader in direct.items():
        if code not in values:
            reader.unknown(stated.marks[code], "code", code, values)
        reader.known(stated, code, broader, values, "code")
    found = {code: _followed(code, direct) for code in direct}
    circling = next((code for code, implied in found.items() if code in implied), None)
    if circling is not None:
        message = f"'{circling}' implies itself in {field.where}"
        reader.fault(codes.CONTRADICTION, stated.marks[circling], message, "leave out a step of the circle")
    return found


def _followed(code: str, direct: Implied) -> tuple[str, ...]:
    """Return all codes that a code implies, in the order in which they are found."""
    found: dict[str, None] = {}
    pending = [*direct[code]]
    while pending:
        one = pending.pop(0)
        if one not in found:
            found[one] = None
            pending += direct.get(one, ())
    return tuple(found)


def implied_by(field: Field, value: Any) -> tuple[str, ...]:
    """Return what the codes stated of a field imply beyond themselves."""
    if not field.implies:
        return ()
    codes = value if isinstance(value, tuple) else (value,)
    found = dict.fromkeys(more for code in codes for more in field.implies.get(code, ()))
    return tuple(code for code in found if code not in codes)


def implying(field: Field, codes: tuple[str, ...]) -> tuple[str, ...]:
    """Return some codes of a field, and after them those that imply one of them."""
    more = (code for code, implied in field.implies.items() if not set(implied).isdisjoint(codes))
    return tuple(dict.fromkeys((*codes, *more)))
