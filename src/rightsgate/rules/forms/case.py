"""The cases that stand beside rules: small manifests and the outcome a duty must have."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from rightsgate import codes
from rightsgate.errors import did_you_mean
from rightsgate.manifest.values import WrongValueError, whole_day
from rightsgate.rules.model.case import Case
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.form import Reader
from rightsgate.text.located import LocatedList, LocatedMap, kind_of

FILE_KEYS: Final = ("as_of", "given", "cases")
OUTCOMES: Final = tuple(outcome.value for outcome in Outcome)


def read_cases(reader: Reader, data: LocatedMap, duties: Iterable[Duty]) -> Iterator[Case]:
    """Yield the cases of one file, each with its manifest laid over what is ``given``."""
    where = "a file of cases"
    reader.only(data, FILE_KEYS, where)
    as_of = _day(reader, data, where)
    given = reader.mapping(data, "given", where)
    known = {duty.id for duty in duties}
    cases = reader.mapping(data, "cases", where, required=True)
    for rule, body in cases.items():
        where = f"the cases of {rule}"
        if rule not in known:
            reader.fault(codes.UNKNOWN_NAME, cases.marks[rule], f"{where} belong to no rule", did_you_mean(rule, known))
        if not isinstance(body, LocatedMap):
            message = f"{where} must be a mapping of outcomes, not {kind_of(body)}"
            reader.fault(codes.WRONG_TYPE, cases.marks[rule], message)
            continue
        reader.only(body, ("given", *OUTCOMES), where)
        base = reader.mapping(body, "given", where) if "given" in body else given
        if body.keys() <= {"given"}:
            message = f"{where} name no outcome"
            reader.fault(codes.EMPTY_VALUE, cases.marks[rule], message, f"allowed: {', '.join(OUTCOMES)}")
        for outcome in (key for key in body if key in OUTCOMES):
            for fragment in _fragments(reader, body, outcome, where):
                yield Case(
                    rule=rule,
                    outcome=outcome,
                    manifest=laid_over(base, fragment),
                    as_of=as_of,
                    path=reader.path,
                    mark=reader.mark(fragment),
                )


def _fragments(reader: Reader, body: LocatedMap, outcome: str, where: str) -> Iterator[LocatedMap]:
    """Yield the parts of manifests that must have an outcome: one, or a list of several."""
    if isinstance(body[outcome], LocatedMap):
        yield body[outcome]
    elif isinstance(body[outcome], LocatedList):
        for _, fragment in reader.items(body, outcome, where, LocatedMap, "parts of a manifest", required=True):
            yield fragment
    else:
        message = f"'{outcome}' in {where} must be a part of a manifest, not {kind_of(body[outcome])}"
        reader.fault(codes.WRONG_TYPE, body.marks[outcome], message)


def _day(reader: Reader, data: LocatedMap, where: str) -> str:
    text = reader.text(data, "as_of", where)
    try:
        return whole_day(text) if text else text
    except WrongValueError as error:
        reader.fault(error.code, data.marks["as_of"], error.about("as_of"), error.hint)
        return text


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
