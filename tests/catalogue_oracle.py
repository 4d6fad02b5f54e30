"""An evaluator of the catalogue's expression strings, in three values: True, False and None for unknown.

Written from the catalogue's ``meta`` and its semantics, not from rightsgate, so that the one can be held against the
other. A manifest is plain data. ``MOOT`` is what an operator comes to that has nothing to compare.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from catalogue_manifest import ENTITIES, RECORDS, PlainManifest, Record, codes, reach
from catalogue_operators import (
    MOOT,
    NONE,
    OPERATORS,
    UNKNOWN,
    Absent,
    Doubtful,
    Result,
    Stated,
    Value,
    all3,
    any3,
    equals,
)

Found = list[tuple[Value, bool]]  # records, and whether each is certain to belong
Listed = Found | Absent
SECTIONS = {**RECORDS, **ENTITIES}
OWNED = ("art", "pol", "chan")
# What an actor in a role has its own part of the chain in, and the field that says so.
HELD = {
    "supplier": ("dataset", "supplier"),
    "foundation_model_developer": ("model", "developer"),
    "downstream_developer": ("app", "developer"),
    "deployer": ("deployment", "deployer"),
    "individual_user": ("deployment", "users"),
}
BSR_ROLES = frozenset(HELD)
ENDS = {"provider": ("from",), "receiver": ("to",), "either": ("from", "to")}


class Path(NamedTuple):
    """A place: an entity, the kinds in its brackets, and a dotted path below it; without that, a selector."""

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
Bound = Mapping[Path, Value]  # selectors and the records they are bound to, or how these are absent
Subject = tuple[str, str] | None  # the kind and id of the entity that a clause is asked of
ACTOR = Path("actor")
# What a derived fact is about, where a clause names no entity of that kind.
ABOUT = {"has_separate_deployer": "app", "has_separate_developer": "deployment"}


@cache
def parse(line: str) -> Line:
    """Read a line: terms joined by ``;`` (and), atoms joined by ``|`` (or), which binds tighter."""
    return tuple(tuple(_atom(*atom.strip().split(maxsplit=2)) for atom in term.split("|")) for term in line.split(";"))


def _atom(where: str, operator: str, value: str = "") -> Atom:
    path = path_of(where)
    if path is None:
        raise ValueError(where)
    if value.startswith("["):
        return Atom(path, operator, tuple(code.strip() for code in value[1:-1].split(",")))
    other = path_of(value) if "." in value else None
    words = {"true": True, "false": False, "": None}
    return Atom(path, operator, other or words.get(value, int(value) if value.isdigit() else value))


def path_of(text: str) -> Path | None:
    """Read a path, or return None of what is none."""
    found = re.fullmatch(
        r"(actor|derived|dataset|model|app|deployment|art|pol|chan|rel)(?:\(([\w/]+)\))?((?:\.\w+)*)", text
    )
    return Path(found[1], tuple(found[2].split("/")) if found[2] else (), found[3][1:]) if found else None


def atoms_in(line: str) -> list[Atom]:
    """Return the tests of a line, in the order in which they stand."""
    return [atom for term in parse(line) for atom in term]


def atoms(clause: Mapping[str, Any]) -> list[Atom]:
    """Return the tests of a clause, those of its condition first."""
    return [atom for line in (*clause["applies_when"], *clause["evidence"]) for atom in atoms_in(line)]


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
        apps: list[Value] = [app for app in self.manifest.entities["app"].values() if app["developer"] == actor]
        held: dict[str, Result] = {}
        question = Question(self, actor, "", "either")
        for rule in self.rules:
            roles = [role for role, truth in held.items() if truth]
            known = {**self.manifest.actors[actor], "roles": roles or "none"}
            truths = [
                all3(question.line(line, {ACTOR: known, Path("app"): app}) for line in rule["if"])
                for app in apps or [UNKNOWN]
            ]
            held[rule["then"]] = any3([held.get(rule["then"], False), *truths])
        return held


class Question:
    """A clause as it is asked of one actor in one role, at one end of its relations."""

    def __init__(self, oracle: Oracle, actor: str, role: str, side: str) -> None:
        self.oracle, self.manifest = oracle, oracle.manifest
        self.actor, self.role, self.ends = actor, role, ENDS[side]

    def outcomes(self, clause: Mapping[str, Any], each: Path | None) -> dict[str | None, str]:
        kinds = (ABOUT.get(path.field, path.entity) for atom in atoms(clause) for path in atom.paths)
        subject = each or next((Path(kind) for kind in kinds if kind in ENTITIES), None)
        if subject is None:
            return {None: self.outcome(clause, {})}
        found = self.candidates(subject, {})
        if isinstance(found, Absent):
            return {None: "not-applicable" if found is NONE else self.outcome(clause, {subject: found})}
        return {one["id"]: self.outcome(clause, {subject: one}) if sure else "unknown" for one, sure in found}

    def outcome(self, clause: Mapping[str, Any], env: Bound) -> str:
        applies = self.holds(clause["applies_when"], env, every=False)
        if applies is not True:
            return "unknown" if applies is None else "not-applicable"
        held = self.holds(clause["evidence"], env, every=True)
        return {True: "met", False: "unmet", None: "unknown", MOOT: "not-applicable"}[held]

    def holds(self, lines: Sequence[str], env: Bound, *, every: bool) -> Result:
        """Evaluate lines; what they select and is not bound is: one of the documents, every relation or entity.

        In a condition (not ``every``), one of the relations or entities is enough too. A record that may not belong
        can neither meet nor break anything; if none is certain to, what is asked of them stays open.
        """
        selectors = (path.selector for line in lines for atom in atoms_in(line) for path in atom.paths)
        free = next((one for one in selectors if one not in env and one.entity not in ("actor", "derived")), None)
        if free is None:
            return all3(self.line(line, env) for line in lines)
        found = self.candidates(free, env)
        if isinstance(found, Absent):
            return self.holds(lines, {**env, free: found}, every=every)
        if not any(sure for _, sure in found):
            found = [*found, (UNKNOWN, True)]
        results = [(self.holds(lines, {**env, free: one}, every=every), sure) for one, sure in found]
        if every and free.entity not in OWNED:
            others = [line for line in lines if all(free != p.selector for a in atoms_in(line) for p in a.paths)]
            rest = [self.holds(others, env, every=every)] if others else []
            return all3([*rest, *(None if result is False and not sure else result for result, sure in results)])
        return any3(result if result is False or sure else None for result, sure in results)

    def line(self, line: str, env: Bound) -> Result:
        terms = ([self.atom(atom, env) for atom in term] for term in parse(line))
        return all3(any3(term) if len(term) > 1 else term[0] for term in terms)

    def atom(self, atom: Atom, env: Bound) -> Result:
        if atom.path.entity in RECORDS and env[atom.path.selector] is UNKNOWN:
            return None  # nothing is listed: whatever it is compared with
        operand = atom.operand
        if isinstance(operand, Path):
            operand = self.stated(operand, env).value
        elif isinstance(operand, str) and operand.startswith("@"):
            operand = tuple(self.oracle.sets[operand[1:]])
        return OPERATORS[atom.operator](self.stated(atom.path, env), operand, self.oracle.as_of)

    def stated(self, path: Path, env: Bound) -> Stated:
        if path.entity == "derived":
            return Stated(self.derived(path.field, {bound.entity: one for bound, one in env.items()}))
        record = env.get(path.selector, self.manifest.actors[self.actor])
        return self.manifest.read(record, path.entity, path.field)

    def candidates(self, selector: Path, env: Bound) -> Listed:
        """Return what a selector selects, or how it is absent."""
        asked = ((path.entity, one) for path, one in env.items() if path.entity in ENTITIES)
        subject = next(((kind, one["id"]) for kind, one in asked if one is not UNKNOWN), None)
        listed = self.manifest.sections[SECTIONS[selector.entity]][0]
        if isinstance(listed, Absent):
            return listed
        if selector.entity in ENTITIES:
            found, denied = self.in_scope(listed, subject), False
        else:
            found, denied = self.belonging(selector, listed, subject)
        return found or (NONE if denied else self.absence(selector.entity))

    def absence(self, entity: str) -> Absent:
        """Return how what is not listed is absent."""
        return NONE if self.manifest.complete(SECTIONS[entity]) else UNKNOWN

    def belonging(self, selector: Path, listed: list[Record], subject: Subject) -> tuple[Found, bool]:
        """Return the records of a kind that are the actor's, and whether it denies that there are any."""
        kinds: set[str | None] = set(selector.kinds) or {None}
        ends = ("owner",) if selector.entity in OWNED else self.ends
        mine = [one for one in listed if any(one[end] == self.actor for end in ends) and self.speaks_of(one, subject)]
        asked = [one for one in mine if kinds == {"any"} or one.get("kind") in kinds]
        denied = {one.get("kind") for one in asked if one.get("exists") is False}
        return [(one, one.get("sure", True)) for one in asked if one.get("exists") is not False], kinds <= denied

    def speaks_of(self, record: Record, subject: Subject) -> bool:
        """Say no of a record about others of the kind that the clause is asked of, or about what is apart from it."""
        about = set(codes(record.get("about")))
        if subject is None or not about or subject[1] in about:
            return True
        chain = self.manifest.chain([subject[1]], possible=True)
        return not about & self.manifest.entities[subject[0]].keys() and bool(about & chain)

    def in_scope(self, listed: list[Record], subject: Subject) -> Found:
        """Return the entities in the chain of the one that the clause is asked of, or else of what the actor holds."""
        held, owner = HELD[self.role]
        own = [one["id"] for one in self.manifest.entities[held].values() if self.actor in codes(one.get(owner))]
        start = [subject[1]] if subject else own
        sure, possible = self.manifest.chain(start), self.manifest.chain(start, possible=True)
        return [(one, one["id"] in sure) for one in listed if one["id"] in possible]

    def derived(self, name: str, bound: Mapping[str, Value]) -> Value:
        if name in ("upstream_roles", "downstream_roles"):
            return self.roles_along(upstream=name == "upstream_roles")
        truth = self.small(bound["rel"]) if name == "small_downstream" else self.apart(bound)
        return UNKNOWN if truth is None else truth

    def roles_along(self, *, upstream: bool) -> Doubtful:
        """Return the roles of all actors from which relations lead to this one, or to which they lead from it."""
        ends = ("to", "from") if upstream else ("from", "to")
        edges = [(one[ends[0]], one[ends[1]], one.get("sure", True)) for one in self.manifest.existing("relations")]
        sure = reach([self.actor], [(a, b) for a, b, certain in edges if certain]) - {self.actor}
        possible = reach([self.actor], [(a, b) for a, b, _ in edges]) - {self.actor}
        held = [(one, *pair) for one in possible for pair in self.oracle.roles(one).items() if pair[0] in BSR_ROLES]
        certain = frozenset(role for one, role, truth in held if truth and one in sure)
        if not sure:  # nothing is said of who is there
            return Doubtful(certain, frozenset() if self.manifest.complete("relations") else BSR_ROLES)
        return Doubtful(certain, frozenset(role for _, role, truth in held if truth is not False))

    def small(self, relation: Value) -> Result:
        """Say whether a relation leads to a downstream developer of size small."""
        if relation is UNKNOWN:
            return None
        size = self.manifest.read(self.manifest.actors[relation["to"]], "actor", "size")
        return all3([equals(size, "small"), self.oracle.roles(relation["to"])["downstream_developer"]])

    def apart(self, bound: Mapping[str, Value]) -> Result:
        """Say whether an application (or that of a deployment) is deployed by somebody other than its developer."""
        app: Value = bound.get("app")
        deployment: Value = bound.get("deployment")
        if UNKNOWN in (app, deployment) or (deployment and "application" not in deployment):
            return None
        if deployment:
            apps = [self.manifest.entities["app"][one] for one in codes(deployment["application"])]
            return any(one["developer"] != deployment["deployer"] for one in apps)
        others = [one for one in self.manifest.listed("deployments") if one["deployer"] != app["developer"]]
        named = [app["id"] in codes(one["application"]) if "application" in one else None for one in others]
        deployed = any(app["id"] in codes(one.get("application")) for one in self.manifest.listed("deployments"))
        return any3([*named, False if deployed or self.manifest.complete("deployments") else None])
