"""An evaluator of the catalogue's expression strings, in three values: True, False and None for unknown.

Written from the catalogue's ``meta`` and its semantics, not from rightsgate, so that the one can be held against the
other. A manifest is plain data. ``MOOT`` is what an operator comes to that has nothing to compare.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from catalogue_operators import (
    MOOT,
    NONE,
    OPERATORS,
    UNKNOWN,
    Absent,
    Doubtful,
    Result,
    Truth,
    Value,
    all3,
    any3,
    equals,
)

Record = Mapping[str, Any]
Listed = list[tuple[Record, bool]] | Absent  # records, and whether each is certain to belong
RECORDS = {"art": "documents", "pol": "terms", "chan": "channels", "rel": "relations"}
ENTITIES = {"dataset": "datasets", "model": "models", "app": "applications", "deployment": "deployments"}
OWNERS = {"dataset": "supplier", "model": "developer", "app": "developer", "deployment": "deployer"}
HELD = {
    "supplier": "dataset",
    "foundation_model_developer": "model",
    "downstream_developer": "app",
    "deployer": "deployment",
}
ROLES = frozenset({*HELD, "individual_user"})
# What an entity is made from: the field, the kind of its source, the relation that this states between the owners, and
# whether silence leaves it open.
LINKS = {
    "model": (
        ("trained_on", "dataset", "supplies_data", True),
        ("based_on", "model", "provides_model", False),
    ),
    "app": (("built_on", "model", "provides_model", True), ("trained_on", "dataset", "supplies_data", False)),
    "deployment": (("application", "app", "provides_application", True),),
}
ENDS = {"provider": ("from",), "receiver": ("to",), "either": ("from", "to")}


class Path(NamedTuple):
    """A place: an entity, the kinds in its brackets, and a dotted path below it."""

    entity: str
    kinds: tuple[str, ...] = ()
    field: str = ""

    @property
    def selector(self) -> "Path":
        return self._replace(field="")


class Atom(NamedTuple):
    """One test: a path, an operator, and a code, a tuple of codes, a period, a path or nothing."""

    path: Path
    operator: str
    operand: Any

    @property
    def paths(self) -> tuple[Path, ...]:
        return (self.path, self.operand) if isinstance(self.operand, Path) else (self.path,)


Line = tuple[tuple[Atom, ...], ...]
ACTOR = Path("actor")
# What a derived fact is about, where a clause names no entity of that kind.
ABOUT = {"has_separate_deployer": "app", "has_separate_developer": "deployment"}


@cache
def parse(line: str) -> Line:
    """Read a line: terms joined by ``;`` (and), atoms joined by ``|`` (or), which binds tighter."""
    return tuple(
        tuple(_atom(*atom.split(maxsplit=2)) for atom in term.split("|")) for term in line.split(";")
    )


def _atom(where: str, operator: str, value: str = "") -> Atom:
    path = path_of(where)
    if path is None:
        raise ValueError(where)
    if value.startswith("["):
        return Atom(path, operator, tuple(code.strip() for code in value[1:-1].split(",")))
    words = {"true": True, "false": False, "": None}
    return Atom(path, operator, path_of(value) or words.get(value, int(value) if value.isdigit() else value))


def path_of(text: str) -> Path | None:
    found = re.fullmatch(
        r"(actor|derived|dataset|model|app|deployment|art|pol|chan|rel)(?:\(([\w/]+)\))?((?:\.\w+)*)", text
    )
    return Path(found[1], tuple(found[2].split("/")) if found[2] else (), found[3][1:]) if found else None


def atoms(clause: Mapping[str, Any]) -> list[Atom]:
    """Return all tests of a clause, in the order in which they stand."""
    lines = [*clause["applies_when"], *clause["evidence"]]
    return [atom for line in lines for term in parse(line) for atom in term]


class Oracle:
    """What the catalogue's clauses come to on one manifest, as of one day."""

    def __init__(self, catalogue: Mapping[str, Any], manifest: Mapping[str, Any], as_of: date) -> None:
        self.rules = catalogue["role_inference"]
        self.sets = catalogue["vocabulary"]["sets"]
        self.types = {field["path"]: field["type"] for field in catalogue["vocabulary"]["fields"]}
        self.open = frozenset(catalogue["meta"]["open_lists"]["open_fields"])
        self.as_of = as_of
        self.sections = {
            name: _section(manifest.get(name, UNKNOWN)) for name in (*RECORDS.values(), *ENTITIES.values())
        }
        self.actors = {actor["id"]: actor for actor in manifest["actors"]}
        self.entities = {
            kind: {e["id"]: e for e in self.records(section)} for kind, section in ENTITIES.items()
        }
        self.state_links()

    def records(self, section: str) -> list[Record]:
        listed = self.sections[section][0]
        return [] if isinstance(listed, Absent) else listed

    def state_links(self) -> None:
        """Add the relations that links between entities state, unless the author says that there are no others."""
        stated, complete = list(self.records("relations")), self.sections["relations"][1]
        known = {(r.get("kind"), r.get("from"), r.get("to")) for r in stated if r.get("exists") is not False}
        for kind, links in ({} if complete else LINKS).items():
            for entity in self.entities[kind].values():
                for field, source, relation, _ in links:
                    for provider in (
                        self.entities[source][one][OWNERS[source]] for one in _codes(entity.get(field))
                    ):
                        terms = (relation, provider, entity[OWNERS[kind]])
                        if provider != terms[2] and terms not in known:
                            known.add(terms)
                            stated.append(
                                {
                                    "id": "{}:{}>{}".format(*terms),
                                    "kind": relation,
                                    "from": provider,
                                    "to": terms[2],
                                }
                            )
        if stated:
            self.sections["relations"] = (stated, complete)

    def read(self, record: Record | Absent, path: Path) -> Field:
        """Return what a record states of a field; an absent parent makes it absent, a silent one unknown."""
        value: Value = record
        here, opened = path.entity, False
        for part in filter(None, path.field.split(".")):
            if isinstance(value, Absent):
                return Field(value)
            here = f"{here}.{part}"
            value = value.get(part, UNKNOWN) if isinstance(value, dict) else UNKNOWN
            detailed = isinstance(value, dict) and "value" in value and f"{here}.value" not in self.types
            opened = here in self.open and not (detailed and value.get("complete"))
            value = _plain(value["value"] if detailed else value, flag=self.types.get(here) == "bool")
        return Field(value, opened)

    def roles(self, actor: str) -> dict[str, Result]:
        """Return how each role stands for an actor, by its activities and the applications that it builds."""
        apps = [app for app in self.entities["app"].values() if app["developer"] == actor] or [UNKNOWN]
        held: dict[str, Result] = {}
        for rule in self.rules:
            known = {**self.actors[actor], "roles": [role for role, truth in held.items() if truth] or "none"}
            question = Question(self, actor, "", "")
            lines = [parse(line) for line in rule["if"]]
            truth = any3(
                all3(question.line(line, {ACTOR: known, Path("app"): app}) for line in lines) for app in apps
            )
            held[rule["then"]] = any3([held.get(rule["then"], False), truth])
        return held

    def edges(self, *, possible: bool) -> Iterator[tuple[str, str]]:
        """Yield what goes into what, and what silence leaves possible of it."""
        for kind, links in LINKS.items():
            for entity in self.entities[kind].values():
                for field, source, _, leaves_open in links:
                    silent = possible and leaves_open and field not in entity
                    yield from (
                        (one, entity["id"])
                        for one in (self.entities[source] if silent else _codes(entity.get(field)))
                    )

    def chain(self, start: Iterable[str], *, possible: bool = False) -> set[str]:
        """Return what goes into something, what comes of it, and itself."""
        edges = list(self.edges(possible=possible))
        return {*start, *reach(start, edges), *reach(start, [(b, a) for a, b in edges])}


