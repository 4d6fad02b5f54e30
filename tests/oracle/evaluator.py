"""An evaluator of the catalogue's expression strings, in three values: True, False and None for unknown.

Written from the catalogue's ``meta`` and its semantics, not from rightsgate, so that the one can be held against the
other. A manifest is plain data. ``MOOT`` is what an operator comes to that has nothing to compare.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from oracle.attribution import Attribution, Tie
from oracle.derived import (
    ABOUT,
    declared,
    derived,
    doubtful,
    evaluated,
    sells_to_consumers,
)
from oracle.implied import widened, with_implied
from oracle.language import Atom, Item, Path, atoms, parse, path_of, paths_in
from oracle.manifest import ENTITIES, RECORDS, SECTIONS, SUBJECTS, PlainManifest
from oracle.operators import (
    MOOT,
    NONE,
    OPERATORS,
    UNKNOWN,
    Absent,
    Result,
    Stated,
    Value,
    all3,
    any3,
)
from oracle.selection import OWNED, Bound, Selection

if TYPE_CHECKING:
    from oracle.risks import Products

ACTOR, IMPACT = Path("actor"), Path("impact")
CONSUMERS = "RI-S3"  # who sells to consumers is a deployer as the amended semantics have it


class Oracle:
    """What the catalogue's clauses come to on one manifest, as of one day (ISO)."""

    def __init__(
        self, catalogue: Mapping[str, Any], manifest: Mapping[str, Any], as_of: str, *, loose: bool = False
    ) -> None:
        self.loose = loose  # see oracle.risks.Exposure
        self.rules = catalogue["role_inference"]
        self.risks = catalogue["risks"]
        self.sets = catalogue["sets"]
        self.manifest = PlainManifest(catalogue, manifest)
        self.as_of = date.fromisoformat(as_of)
        self.attribution = Attribution(self)
        self.known_roles: dict[str, dict[str, Result]] = {}

    def outcomes(
        self, clause: Mapping[str, Any], actor: str, role: str, side: str, each: str = ""
    ) -> dict[str | None, str]:
        """Return the outcome for each entity (None: the actor, or nothing listed) that a clause is asked of.

        ``side`` is the end at which the actor stands of relations; ``each`` is what the clause is asked of where
        that is not the first kind of entity that it mentions.
        """
        return Question(self, actor, role, side).outcomes(clause, path_of(each))

    def joint(self, clause: Mapping[str, Any]) -> dict[str | None, str]:
        """Return the outcome for each impact of a clause that is addressed to firms together."""
        question = Question(self, "", "", "either")
        return {one["id"]: question.outcome(clause, {IMPACT: one}) for one in self.manifest.listed("impacts")}

    @cached_property
    def products(self) -> "Products":
        from oracle.risks import Products

        return Products(self)

    def groups(self, actor: str, model: Value) -> Value:
        """Return the groups at heightened risk from a model, or else from the products that an actor has a part in."""
        if isinstance(model, Absent):
            return model
        return self.products.groups(actor, model["id"] if model else "")

    def topics(self, entity: Value) -> Value:
        """Return the evaluation topics of the risks of a product, or of the products of a model."""
        return entity if isinstance(entity, Absent) else self.products.topics(entity["id"])

    def roles(self, actor: str) -> dict[str, Result]:
        """Return how each role stands for an actor, by its activities and the applications that it builds."""
        if actor not in self.known_roles:
            self.known_roles[actor] = self.roles_of(actor)
        return self.known_roles[actor]

    def roles_of(self, actor: str) -> dict[str, Result]:
        apps: list[Value] = [app for app in self.manifest.entities["app"].values() if app["developer"] == actor]
        held = declared(self, actor)
        question = Question(self, actor, "", "either")
        private = self.manifest.read(self.manifest.actors[actor], "actor", "kind").value == "individual"
        if private and "activities" not in self.manifest.actors[actor]:
            return held | {"individual_user": True if held.get("individual_user") else None}  # BSR 4.6
        for rule in self.rules:
            known = {**self.manifest.actors[actor], "roles": doubtful(held)}
            truths = [
                all3(
                    [
                        *(question.line(line, {ACTOR: known, Path("app"): app}) for line in rule["if"]),
                        *([sells_to_consumers(self, actor, app)] if rule["id"] == CONSUMERS else []),
                    ]
                )
                for app in apps or [self.manifest.absent("applications")]
            ]
            held[rule["then"]] = any3([held.get(rule["then"], False), *truths])
        return held


LEVEL = Path("link", field="level")
REMEDY = {
    "remedy.direct_required": Attribution.direct,
    "remedy.needs_chain_collaboration": Attribution.several,
}


def about(path: Path) -> Path:
    """Return what has to be known to look at something: a derived fact is about an entity, a tie about an impact."""
    entity = ABOUT.get(path.field, path.entity) if path.entity == "derived" else path.entity
    return path if entity == path.entity and entity != "link" else Path("impact" if entity == "link" else entity)


