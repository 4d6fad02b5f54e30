"""The cases that stand beside rules: small manifests and the outcome a duty must have. Runs none of them."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from rightsgate.load.located import LocatedList, LocatedMap
from rightsgate.load.reader import Reader
from rightsgate.model.report import Outcome
from rightsgate.model.rules import Case, Duty

FILE_KEYS: Final = ("as_of", "given", "cases")


def read_cases(reader: Reader, data: LocatedMap, duties: Iterable[Duty]) -> Iterator[Case]:
    """Yield the cases of one file, each with its manifest laid over what is ``given``."""
    where = "a file of cases"
    reader.only(data, FILE_KEYS, where)
    as_of = reader.text(data, "as_of", where)
    given = reader.mapping(data, "given", where)
    known = {duty.id for duty in duties}
    outcomes = [outcome.value for outcome in Outcome]
    cases = reader.mapping(data, "cases", where, required=True)
    for rule, body in cases.items():
        if rule not in known:
            reader.known(cases, rule, (rule,), known, "rule")
        if not isinstance(body, LocatedMap):
            reader.fault(cases.marks[rule], f"the cases of {rule} must be a mapping of outcomes")
            continue
        reader.only(body, ("given", *outcomes), f"the cases of {rule}")
        base = reader.mapping(body, "given", f"the cases of {rule}") if "given" in body else given
        for outcome in (key for key in body if key in outcomes):
            fragments = body[outcome] if isinstance(body[outcome], LocatedList) else [body[outcome]]
            for fragment in fragments:
                if isinstance(fragment, LocatedMap):
                    yield Case(
                        rule=rule,
                        outcome=outcome,
                        manifest=laid_over(base, fragment),
                        as_of=as_of,
                        path=reader.path,
                        mark=reader.mark(fragment),
                    )
                else:
                    reader.fault(body.marks[outcome], f"a case of {rule} must be a part of a manifest")


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
    result.start, result.marks = data.start, dict(data.marks)
    return result
