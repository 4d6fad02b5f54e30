"""The thresholds that rules name: read from packs, and set anew by a policy. Evaluates nothing."""

from collections.abc import Mapping
from typing import Final

from msgspec import structs

from rightsgate.load.located import LocatedMap
from rightsgate.load.operands import PERIOD
from rightsgate.load.reader import Reader
from rightsgate.model.rules import AllOf, AnyOf, Atom, Condition, Derived, Literal, Not, Quantified
from rightsgate.model.sources import Origin, Parameter

KEYS: Final = ("id", "value", "means", "origin", "reason")
Value = str | int | float


def read_parameters(reader: Reader, data: LocatedMap, into: dict[str, Parameter]) -> None:
    """Read one file of thresholds."""
    reader.only(data, ("parameters",), "a file of parameters")
    for body in reader.maps(data, "parameters", "a file of parameters", required=True):
        name = reader.text(body, "id", "a parameter")
        where = f"parameter {name}"
        reader.only(body, KEYS, where)
        if name in into:
            reader.fault(body.marks.get("id", body.start), f"the parameter '{name}' is there already")
        into[name] = Parameter(
            id=name,
            value=value_of(reader, body, "value", where),
            means=reader.text(body, "means", where),
            origin=reader.choice(body, "origin", where, Origin),
            reason=reader.text(body, "reason", where),
        )


def value_of(reader: Reader, data: LocatedMap, key: str, where: str) -> Value:
    """Return a period or a number."""
    value = data.get(key)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and PERIOD.fullmatch(value):
        return value
    hint = "write a number, or a number and d, m or y: 12m"
    reader.fault(data.marks.get(key, data.start), f"'{key}' of {where} must be a period or a number", hint)
    return 0


def with_values(condition: Condition, values: Mapping[str, Value]) -> Condition:
    """Return a condition in which the thresholds that ``values`` names have the values given there."""
    match condition:
        case Atom(operand=Literal(parameter=name)) if name in values:
            return structs.replace(condition, operand=Literal(values[name], name))
        case AllOf() | AnyOf():
            return type(condition)(tuple(with_values(part, values) for part in condition.parts))
        case Not(part):
            return Not(with_values(part, values))
        case Quantified(that=that):
            return structs.replace(condition, that=all_with_values(that, values))
        case Atom() | Derived():
            return condition


def all_with_values(conditions: AllOf, values: Mapping[str, Value]) -> AllOf:
    """Return conditions in which the thresholds that ``values`` names have the values given there."""
    return AllOf(tuple(with_values(part, values) for part in conditions.parts))
