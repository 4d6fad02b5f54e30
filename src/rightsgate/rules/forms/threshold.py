"""Files of thresholds to the thresholds that rules name. Evaluates nothing."""

from typing import Final

from rightsgate import codes
from rightsgate.logic.number import Number, is_number
from rightsgate.manifest.values import PERIOD
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
            message = f"the parameter '{name}' is there already"
            reader.fault(codes.DUPLICATE_NAME, body.marks.get("id", body.start), message)
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
    message = f"'{key}' of {where} must be a period or a number"
    reader.fault(codes.INVALID_VALUE, data.marks.get(key, data.start), message, hint)
    return 0
