"""An evaluator of the catalogue's expression strings, in three values: True, False and None for unknown.

Written from the catalogue's ``meta`` and its semantics, not from rightsgate, so that the one can be held against the
other. A manifest is plain data. ``MOOT`` is what an operator comes to that has nothing to compare.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from catalogue_manifest import ENTITIES, OWNERS, RECORDS, PlainManifest, Record, codes, reach
from catalogue_operators import NONE, OPERATORS, UNKNOWN, Absent, Doubtful, Result, Stated, Value, all3, any3, equals

Listed = list[tuple[Record, bool]] | Absent  # records, and whether each is certain to belong
HELD = {
    "supplier": "dataset",
    "foundation_model_developer": "model",
    "downstream_developer": "app",
    "deployer": "deployment",
}
ROLES = frozenset({*HELD, "individual_user"})
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
    return Atom(path, operator, (path_of(value) if "." in value else None) or words.get(value, int(value) if value.isdigit() else value))


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
    """What the catalogue's clauses come to on one manifest, as of one day (ISO)."""

    def __init__(self, catalogue: Mapping[str, Any], manifest: Mapping[str, Any], as_of: str) -> None:
        self.rules = catalogue["role_inference"]
        self.sets = catalogue["vocabulary"]["sets"]
        self.manifest = PlainManifest(catalogue, manifest)
        self.as_of = date.fromisoformat(as_of)

    def outcomes(
        self, clause: Mapping[str, Any], actor: str, role: str, side: str, each: str = ""
    ) -> dict[str | None, str]:
        """Return the outcome for each entity (None: the actor, or nothing listed) that a clause is asked of.

        ``side`` is the end at which the actor stands of relations; ``each`` is what the clause is asked of where
        that is not the first kind of entity that it mentions.
        """
        return Question(self, actor, role, side).outcomes(clause, path_of(each))

    def roles(self, actor: str) -> dict[str, Result]:
        """Return how each role stands for an actor, by its activities and the applications that it builds."""
        apps = [app for app in self.manifest.entities["app"].values() if app["developer"] == actor] or [UNKNOWN]
        held: dict[str, Result] = {}
        question = Question(self, actor, "", "")
        for rule in self.rules:
            roles = [role for role, truth in held.items() if truth]
            known = {**self.manifest.actors[actor], "roles": roles or "none"}
            lines = [parse(line) for line in rule["if"]]
            truths = [all3(question.line(line, {ACTOR: known, Path("app"): app}) for line in lines) for app in apps]
            held[rule["then"]] = any3([held.get(rule["then"], False), *truths])
        return held


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

    def field(self, path: Path, env: Mapping[Path, Value]) -> Stated:
        if path.entity == "derived":
            return Stated(self.derived(path.field, {bound.entity: one for bound, one in env.items()}))
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
        if UNKNOWN in (app, deployment) or (deployment and "application" not in deployment):
            return None
        if deployment:
            apps = [self.oracle.entities["app"][one] for one in _codes(deployment["application"])]
            return any(one["developer"] != deployment["deployer"] for one in apps)
        listed, complete = self.oracle.records("deployments"), self.oracle.sections["deployments"][1]
        of_it = [one for one in listed if app["id"] in _codes(one.get("application"))]
        silent = [None for one in listed if "application" not in one and one["deployer"] != app["developer"]]
        if not of_it and not complete:
            return None
        return any3([one["deployer"] != app["developer"] for one in of_it] + silent)


