"""The cases that stand beside rules: small manifests and the outcome a duty must have."""

from collections.abc import Iterable, Iterator
from typing import Any

from rightsgate import codes
from rightsgate.errors import did_you_mean
from rightsgate.rules.forms.tables.case import CASES, OUTCOMES
from rightsgate.rules.model.case import Case
from rightsgate.rules.model.duty import Duty
from rightsgate.text.located import LocatedList, LocatedMap
from rightsgate.text.reader import Reader


def read_cases(reader: Reader, data: LocatedMap, duties: Iterable[Duty]) -> Iterator[Case]:
    """Yield the cases of one file, each with its manifest laid over what is ``given``."""
    file = CASES.read(reader, data)
    given = reader.mapping(data, "given", file.where)
    known = {duty.id for duty in duties}
    for rule, found in file["cases"].items():
        if rule not in known:
            mark = data["cases"].marks[rule]
            reader.fault(codes.UNKNOWN_NAME, mark, f"the cases of {rule} belong to no rule", did_you_mean(rule, known))
        if found is None:
            continue
        base = reader.mapping(found.data, "given", found.where) if "given" in found.data else given
        for outcome in (key for key in found.data if key in OUTCOMES.some):
            for fragment in found[outcome]:
                yield Case(
                    rule=rule,
                    outcome=outcome,
                    manifest=laid_over(base, fragment),
                    as_of=file["as_of"],
                    path=reader.path,
                    mark=fragment.start,
                )


def laid_over(base: LocatedMap, fragment: LocatedMap) -> LocatedMap:
    """Lay a part of a manifest over another: entries with the same id are merged, others are added."""
    result = _copy(base)
    result.setdefault("rightsgate", 1)
    result.marks.setdefault("rightsgate", fragment.start)
    for key, value in fragment.items():
        known = result.get(key)
        if isinstance(value, LocatedList) and isinstance(known, LocatedList) and value:
            result[key] = _merged_list(known, value)
        else:
            result[key] = value
        result.marks[key] = fragment.marks[key]
    return result


def _merged_list(base: LocatedList, over: LocatedList) -> LocatedList:
    result = LocatedList(base)
    result.start, result.marks = base.start, list(base.marks)
    for mark, item in zip(over.marks, over, strict=True):
        key = item.get("id") if isinstance(item, LocatedMap) else None
        at = next(
            (i for i, known in enumerate(result) if key and isinstance(known, LocatedMap) and known.get("id") == key),
            None,
        )
        if at is None:
            result.append(item)
            result.marks.append(mark)
        else:
            result[at] = _merged_map(result[at], item)
    return result


def _merged_map(base: LocatedMap, over: LocatedMap) -> LocatedMap:
    result = _copy(base)
    for key, value in over.items():
        known: Any = result.get(key)
        both = isinstance(known, LocatedMap) and isinstance(value, LocatedMap) and "value" not in value
        result[key] = _merged_map(known, value) if both else value
        result.marks[key] = over.marks[key]
    return result


def _copy(data: LocatedMap) -> LocatedMap:
    result = LocatedMap(data)
    result.raw = b""  # it is made of two places of a file
    result.start, result.marks = data.start, dict(data.marks)
    return result
