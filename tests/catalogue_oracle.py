"""An evaluator of the catalogue's expression strings, in three values: True, False and None for unknown.

Written from the catalogue's ``meta`` and its semantics alone, so that rightsgate can be held against it. A manifest
is plain data; ``sides`` says at which end of a relation the actor of a clause stands, which the catalogue leaves
to the reader.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

Truth = bool | None
SECTIONS = {"art": "documents", "pol": "terms", "chan": "channels", "rel": "relations"}
ENTITIES = {"dataset": "datasets", "model": "models", "app": "applications", "deployment": "deployments"}
OWNERS = {"dataset": "supplier", "model": "developer", "app": "developer", "deployment": "deployer"}
FEEDS = {"model": ("trained_on", "based_on"), "app": ("built_on", "trained_on"), "deployment": ("application",)}
LINKS = (
    ("model", "trained_on", "dataset", "supplies_data"),
    ("app", "trained_on", "dataset", "supplies_data"),
    ("model", "based_on", "model", "provides_model"),
    ("app", "built_on", "model", "provides_model"),
    ("deployment", "application", "app", "provides_application"),
)
HELD = {
    "supplier": "dataset",
    "foundation_model_developer": "model",
    "downstream_developer": "app",
    "deployer": "deployment",
}
BSR_ROLES = frozenset({*HELD, "individual_user"})


class Absent(Enum):
    """What stands where no value is stated; NOT_APPLICABLE is what ``superset`` of nothing comes to."""

    NONE = "none"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


NONE, UNKNOWN, NOT_APPLICABLE = Absent.NONE, Absent.UNKNOWN, Absent.NOT_APPLICABLE
Result = Truth | Absent


class Doubtful(NamedTuple):
    """A derived set: what is in it for certain, and what may be."""

    sure: frozenset[str]
    possible: frozenset[str]


class Path(NamedTuple):
    """A place: an entity, the kinds in its brackets, a dotted path below it."""

    entity: str
    kinds: tuple[str, ...]
    field: str

    @property
    def selector(self) -> "Path":
        return self._replace(field="")


class Atom(NamedTuple):
    """One test: a path, an operator, an operand (a code, a tuple of codes, a period, a path or nothing)."""

    path: Path
    operator: str
    operand: Any


Line = list[list[Atom]]


def parse(line: str, sets: Mapping[str, Any]) -> Line:
    """Read a line: terms joined by ``;`` (and), atoms joined by ``|`` (or)."""
    return [[_atom(atom.strip(), sets) for atom in term.split("|")] for term in line.split(";")]


def _atom(text: str, sets: Mapping[str, Any]) -> Atom:
    where, operator, value = (*text.split(maxsplit=2), "")[:3]
    path = _path(where)
    if path is None:
        raise ValueError(text)
    return Atom(path, operator, _operand(value, sets))


def _path(text: str) -> Path | None:
    found = re.fullmatch(r"(actor|derived|dataset|model|app|deployment|chan|rel|art|pol)(?:\(([\w/]+)\))?((?:\.\w+)*)", text)
    return Path(found[1], tuple((found[2] or "").split("/")) if found[2] else (), found[3][1:]) if found else None


def _operand(text: str, sets: Mapping[str, Any]) -> Any:
    if text.startswith("["):
        return tuple(part.strip() for part in text[1:-1].split(","))
    if text.startswith("@"):
        return tuple(sets[text[1:]])
    return _path(text) or {"true": True, "false": False}.get(text, int(text) if text.isdigit() else text)


def all3(values: Iterable[Truth]) -> Truth:
    """And, in strong Kleene logic."""
    seen = set(values)
    return False if False in seen else None if None in seen else True


def any3(values: Iterable[Truth]) -> Truth:
    """Or, in strong Kleene logic."""
    seen = set(values)
    return True if True in seen else None if None in seen else False


def both(values: Iterable[Result]) -> Result:
    """And, where what is not applicable drops out; not applicable if nothing is left."""
    left: list[Truth] = []
    seen = list(values)
    left = [value for value in seen if not isinstance(value, Absent)]
    return NOT_APPLICABLE if seen and not left else all3(left)


def bounds(text: Any) -> tuple[date, date]:
    """Return the first and the last day that a date, perhaps partial, may mean."""
    parts = [int(part) for part in str(text).split("-")]
    first = date(*[*parts, 1, 1][:3])
    month = parts[1] if len(parts) > 1 else 12
    last = date(*parts) if len(parts) == 3 else date(parts[0], month, monthrange(parts[0], month)[1])
    return first, last


def months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# Operators: each takes the value, the operand, whether the list is open, and the check date.


def exists(value: Any, *_: Any) -> Truth:
    if isinstance(value, Doubtful):
        return True if value.sure else None if value.possible else False
    return {NONE: False, UNKNOWN: None}.get(value, True) if isinstance(value, Absent) else True


def equals(value: Any, operand: Any, *_: Any) -> Truth:
    if value is UNKNOWN:
        return None
    codes = operand if isinstance(operand, tuple) else (operand,)
    return "none" in codes if value is NONE else value in codes


def differs(value: Any, operand: Any, *_: Any) -> Truth:
    same = equals(value, operand)
    return None if same is None else not same


def has(value: Any, operand: Any, is_open: bool, *_: Any, enough: Callable[[Iterable[bool]], bool] = all) -> Truth:
    if isinstance(value, Absent):
        return None if value is UNKNOWN else False
    listed = value if isinstance(value, list) else [value]
    codes = operand if isinstance(operand, tuple) else (operand,)
    return True if enough(code in listed for code in codes) else None if is_open else False


def has_any(value: Any, operand: Any, is_open: bool, *_: Any) -> Truth:
    return has(value, operand, is_open, enough=any)


def lacks(value: Any, operand: Any, is_open: bool, *_: Any) -> Truth:
    held = has(value, operand, is_open)
    return None if held is None else not held


def superset(value: Any, operand: Any, *_: Any) -> Result:
    if operand is NONE or (isinstance(operand, Doubtful) and not operand.possible):
        return NOT_APPLICABLE
    if value is UNKNOWN or operand is UNKNOWN:
        return None
    right = operand if isinstance(operand, Doubtful) else Doubtful(frozenset(operand), frozenset(operand))
    left = set() if value is NONE else set(value)
    if not right.sure <= left:
        return False
    return True if right.sure and right.possible <= left else None


def at_most(value: Any, operand: Any, *_: Any) -> Truth:
    if NONE in (value, operand):
        return False
    if UNKNOWN in (value, operand):
        return None
    (first, last), (start, end) = bounds(value), bounds(operand)
    return True if last <= start else False if first > end else None


def count_gt(value: Any, operand: int, is_open: bool, *_: Any) -> Truth:
    if isinstance(value, Absent):
        return None if value is UNKNOWN else operand < 0
    return True if len(value) > operand else None if is_open else False


def fresh(value: Any, operand: str, _: bool, as_of: date) -> Truth:
    if isinstance(value, Absent):
        return None
    limit = months_before(as_of, int(operand.removesuffix("m")))
    first, last = bounds(value)
    if last > as_of:
        return None
    return True if first >= limit else False if last < limit else None


OPERATORS: dict[str, Callable[..., Result]] = {
    "exists": exists,
    "==": equals,
    "in": equals,
    "!=": differs,
    "has": has,
    "hasall": has,
    "hasany": has_any,
    "lacks": lacks,
    "superset": superset,
    "lte": at_most,
    "count_gt": count_gt,
    "fresh": fresh,
}


class Oracle:
    """The outcomes of the catalogue's clauses on one manifest, as of one day."""

    def __init__(self, catalogue: Mapping[str, Any], manifest: Mapping[str, Any], as_of: str) -> None:
        vocabulary = catalogue["vocabulary"]
        self.catalogue = catalogue
        self.manifest = manifest
        self.as_of = date.fromisoformat(as_of)
        self.sets = vocabulary["sets"]
        self.types = {field["path"]: field["type"] for field in vocabulary["fields"]}
        self.open = frozenset(catalogue["meta"]["open_lists"]["open_fields"])

    def outcomes(self, clause: Mapping[str, Any], actor: str, role: str, side: str, each: str = "") -> dict[str | None, str]:
        """Return the outcome for each entity (None: the actor itself, or nothing listed) that a clause is asked of.

        ``each`` names what the clause runs over where that is not the first entity that it mentions.
        """
        when, evidence = ([parse(line, self.sets) for line in clause[key]] for key in ("applies_when", "evidence"))
        asked = _Asked(self, actor, role, side)
        subject = _path(each) if each else next(filter(None, map(_subject, _atoms([*when, *evidence]))), None)
        if subject is None:
            return {None: asked.outcome(when, evidence, {})}
        found = asked.candidates(subject, {})
        if isinstance(found, list):
            return {one["id"]: asked.outcome(when, evidence, {subject: one}) for one in found}
        return {None: "not-applicable" if found is NONE else asked.outcome(when, evidence, {subject: found})}

    def listed(self, section: str) -> tuple[Any, bool]:
        """Return the records of a section, or how they are absent, and whether they are all there are."""
        value = self.manifest.get(section, UNKNOWN)
        complete = isinstance(value, dict) and value.get("complete") is True
        value = value["value"] if isinstance(value, dict) else value
        if value == []:
            return NONE, True
        if section == "relations" and not complete:
            value = [*_records(value), *self.implied(_records(value))] or UNKNOWN
        return value, complete

    def implied(self, relations: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield the relations that links between entities state, where none of that kind is listed."""
        known = {(r.get("kind"), r.get("from"), r.get("to")) for r in relations if r.get("exists") is not False}
        entities = {kind: {e["id"]: e for e in _records(self.listed(section)[0])} for kind, section in ENTITIES.items()}
        for kind, link, source, relation in LINKS:
            for entity in entities[kind].values():
                for provider in (entities[source][one].get(OWNERS[source]) for one in _listed(entity.get(link))):
                    terms = (relation, provider, entity.get(OWNERS[kind]))
                    if provider and terms[2] and provider != terms[2] and terms not in known:
                        known.add(terms)
                        yield {"id": "{}:{}>{}".format(*terms), "kind": relation, "from": provider, "to": terms[2]}

    def read(self, record: Any, entity: str, field: str) -> tuple[Any, bool]:
        """Return the value of a field of a record, and whether it is a list that may hold more than it says."""
        value, opened = record, False
        path = f"{entity}.{field}"
        here = entity
        for part in filter(None, field.split(".")):
            if isinstance(value, Absent):
                return value, False
            here = f"{here}.{part}"
            stated = value.get(part, "unknown") if isinstance(value, dict) else "unknown"
            wrapped = isinstance(stated, dict) and "value" in stated and f"{here}.value" not in self.types
            opened = path in self.open and not (wrapped and stated.get("complete"))
            value = _plain(stated["value"] if wrapped else stated)
        declined = value is False and self.types.get(path) != "bool"
        return (NONE if declined else value), opened

    def roles(self, actor: str) -> dict[str, Truth]:
        """Return how each role stands for an actor, by its activities and its applications."""
        record = next(one for one in _records(self.listed("actors")[0]) if one["id"] == actor)
        apps = [app for app in _records(self.listed("applications")[0]) if app.get("developer") == actor]
        held: dict[str, Truth] = {}
        for rule in self.catalogue["role_inference"]:
            lines = [parse(line, self.sets) for line in rule["if"]]
            asked = _Asked(self, actor, "", "")
            known = {**record, "roles": [role for role, truth in held.items() if truth] or "none"}
            envs = [{Path("actor", (), ""): known, Path("app", (), ""): app} for app in apps or [UNKNOWN]]
            truth = any3(bool3(both(asked.line(line, env) for line in lines)) for env in envs)
            held[rule["then"]] = any3([held.get(rule["then"], False), truth])
        return held


class _Asked:
    """One clause asked of one actor in one role: who belongs to it, what is in its scope, what is derived."""

    def __init__(self, oracle: Oracle, actor: str, role: str, side: str) -> None:
        self.oracle, self.actor, self.role, self.side = oracle, actor, role, side

    def outcome(self, when: list[Line], evidence: list[Line], env: Mapping[Path, Any]) -> str:
        applies = self.holds(when, env, every=False)
        if applies is not True:
            return "unknown" if applies is None else "not-applicable"
        held = self.holds(evidence, env, every=True)
        return {True: "met", False: "unmet", None: "unknown"}.get(held, "not-applicable")

    def holds(self, lines: list[Line], env: Mapping[Path, Any], *, every: bool) -> Result:
        """Evaluate lines, binding what is free: every relation and entity (in evidence), one document or channel."""
        free = next((p for p in _paths(lines) if p.entity not in ("actor", "derived") and p not in env), None)
        if free is None:
            return both(self.line(line, env) for line in lines)
        found = self.candidates(free, env)
        if isinstance(found, Absent):
            return self.holds(lines, {**env, free: found}, every=every)
        results = [self.holds(lines, {**env, free: one}, every=every) for one in found]
        alone = every and free.entity not in ("art", "pol", "chan")
        return both(results) if alone else any3(map(bool3, results))

    def line(self, line: Line, env: Mapping[Path, Any]) -> Result:
        return both(self.atom(term[0], env) if len(term) == 1 else any3(bool3(self.atom(a, env)) for a in term) for term in line)

    def atom(self, atom: Atom, env: Mapping[Path, Any]) -> Result:
        value, opened = self.value(atom.path, env)
        operand = self.value(atom.operand, env)[0] if isinstance(atom.operand, Path) else atom.operand
        return OPERATORS[atom.operator](value, operand, opened, self.oracle.as_of)

    def value(self, path: Path, env: Mapping[Path, Any]) -> tuple[Any, bool]:
        if path.entity == "derived":
            return self.derived(path.field, env), False
        if path.entity == "actor" and path.selector not in env:
            env = {path.selector: next(a for a in self.oracle.manifest["actors"] if a["id"] == self.actor)}
        return self.oracle.read(env[path.selector], path.entity, path.field)

    # What a selector selects: a list, or how it is absent

    def candidates(self, selector: Path, env: Mapping[Path, Any]) -> Any:
        return self.scope(selector.entity) if selector.entity in ENTITIES else self.belonging(selector, env)

    def belonging(self, selector: Path, env: Mapping[Path, Any]) -> Any:
        listed, complete = self.oracle.listed(SECTIONS[selector.entity])
        if isinstance(listed, Absent):
            return listed
        kinds = set(selector.kinds) or {None}
        mine = [r for r in listed if self.owns(r, selector.entity) and (kinds == {"any"} or r.get("kind") in kinds)]
        real = [record for record in mine if record.get("exists") is not False]
        here = [record for record in real if self.speaks_of(record, env)]
        if here:
            return here
        denied = {record.get("kind") for record in mine if record not in real}
        return NONE if complete or kinds <= denied else UNKNOWN

    def owns(self, record: Mapping[str, Any], entity: str) -> bool:
        ends = {"provider": ["from"], "receiver": ["to"], "either": ["from", "to"]}[self.side] if entity == "rel" else ["owner"]
        return any(self.actor in _listed(record.get(end)) for end in ends)

    def speaks_of(self, record: Mapping[str, Any], env: Mapping[Path, Any]) -> bool:
        """Leave out what speaks of other entities of the kind in question and not of this one."""
        subjects = [one for path, one in env.items() if path.entity in ENTITIES and isinstance(one, dict)]
        for path, one in env.items():
            if path.entity in ENTITIES and one in subjects:
                others = {e["id"] for e in _records(self.oracle.listed(ENTITIES[path.entity])[0])}
                named = others & set(_listed(record.get("about")))
                if named and one["id"] not in named:
                    return False
        return True

    def scope(self, kind: str) -> Any:
        """Return the entities of a kind that the actor holds, that these came from, or that came of them."""
        listed, complete = self.oracle.listed(ENTITIES[kind])
        if isinstance(listed, Absent):
            return listed
        edges = list(self.feeds())
        own = {e["id"] for held in ENTITIES for e in _records(self.oracle.listed(ENTITIES[held])[0]) if self.holds_entity(held, e)}
        near = own | reach(own, edges) | reach(own, [(b, a) for a, b in edges])
        return [e for e in listed if e["id"] in near] or (NONE if complete else UNKNOWN)

    def holds_entity(self, kind: str, entity: Mapping[str, Any]) -> bool:
        if self.role == "individual_user":
            return kind == "deployment" and self.actor in _listed(entity.get("users"))
        return HELD[self.role] == kind and self.actor in _listed(entity.get(OWNERS[kind]))

    def feeds(self) -> Iterator[tuple[str, str]]:
        for kind, fields in FEEDS.items():
            for entity in _records(self.oracle.listed(ENTITIES[kind])[0]):
                yield from ((source, entity["id"]) for field in fields for source in _listed(entity.get(field)))

    # What the catalogue calls derived

    def derived(self, name: str, env: Mapping[Path, Any]) -> Any:
        if name in ("upstream_roles", "downstream_roles"):
            return self.roles_along(upstream=name == "upstream_roles")
        bound = {path.entity: one for path, one in env.items()}
        if name == "small_downstream":
            return stated(self.small(bound["rel"]))
        if name == "has_separate_deployer":
            return stated(self.apart(bound["app"], self.oracle.listed("deployments")))
        return stated(self.apart_from_developer(bound["deployment"]))

    def roles_along(self, *, upstream: bool) -> Doubtful:
        listed, complete = self.oracle.listed("relations")
        edges = [(r["from"], r["to"]) for r in _records(listed) if r.get("exists") is not False]
        edges = [(b, a) for a, b in edges] if upstream else edges
        others = reach({self.actor}, edges) - {self.actor}
        if not others:
            return Doubtful(frozenset(), frozenset() if complete else BSR_ROLES)
        held = [(role, truth) for other in others for role, truth in self.oracle.roles(other).items() if role in BSR_ROLES]
        return Doubtful(frozenset(r for r, t in held if t), frozenset(r for r, t in held if t is not False))

    def small(self, relation: Any) -> Truth:
        if isinstance(relation, Absent):
            return None if relation is UNKNOWN else False
        receiver = next(a for a in self.oracle.manifest["actors"] if a["id"] == relation["to"])
        size = equals(self.oracle.read(receiver, "actor", "size")[0], "small")
        return all3([size, self.oracle.roles(relation["to"])["downstream_developer"]])

    def apart(self, app: Any, deployments: tuple[Any, bool]) -> Truth:
        if isinstance(app, Absent):
            return None if app is UNKNOWN else False
        listed, complete = deployments
        of_it = [d for d in _records(listed) if d.get("application") == app["id"]]
        if not of_it:
            return False if complete else None
        return any3(None if "deployer" not in d else d["deployer"] != app["developer"] for d in of_it)

    def apart_from_developer(self, deployment: Any) -> Truth:
        apps = [a for a in _records(self.oracle.listed("applications")[0]) if deployment is not UNKNOWN and a["id"] == deployment.get("application")]
        return any3(None if "developer" not in a else a["developer"] != deployment.get("deployer") for a in apps) if apps else None


def reach(start: set[str], edges: Sequence[tuple[str, str]]) -> set[str]:
    """Return what edges lead to from ``start``."""
    found: set[str] = set()
    ahead = set(start)
    while ahead:
        ahead = {b for a, b in edges if a in ahead} - found
        found |= ahead
    return found


def stated(truth: Truth) -> Any:
    return UNKNOWN if truth is None else truth


def bool3(result: Result) -> Truth:
    """Take what is not applicable as nothing against it."""
    return True if result is NOT_APPLICABLE else result


def _subject(atom: Atom) -> Path | None:
    kinds = {"has_separate_deployer": "app", "has_separate_developer": "deployment"}
    kind = kinds.get(atom.path.field) if atom.path.entity == "derived" else atom.path.entity
    for name in (kind, atom.operand.entity if isinstance(atom.operand, Path) else None):
        if name in ENTITIES:
            return Path(name, (), "")
    return None


def _atoms(lines: Iterable[Line]) -> Iterator[Atom]:
    return (atom for line in lines for term in line for atom in term)


def _paths(lines: Iterable[Line]) -> Iterator[Path]:
    for atom in _atoms(lines):
        yield atom.path.selector
        if isinstance(atom.operand, Path):
            yield atom.operand.selector


def _plain(value: Any) -> Any:
    if value is None or value == "unknown":
        return UNKNOWN
    return NONE if value == "none" or value == [] else value


def _records(listed: Any) -> list[dict[str, Any]]:
    return listed if isinstance(listed, list) else []


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
