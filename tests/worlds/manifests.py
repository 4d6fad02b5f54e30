"""Random manifests for hypothesis, made from the vocabulary; ways to say less, or the same differently; a checker.

RIGHTSGATE_EXAMPLES sets how many manifests are tried; where it is set, a failing one is also made smaller.
"""

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import Any, Final

import msgspec
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from rightsgate.checker.checker import TESTS, Checker
from rightsgate.checker.model import ManifestReport
from rightsgate.engine.derivations import Closure
from rightsgate.evaluate.run import Evaluator
from rightsgate.findings.findings import Details
from rightsgate.logic.number import Number
from rightsgate.manifest.in_force import in_force
from rightsgate.manifest.read import read_manifest
from rightsgate.rules.forms.policy import load_policy
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.packs.load import builtin, load_pack
from rightsgate.text.located import parse
from rightsgate.vocabulary.model import EntityKind, Field, FieldType

AS_OF: Final = "2026-06-01"
EXAMPLES: Final = int(os.environ.get("RIGHTSGATE_EXAMPLES", "10"))
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
FEW: Final = {"actor": 2, "dataset": 1, "model": 1, "application": 1, "deployment": 1}
RECORDS: Final = {"relation": 3, "document": 3, "terms": 2, "channel": 2, "impact": 2}
# What stands inside an entity of another kind.
INNER: Final = {"actor": {"decision": 1, "tradeoff": 1}, "impact": {"link": 3}}
# How the value chain hangs together: these are stated more often than anything else.
LINKS: Final = ("activities", "supplier", "developer", "trained_on", "based_on", "built_on", "application", "deployer")
ENDS: Final = ("kind", "from", "to", "owner")
# What an impact is about, and what decides most about a tie to it.
HARM: Final = ("status", "date", "risk", "dataset", "model")
# What a person does, signs or decides, and what says which record it is, is no answer to a question; nor is what a
# person states beyond what artefacts, complete lists and rules show, which is believed and may add to them.
ACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "actor": ("judgements",),
    "impact": ("from_other_use", "remedy.direct_required"),
    "link": (
        *("actor", "impact", "basis", "downgrade_signed_by", "level", "decided_by", "decided_on", "reason"),
        *("roles", "in_value_chain_of_product", "business_relationship"),
    ),
}
OWNERS: Final = ("supplier", "developer", "deployer")
# How many statements are made of an entity, where not from 3 to 10.
SAID: Final = {"link": (5, 15), "impact": (4, 10), "decision": (1, 4), "tradeoff": (1, 3)}
DATES: Final = ("2024", "2025", "2025-05", "2025-06-01", "2026", "2026-02", "2026-05-31", "2026-06-02", "2027")


@cache
def shipped() -> Pack:
    """Load the shipped rules once."""
    return load_pack([builtin("rules")])


@cache
def askable(kind: str) -> dict[str, Field]:
    """Return the fields of a kind that some rule looks at, by their paths."""
    rules = msgspec.to_builtins((shipped().duties, shipped().inferences, shipped().tables))
    asked = frozenset(looked_at(rules))
    fields = shipped().vocabulary.kinds[kind].by_path.values()
    return {f.path: f for f in fields if f"{kind}.{f.path}" in asked and f.type is not FieldType.RECORDS}


def looked_at(rules: Any) -> Iterator[str]:
    """Yield the fields, as kind.path, that conditions and premises among the rules, given as plain data, read."""
    if isinstance(rules, dict):
        if rules.keys() >= {"of", "path"}:
            yield f"{rules['of']}.{rules['path']}"
        elif rules.keys() >= {"kind", "terms"}:
            yield rules["kind"]
    for inner in rules.values() if isinstance(rules, dict) else rules if isinstance(rules, (list, tuple)) else ():
        yield from looked_at(inner)