class Question:
    """One clause asked of one actor in one role, at one end of its relations."""

    def __init__(self, oracle: Oracle, actor: str, role: str, side: str) -> None:
        self.oracle, self.actor, self.role, self.side = oracle, actor, role, side

    def outcomes(self, clause: Mapping[str, Any], each: Path | None = None) -> dict[str | None, str]:
        """Return the outcome for each entity (None: the actor, or nothing listed) that a clause is asked of."""
        kinds = (ABOUT.get(path.field, path.entity) for atom in atoms(clause) for path in atom.paths)
        subject = each or next((Path(kind) for kind in kinds if kind in ENTITIES), None)
        if subject is None:
            return {None: self.outcome(clause, {})}
        listed = self.candidates(subject, {})
        if isinstance(listed, Absent):
            return {None: "not-applicable" if listed is NONE else self.outcome(clause, {subject: UNKNOWN})}
        return {
            one["id"]: self.outcome(clause, {subject: one}) if sure else "unknown" for one, sure in listed
        }

    def outcome(self, clause: Mapping[str, Any], env: Mapping[Path, Value]) -> str:
        when, evidence = ([parse(line) for line in clause[key]] for key in ("applies_when", "evidence"))
        applies = self.holds(when, env, every=False)
        if applies is not True:
            return "unknown" if applies is None else "not-applicable"
        return {True: "met", False: "unmet", None: "unknown"}.get(
            self.holds(evidence, env, every=True), "not-applicable"
        )

    def holds(self, lines: list[Line], env: Mapping[Path, Value], *, every: bool) -> Result:
        """Evaluate lines with what is free in them bound: to one document, to every relation and entity (evidence)."""
        used = [path.selector for line in lines for term in line for atom in term for path in atom.paths]
        free = next((p for p in used if p not in env and p.entity not in ("actor", "derived")), None)
        if free is None:
            return all3(self.line(line, env) for line in lines)
        listed = self.candidates(free, env)
        if isinstance(listed, Absent):
            return self.holds(lines, {**env, free: listed}, every=every)
        found = [(self.holds(lines, {**env, free: one}, every=every), sure) for one, sure in listed]
        if every and free.entity not in ("art", "pol", "chan"):
            return all3(result if sure or result is not False else None for result, sure in found)
        return any3(result if sure or result is False else None for result, sure in found)

    def line(self, line: Line, env: Mapping[Path, Value]) -> Result:
        return all3(
            self.atom(term[0], env) if len(term) == 1 else any3(self.atom(a, env) for a in term)
            for term in line
        )

    def atom(self, atom: Atom, env: Mapping[Path, Value]) -> Result:
        if atom.path.entity in RECORDS and env[atom.path.selector] is UNKNOWN:
            return None
        operand = atom.operand
        if isinstance(operand, Path):
            operand = self.field(operand, env).value
        elif isinstance(operand, str) and operand.startswith("@"):
            operand = tuple(self.oracle.sets[operand[1:]])
        return OPERATORS[atom.operator](self.field(atom.path, env), operand, self.oracle.as_of)

    def field(self, path: Path, env: Mapping[Path, Value]) -> Field:
        if path.entity == "derived":
            return Field(self.derived(path.field, {bound.entity: one for bound, one in env.items()}))
        return self.oracle.read(env.get(path.selector, self.oracle.actors[self.actor]), path)

    def candidates(self, selector: Path, env: Mapping[Path, Value]) -> Listed:
        """Return what a selector selects, or how it is absent."""
        subject = next(
            (
                (path.entity, one["id"])
                for path, one in env.items()
                if path.entity in ENTITIES and one is not UNKNOWN
            ),
            None,
        )
        if selector.entity in ENTITIES:
            return self.scope(selector.entity, subject)
        listed, complete = self.oracle.sections[RECORDS[selector.entity]]
        if isinstance(listed, Absent):
            return listed
        kinds = set(selector.kinds) or {None}
        ends = ENDS[self.side] if selector.entity == "rel" else ("owner",)
        mine = [
            r
            for r in listed
            if any(r[end] == self.actor for end in ends) and (kinds == {"any"} or r.get("kind") in kinds)
        ]
        found = [(r, True) for r in mine if r.get("exists") is not False and self.speaks_of(r, subject)]
        denied = {record.get("kind") for record in mine if record.get("exists") is False}
        return found or (NONE if complete or kinds <= denied else UNKNOWN)

    def speaks_of(self, record: Record, subject: tuple[str, str] | None) -> bool:
        """Leave out what speaks of other entities of the kind that the clause is asked of, and not of this one."""
        if subject is None:
            return True
        named = self.oracle.entities[subject[0]].keys() & set(_codes(record.get("about")))
        return not named or subject[1] in named

    def scope(self, kind: str, subject: tuple[str, str] | None) -> Listed:
        """Return the entities of a kind in the chain of the one asked about, or else of what the actor holds."""
        listed, complete = self.oracle.sections[ENTITIES[kind]]
        if isinstance(listed, Absent):
            return listed
        if subject is None and self.role == "individual_user":
            start = [e["id"] for e in self.oracle.entities["deployment"].values() if self.actor in e["users"]]
        elif subject is None:
            held = HELD[self.role]
            start = [e["id"] for e in self.oracle.entities[held].values() if e[OWNERS[held]] == self.actor]
        else:
            start = [subject[1]]
        sure, possible = self.oracle.chain(start), self.oracle.chain(start, possible=True)
        return [(e, e["id"] in sure) for e in listed if e["id"] in possible] or (
            NONE if complete else UNKNOWN
        )

    def derived(self, name: str, bound: Mapping[str, Value]) -> Value:
        if name in ("upstream_roles", "downstream_roles"):
            return self.roles_along(upstream=name == "upstream_roles")
        truth = self.small(bound["rel"]) if name == "small_downstream" else self.apart(bound)
        return UNKNOWN if truth is None else truth

    def roles_along(self, *, upstream: bool) -> Doubtful:
        edges = [
            (r["from"], r["to"]) for r in self.oracle.records("relations") if r.get("exists") is not False
        ]
        others = reach([self.actor], [(b, a) for a, b in edges] if upstream else edges) - {self.actor}
        if not others:
            return Doubtful(frozenset(), frozenset() if self.oracle.sections["relations"][1] else ROLES)
        held = [
            (role, truth) for one in others for role, truth in self.oracle.roles(one).items() if role in ROLES
        ]
        return Doubtful(frozenset(r for r, t in held if t), frozenset(r for r, t in held if t is not False))

    def small(self, relation: Value) -> Result:
        """Say whether a relation leads to a downstream developer of size small."""
        if relation is UNKNOWN:
            return None
        size = equals(
            self.oracle.read(self.oracle.actors[relation["to"]], Path("actor", (), "size")), "small"
        )
        return all3([size, self.oracle.roles(relation["to"])["downstream_developer"]])

    def apart(self, bound: Mapping[str, Value]) -> Result:
        """Say whether an application (or that of a deployment) is deployed by somebody other than its developer."""
        app, deployment = bound.get("app"), bound.get("deployment")
        if UNKNOWN in (app, deployment):
            return None
        apps = [app] if app else list(self.oracle.entities["app"].values())
        deployments = [deployment] if deployment else self.oracle.records("deployments")
        pairs = [
            (a, d) for d in deployments for a in apps if a["id"] in _codes(d.get("application", a["id"]))
        ]
        if not pairs:
            return False if app and self.oracle.sections["deployments"][1] else None
        return any3(
            a["developer"] != d["deployer"] and (True if "application" in d else None) for a, d in pairs
        )


def reach(start: Iterable[str], edges: Iterable[tuple[str, str]]) -> set[str]:
    """Return what edges lead to from ``start``."""
    found: set[str] = set()
    ahead, edges = set(start), list(edges)
    while ahead:
        ahead = {b for a, b in edges if a in ahead} - found
        found |= ahead
    return found


def _section(value: Value) -> tuple[Value, bool]:
    complete = isinstance(value, dict) and value.get("complete") is True
    value = _plain(value["value"] if isinstance(value, dict) else value, flag=False)
    return value, complete or value is NONE


def _plain(value: Value, *, flag: bool) -> Value:
    if value is None or value == "unknown":
        return UNKNOWN
    return NONE if value == "none" or value == [] or (value is False and not flag) else value


def _codes(value: Value) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "none") else [value]
