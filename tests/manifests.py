"""Random manifests for hypothesis, made from the vocabulary; ways to say less, or the same differently; a checker.

RIGHTSGATE_EXAMPLES sets how many manifests are tried; where it is set, a failing one is also made smaller.
"""

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from random import Random
from typing import Any, Final

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from rightsgate.check import Checker
from rightsgate.load.located import parse
from rightsgate.load.pack import builtin, load_pack
from rightsgate.load.policy import load_policy
from rightsgate.model.pack import Pack
from rightsgate.model.finding import Outcome
from rightsgate.model.report import ManifestReport
from rightsgate.model.vocabulary import EntityKind, Field, FieldType

AS_OF: Final = "2026-06-01"
EXAMPLES: Final = int(os.environ.get("RIGHTSGATE_EXAMPLES", "30"))
SMALLER: Final = (Phase.shrink,) if "RIGHTSGATE_EXAMPLES" in os.environ else ()  # it takes minutes
STEADY: Final = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate, *SMALLER),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],  # whole manifests are large
)
Asked = tuple[str, str, str, str | None]
Data = dict[str, Any]
Path = tuple[Any, ...]
Draw = Callable[[st.SearchStrategy[Any]], Any]
ARTEFACTS: Final = {"actor": 3, "dataset": 2, "model": 2, "application": 2, "deployment": 2}
RECORDS: Final = {"relation": 3, "document": 3, "terms": 2, "channel": 2}
# How the value chain hangs together: these are stated more often than anything else.
LINKS: Final = ("activities", "supplier", "developer", "trained_on", "based_on", "built_on", "application", "deployer")
ENDS: Final = ("kind", "from", "to", "owner")
DATES: Final = ("2024", "2025", "2025-05", "2025-06-01", "2026", "2026-02", "2026-05-31", "2026-06-02", "2027")


@cache
def shipped() -> Pack:
    """Load the shipped rules once."""
    return load_pack([builtin("rules")])


def askable(kind: EntityKind) -> list[Field]:
    """Return the fields of a kind that some clause of BSR section 6 asks for."""
    return [
        field
        for field in kind.by_path.values()
        if field.type is not FieldType.RECORDS and any(clause.startswith("BSR-6") for clause in field.asked_by)
    ]


@st.composite
def manifests(draw: Draw, *, named: bool = True) -> Data:
    """Draw a manifest; ``named`` records have ids of their own."""
    ids: dict[str, list[str]] = {}
    for kind, most in ARTEFACTS.items():
        count = draw(st.integers(min(1, kind == "actor"), most))
        ids[kind] = [f"{kind}-{n}" for n in range(count)]
    data: Data = {"rightsgate": 1}
    for kind, names in ids.items():
        section = shipped().vocabulary.kinds[kind].section
        data[section] = [{"id": name, **draw(entities(kind, ids))} for name in names]
    for kind, most in RECORDS.items():
        section = shipped().vocabulary.kinds[kind].section
        count = draw(st.integers(0, most))
        records = [draw(entities(kind, ids)) for _ in range(count)]
        if named:
            records = [{"id": f"{kind}-{n}", **record} for n, record in enumerate(records)]
        data[section] = records
    for section in list(data)[1:]:
        data[section] = draw(st.sampled_from(listings(data[section])))
        if data[section] is None:
            del data[section]
    return data


def listings(entries: list[Data]) -> list[Any]:
    """The ways in which a section may be written."""
    return [entries, entries, {"complete": True, "value": entries}] if entries else [None, "none", "unknown"]


@st.composite
def entities(draw: Draw, kind: str, ids: dict[str, list[str]]) -> Data:
    """Draw what is stated of one entity or record."""
    of = shipped().vocabulary.kinds[kind]
    data: Data = {}
    for field in (of.fields[name] for name in (*LINKS, *ENDS) if name in of.fields):
        if draw(st.integers(0, 5)):
            data[field.path] = draw(values(field, ids))
    fields = {field.path: field for field in askable(of) if field.path not in data}
    if "about" in of.fields:
        fields["about"] = of.fields["about"]
    for path in draw(st.lists(st.sampled_from(sorted(fields)), min_size=3, max_size=10, unique=True)):
        place(data, path.split("."), draw(statements(fields[path], ids)))
    return data


def place(data: Data, path: list[str], statement: Any) -> None:
    """Put a statement at a path; where something else is stated above it, that stays."""
    for name in path[:-1]:
        data = data.setdefault(name, {})
        if not isinstance(data, dict) or "value" in data:
            return
    data.setdefault(path[-1], statement)