@st.composite
def manifests(draw: Draw, *, named: bool = True, artefacts: Mapping[str, int] = ARTEFACTS) -> Data:
    """Draw a manifest; ``named`` records have ids of their own; ``artefacts`` says how many there are at most."""
    ids: dict[str, list[str]] = {}
    for kind, most in artefacts.items():
        count = draw(st.integers(min(1, kind == "actor"), most))
        ids[kind] = [f"{kind}-{n}" for n in range(count)]
    data: Data = {"rightsgate": 1}
    for kind, names in ids.items():
        section = shipped().vocabulary.kinds[kind].section
        data[section] = []
        for name in names:
            others = {**ids, kind: [other for other in names if other != name]}  # nothing is made of itself
            data[section].append({"id": name, **draw(entities(kind, ids if kind == "actor" else others))})
    for kind, most in RECORDS.items():
        section = shipped().vocabulary.kinds[kind].section
        count = draw(st.integers(0, most))
        records = [draw(entities(kind, ids)) for _ in range(count)]
        if kind == "relation":  # nobody provides anything to oneself
            records = [record for record in records if not record.get("from") or record["from"] != record.get("to")]
        if named or kind == "impact":
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
    for field in (of.fields[name] for name in (*LINKS, *ENDS, *HARM) if name in of.fields):
        if draw(st.integers(0, 5)):
            data[field.path] = draw(values(field, ids))
    fields = {path: field for path, field in askable(kind).items() if path not in data}
    if "about" in of.fields:
        fields["about"] = of.fields["about"]
    least, most = SAID.get(kind, (3, 10))
    for path in draw(st.lists(st.sampled_from(sorted(fields)), min_size=least, max_size=most, unique=True)):
        place(data, path.split("."), draw(statements(fields[path], ids)))
    for inner, most in INNER.get(kind, {}).items():
        who = draw(st.lists(st.sampled_from(ids["actor"]), max_size=most, unique=True))
        for actor in who:
            record = {key: said for key, said in draw(entities(inner, ids)).items() if key != "owner"}
            record |= {"actor": actor} if inner == "link" else {}
            if record:
                data.setdefault(shipped().vocabulary.kinds[inner].section, []).append(record)
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
        case FieldType.TEXT:
            return st.just("in words")
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
                yield from ((*within, place, *path) for path in _said(entry, kind))


def _said(entry: Data, kind: EntityKind) -> Iterator[Path]:
    acts = ACTS.get(kind.name, ())
    yield from (path for path in _stated(entry, kind.fields) if not {path[0], ".".join(map(str, path))} & {*acts})
    for inner in shipped().vocabulary.within(kind.name):
        records = entry.get(inner.section)
        for place, record in enumerate(records if isinstance(records, list) else ()):
            yield from ((inner.section, place, *path) for path in _said(record, inner))


def _stated(entry: Data, fields: Mapping[str, Field]) -> Iterator[Path]:
    for name in entry.keys() & fields.keys():
        yield (name,)
        inner, said = fields[name].fields, entry[name]
        if isinstance(said, dict) and inner and "value" not in said:
            yield from ((name, *path) for path in _stated(said, inner))


def answers(data: Data) -> list[Path]:
    """Return the paths of the statements that may be left out, always in the same order.

    To name an owner also states the relations that its links imply: only where those are said to be all there are
    is that a mere answer.
    """
    complete = isinstance(data.get("relations"), dict) or data.get("relations") == "none"
    return sorted((path for path in forgettable(data) if complete or path[-1] not in OWNERS), key=repr)


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


def checker_of(pack: Pack) -> Checker:
    return Checker(pack, load_policy("audit", builtin("policies"), pack), AS_OF)


@cache
def checker() -> Checker:
    """Return a checker by all shipped rules."""
    return checker_of(shipped())


def check(data: Data, by: Checker | None = None, detail: Details = TESTS) -> ManifestReport:
    """Check a manifest that is given as data."""
    using = by or checker()
    text = json.dumps(data, ensure_ascii=False)
    return using.check(using.load(parse(text, "m.json", json=True), "m.json"), detail)


@cache
def evaluator() -> Evaluator:
    """Return all shipped rules and duties, compiled."""
    return Evaluator(shipped(), [duty for duty in shipped().duties if not duty.out_of_reach], AS_OF)


def closure(data: Data) -> Closure:
    """Return all that follows from a manifest that is given as data."""
    manifest = in_force(
        read_manifest(parse(json.dumps(data), "m.json", json=True), "m.json", shipped().vocabulary), AS_OF
    )
    return evaluator().run(manifest).closure


def outcomes(report: ManifestReport) -> dict[Asked, tuple[Outcome, frozenset[Outcome]]]:
    """Return how each duty that was asked stands, with all outcomes that it may have."""
    return {
        (f.duty.id, f.actor, f.role, f.entity): (f.outcome, frozenset(f.possible or (f.outcome,)))
        for f in report.findings
    }


@st.composite
def answered(draw: Draw, whole: st.SearchStrategy[Data]) -> tuple[Data, Data]:
    """Draw a manifest, and the same with some of its statements unknown."""
    more, random = draw(whole), draw(st.randoms(use_true_random=False))
    paths = answers(more)
    return forget(more, random.sample(paths, min(len(paths), random.choice((1, 2, 4, 8))))), more


def ordinary(data: Any) -> Any:
    """Return located data as the standard library reads JSON: with plain numbers, and without places."""
    if isinstance(data, dict):
        return {key: ordinary(value) for key, value in data.items()}
    if isinstance(data, list):
        return [ordinary(value) for value in data]
    if isinstance(data, Number):
        return int(data.exact) if data.exact % 1 == 0 else float(data.exact)
    return data