class Question(Selection):
    """A clause as it is asked of one actor in one role, at one end of its relations."""

    def outcomes(self, clause: Mapping[str, Any], each: Path | None) -> dict[str | None, str]:
        kinds = (about(path).entity for atom in atoms(clause) for path in atom.paths)
        subject = each or next((Path(kind) for kind in kinds if kind in SUBJECTS), None)
        if subject is None:
            return {None: self.outcome(clause, {})}
        found = self.candidates(subject, {})
        self.unlisted = found is UNKNOWN
        if isinstance(found, Absent):
            return {None: "not-applicable" if found is NONE else self.outcome(clause, {subject: found})}
        return {one["id"]: self.outcome(clause, {subject: one}) if sure else "unknown" for one, sure in found}

    def outcome(self, clause: Mapping[str, Any], env: Bound) -> str:
        applies = self.holds(clause["applies_when"], env, every=False)
        held = MOOT if applies is False else self.holds(clause["evidence"], env, every=True)
        known = held if applies is True or held is MOOT else None
        return {True: "met", False: "unmet", None: "unknown", MOOT: "not-applicable"}[known]

    def holds(self, items: Sequence[Item], env: Bound, *, every: bool, each: bool = False) -> Result:
        """Evaluate items, all of which have to hold: lines together, and groups of lines each apart."""
        lines = [item for item in items if isinstance(item, str)]
        groups = [self.group(item, env, every=every) for item in items if not isinstance(item, str)]
        if not groups:
            return self.lines(lines, env, every=every, each=each)
        return all3([*([self.lines(lines, env, every=every, each=each)] if lines else []), *groups])

    def group(self, item: Item, env: Bound, *, every: bool) -> Result:
        """Evaluate a group; what it is about is bound anew."""
        if isinstance(item, str):
            return self.holds([item], env, every=every)
        if isinstance(item, list):
            return self.holds(item, env, every=every)
        ((key, parts),) = item.items()
        if key == "any":
            return any3(self.group(part, env, every=every) for part in parts)
        if key == "some":
            return self.holds(parts, env, every=False)
        if key == "each":
            return self.holds(parts, env, every=True, each=True)
        found = self.holds(parts, env, every=False)
        return not found if isinstance(found, bool) else found

    def lines(self, lines: Sequence[str], env: Bound, *, every: bool, each: bool) -> Result:
        """Evaluate lines; what they select and is not bound is: one of the documents, every relation or entity.

        In a condition (not ``every``), one of the relations or entities is enough too; of documents, too, every one is
        asked in a group that says so (``each``). A record that may not belong
        can neither meet nor break anything; if none is certain to, what is asked of them stays open.
        """
        selectors = (about(path).selector for path in paths_in(lines))
        free = next((one for one in selectors if one not in env and one.entity not in ("actor", "derived")), None)
        if free is None:
            return all3(self.line(line, env, every=every) for line in lines)
        found = self.candidates(free, env)
        if isinstance(found, Absent):
            return self.lines(lines, {**env, free: found}, every=every, each=each)
        one_of = not every or (free.entity in OWNED and not each)
        all_listed = one_of and self.manifest.complete(SECTIONS[free.entity])
        all_listed = all_listed or (one_of and free.entity in OWNED and self.denies(free, env))
        if not any(sure for _, sure in found) and not all_listed:
            found = [*found, (UNKNOWN, True)]
        results = [(self.lines(lines, {**env, free: one}, every=every, each=each), sure) for one, sure in found]
        if not one_of:
            others = [line for line in lines if all(free != about(path).selector for path in paths_in([line]))]
            rest = [self.lines(others, env, every=every, each=each)] if others else []
            doubted = [None if result is False and not sure else result for result, sure in results]
            if all(result is MOOT for result, sure in results if sure) and set(doubted) != {MOOT}:
                doubted = [None]  # of those that belong nothing is asked, of the others perhaps
            return all3([*rest, *doubted])
        return any3(result if result is False or sure else None for result, sure in results)

    def line(self, line: str, env: Bound, *, every: bool = False) -> Result:
        """Evaluate a line; of entities of which there are none, nothing that is asked of every one is amiss."""
        terms: list[Result] = []
        for term in parse(line):
            moot = [every and one.path.entity in ENTITIES and env[one.path.selector] is NONE for one in term]
            found = [self.atom(atom, env) for atom, none in zip(term, moot, strict=True) if not none]
            terms.append(any3(found) if len(found) > 1 else found[0] if found else MOOT)
        return all3(terms)

    def atom(self, atom: Atom, env: Bound) -> Result:
        if atom.path.entity in RECORDS and env[atom.path.selector] is UNKNOWN:
            return None  # nothing is listed: whatever it is compared with
        operand = atom.operand
        if isinstance(operand, Path):
            operand = self.stated(operand, env).value
        elif isinstance(operand, str) and operand.startswith("@"):
            operand = self.actor if operand == "@self" else tuple(self.oracle.sets[operand[1:]])
        operand = widened(atom.path, operand) if atom.operator in ("==", "in", "!=") else operand
        field = self.stated(atom.path, env)
        if atom.operator not in ("subset", "not_subset"):
            field = with_implied(atom.path, field)
        if atom.path == LEVEL and atom.operator != "exists":
            tie = self.tie(env)
            field = Stated(UNKNOWN if tie is None else tie.levels)
        return OPERATORS[atom.operator](field, operand, self.oracle.as_of)

    def tie(self, env: Bound) -> Tie | None:
        """Return the actor's tie to the impact that a clause is asked of, if one is listed."""
        impact = env[IMPACT]
        return None if isinstance(impact, Absent) else self.oracle.attribution.of(self.actor, impact)

    def stated(self, path: Path, env: Bound) -> Stated:
        if path.entity == "derived":
            return Stated(derived(self.oracle, self.actor, path.field, env))
        if path.entity == "link":
            tie = self.tie(env)
            return Stated(UNKNOWN) if tie is None else tie.said(path.field)
        record = env[path.selector] if path.selector in env else self.manifest.actors[self.actor]
        if path.field in REMEDY and path.entity == "impact":
            return Stated(evaluated(REMEDY[path.field](self.oracle.attribution, record)))
        return self.manifest.read(record, path.entity, path.field)