@st.composite
def statements(draw: Draw, field: Field, ids: dict[str, list[str]]) -> Any:
    """Draw a statement: a bare value or the long form, or none or unknown."""
    word = draw(st.sampled_from(("value",) * 8 + ("none", "unknown")))
    if word != "value":
        return word
    value = draw(values(field, ids))
    details = draw(st.sampled_from(({}, {}, {}, {"evidence": "a.pdf"}, {"since": "2026-01-01"}, {"since": "2026-07"})))
    if field.open and draw(st.booleans()):
        details = {**details, "complete": True}
    return {"value": value, **details} if details else value


def values(field: Field, ids: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    """Values of a field, by its type."""
    codes = st.sampled_from(field.values or ("ar", "de", "en"))
    named = [name for kind, names in ids.items() if field.to in (kind, "any") for name in names]
    match field.type:
        case FieldType.BOOLEAN:
            return st.booleans()
        case FieldType.CHOICE:
            return codes
        case FieldType.CHOICES:
            more = st.sampled_from(([], [], [], [], [], [], ["unknown"]))
            return st.builds(list.__add__, st.lists(codes, min_size=1, max_size=6, unique=True), more)
        case FieldType.REFERENCES:
            return st.lists(st.sampled_from(named), min_size=1, max_size=2, unique=True) if named else st.just("none")
        case FieldType.REFERENCE:
            return st.sampled_from(named) if named else st.just("none")
        case FieldType.DATE:
            return st.sampled_from(DATES)
        case FieldType.NUMBER:
            return st.integers(0, 9)
        case FieldType.LIST:
            return st.lists(st.text("ab", min_size=1), max_size=3)
        case _:
            return st.sampled_from((True, False, "described in words"))


def forgettable(data: Data) -> Iterator[Path]:
    """Yield the path of every statement that could be left unknown; a person's recorded decision is none."""
    for section, written in data.items():
        kind = shipped().vocabulary.sections.get(section)
        entries = written["value"] if isinstance(written, dict) else written
        if kind is not None and isinstance(entries, (list, tuple)):
            within = (section, "value") if isinstance(written, dict) else (section,)
            for place, entry in enumerate(entries):
                yield from ((*within, place, *path) for path in _stated(entry, kind.fields))


def _stated(entry: Data, fields: Mapping[str, Field]) -> Iterator[Path]:
    for name in entry.keys() & fields.keys() - {"judgements"}:
        yield (name,)
        inner, said = fields[name].fields, entry[name]
        if isinstance(said, dict) and inner and "value" not in said:
            yield from ((name, *path) for path in _stated(said, inner))


def says_less(section: Any) -> Any:
    """A section that no longer says that it is complete, or that there is nothing in it."""
    return section["value"] if isinstance(section, dict) else None if section == "none" else section


def forget(data: Data, paths: Collection[Path]) -> Data:
    """Return the manifest with what stands at the paths unknown."""
    return _without(data, (), set(paths))  # type: ignore[no-any-return] # a mapping stays one


def _without(value: Any, at: Path, paths: Collection[Path]) -> Any:
    if at in paths:
        return "unknown"
    if isinstance(value, dict):
        return {key: _without(inner, (*at, key), paths) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without(inner, (*at, place), paths) for place, inner in enumerate(value)]
    return value


def shuffled(value: Any, random: Random) -> Any:
    """Return the same data with the keys of every mapping and the items of every list in another order."""
    if isinstance(value, dict):
        return {key: shuffled(value[key], random) for key in random.sample(list(value), len(value))}
    if isinstance(value, list):
        return [shuffled(inner, random) for inner in random.sample(value, len(value))]
    return value


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Return the same data with other ids."""
    if isinstance(value, dict):
        return {key: renamed(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [renamed(inner, names) for inner in value]
    return names.get(value, value) if isinstance(value, str) else value


def checker_of(pack: Pack) -> Checker:
    return Checker(pack, load_policy("audit", builtin("policies"), pack), AS_OF)


@cache
def checker() -> Checker:
    """Return a checker by all shipped rules."""
    return checker_of(shipped())


def check(data: Data, by: Checker | None = None) -> ManifestReport:
    """Check a manifest that is given as data."""
    using = by or checker()
    text = json.dumps(data, ensure_ascii=False)
    return using.check(using.load(parse(text, "m.json", json=True), "m.json"))


def outcomes(report: ManifestReport) -> dict[Asked, tuple[Outcome, frozenset[Outcome]]]:
    """Return how each duty that was asked stands, with all outcomes that it may have."""
    return {
        (f.duty.id, f.actor, f.role, f.entity): (f.outcome, frozenset(f.possible or (f.outcome,)))
        for f in report.findings
    }
