"""The thresholds that rules name: read from packs, and set anew by a policy."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from msgspec import structs

from rightsgate.logic.number import Number, is_number
from rightsgate.manifest.values import PERIOD
from rightsgate.rules.model.condition import Literal
from rightsgate.rules.model.pack import Pack
from rightsgate.text.form import Reader
from rightsgate.text.located import LocatedMap
from rightsgate.vocabulary.threshold import Origin, Parameter

KEYS: Final = ("id", "value", "means", "origin", "reason")
Value = str | int | Number


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
    if is_number(value):
        return value
    if isinstance(value, str) and PERIOD.fullmatch(value):
        return value
    hint = "write a number, or a number and d, m or y: 12m"
    reader.fault(data.marks.get(key, data.start), f"'{key}' of {where} must be a period or a number", hint)
    return 0


def with_parameters(pack: Pack, parameters: Mapping[str, Parameter]) -> Pack:
    """Return a pack in which thresholds, wherever duties and risk tables name them, have the values given here."""
    if not parameters:
        return pack
    known = {**pack.vocabulary.parameters, **parameters}
    return structs.replace(
        pack,
        vocabulary=structs.replace(pack.vocabulary, parameters=known),
        duties=_with_values(pack.duties, parameters),
        tables=_with_values(pack.tables, parameters),
    )


def _with_values(node: Any, parameters: Mapping[str, Parameter]) -> Any:
    """Return rules, or any part of them, with other values for the thresholds named in them."""
    match node:
        case Literal(parameter=name) if name in parameters:
            return Literal(parameters[name].value, name)
        case msgspec.Struct():
            return type(node)(
                **{name: _with_values(getattr(node, name), parameters) for name in node.__struct_fields__}
            )
        case tuple():
            return tuple(_with_values(part, parameters) for part in node)
        case dict():
            return {key: _with_values(part, parameters) for key, part in node.items()}
        case _:
            return node
