"""An evaluator of the catalogue's expression strings, in three values: True, False and None for unknown.

Written from the catalogue's ``meta`` and its semantics, not from rightsgate, so that the one can be held against the
other. A manifest is plain data. ``MOOT`` is what an operator comes to that has nothing to compare.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from catalogue_attribution import Attribution, Tie
from catalogue_derived import (
    ABOUT,
    CHOOSES_DATA,
    MAKES,
    between_firms,
    declared,
    derived,
    doubtful,
    evaluated,
    own,
    owned,
    sells_to_consumers,
)
from catalogue_implied import ACCEPTABLE, TERMS, widened, with_implied
from catalogue_lines import Atom, Item, Path, atoms, parse, path_of, paths_in
from catalogue_manifest import BESIDE, ENTITIES, RECORDS, SECTIONS, SUBJECTS, PlainManifest, Record, codes
from catalogue_operators import (
    MOOT,
    NONE,
    OPERATORS,
    UNKNOWN,
    Absent,
    Result,
    Stated,
    Truth,
    Value,
    all3,
    any3,
)

if TYPE_CHECKING:
    from catalogue_risks import Products

Found = list[tuple[Value, bool]]  # records, and whether each is certain to belong
Listed = Found | Absent
OWNED = ("art", "pol", "chan")
# What a relation is about that does not say so: the kind of entity that it provides, and whose that is.
PROVIDES = {
    "supplies_data": ("dataset", "supplier"),
    "provides_model": ("model", "developer"),
    "provides_application": ("app", "developer"),
}
ENDS = {"provider": ("from",), "receiver": ("to",), "either": ("from", "to")}
Bound = Mapping[Path, Value]  # selectors and the records they are bound to, or how these are absent
Subject = tuple[str, str] | None  # the kind and id of the entity that a clause is asked of
ACTOR, IMPACT = Path("actor"), Path("impact")
CONSUMERS = "RI-S3"  # who sells to consumers is a deployer as the amended semantics have it


class Oracle:
    """What the catalogue's clauses come to on one manifest, as of one day (ISO)."""

    def __init__(
        self, catalogue: Mapping[str, Any], manifest: Mapping[str, Any], as_of: str, *, loose: bool = False
    ) -> None:
        self.loose = loose  # see catalogue_risks.Exposure
        self.rules = catalogue["role_inference"]
        self.risks = catalogue["risks"]
        self.sets = catalogue["vocabulary"]["sets"]
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
        from catalogue_risks import Products

        return Products(self)

    def groups(self, actor: str) -> Value:
        """Return the groups at heightened risk from the products that an actor has a part in."""
        return self.products.groups(actor)

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
        if private and self.manifest.read(self.manifest.actors[actor], "actor", "activities").value is UNKNOWN:
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


class Question:
    """A clause as it is asked of one actor in one role, at one end of its relations."""

    def __init__(self, oracle: Oracle, actor: str, role: str, side: str) -> None:
        self.oracle, self.manifest = oracle, oracle.manifest
        self.actor, self.role, self.ends = actor, role, ENDS[side]
        self.unlisted = False

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

    def candidates(self, selector: Path, env: Bound) -> Listed:
        """Return what a selector selects, or how it is absent."""
        asked = ((path.entity, one) for path, one in env.items() if path.entity in ENTITIES)
        subject = next(((kind, one["id"]) for kind, one in asked if not isinstance(one, Absent)), None)
        if selector.entity in BESIDE:
            return self.decided(selector.entity)
        listed = self.manifest.sections[SECTIONS[selector.entity]][0]
        if isinstance(listed, Absent):
            return listed
        if self.unlisted and selector.entity in ENTITIES:
            return UNKNOWN  # what the clause is asked of is not listed, and may be linked to any of these
        denied = False
        if selector.entity == "impact":
            found = self.involving(listed)
        elif selector.entity in ENTITIES:
            found = self.in_scope(listed, subject, selector.entity)
        else:
            found, denied = self.belonging(selector, listed, subject)
        return found or (NONE if denied else self.absence(selector.entity))

    def decided(self, entity: str) -> Listed:
        """Return the decisions, tradeoffs or publications of the actor; a publication is also its venue's."""
        section = SECTIONS[entity]
        inside, otherwise = self.manifest.inside(self.actor, section)
        alone = self.manifest.listed(section) if entity != "decision" else []
        mine = [(one, self.actor in (*codes(one.get("owner")), *codes(one.get("venue")))) for one in alone]
        found: Found = [(one, True) for one in inside]
        found += [(one, sure) for one, sure in mine if sure or "owner" not in one]
        complete = entity != "decision" and self.manifest.complete(section)
        if found:
            return found
        return NONE if complete else otherwise

    def involving(self, listed: list[Record]) -> Found:
        """Return the impacts in whose chain the actor stands in its role, or with which its tie is recorded."""
        ties = [(one, self.oracle.attribution.of(self.actor, one)) for one in listed]
        placed = [(one, True if tie.recorded else tie.place(self.role)) for one, tie in ties]
        return [(one, truth is True) for one, truth in placed if truth is not False]

    def denies(self, selector: Path, env: Bound) -> bool:
        """Say whether the actor denies that it has any record of a kind, whatever else is listed."""
        asked = ((path.entity, one) for path, one in env.items() if path.entity in ENTITIES)
        subject = next(((kind, one["id"]) for kind, one in asked if not isinstance(one, Absent)), None)
        return self.belonging(selector, self.manifest.listed(SECTIONS[selector.entity]), subject)[1]

    def absence(self, entity: str) -> Absent:
        """Return how what is not listed is absent."""
        return self.manifest.absent(SECTIONS[entity])

    def belonging(self, selector: Path, listed: list[Record], subject: Subject) -> tuple[Found, bool]:
        """Return the records of a kind that are the actor's, and whether it denies that there are any."""
        kinds: set[str | None] = {*selector.kinds, *([ACCEPTABLE] if TERMS in selector.kinds else [])} or {None}
        ends = ("owner",) if selector.entity in OWNED else self.ends
        said = [(one, self.speaks_of(one, subject)) for one in listed if any(one[end] == self.actor for end in ends)]
        mine = [(one, truth) for one, truth in said if truth is not False]
        asked = [(one, all3([truth, self.asked(selector.entity, one, kinds)])) for one, truth in mine]
        asked = [(one, truth) for one, truth in asked if truth is not False]
        denied = {one.get("kind") for one, truth in asked if one.get("exists") is False and truth}
        if selector.entity == "rel" and subject:
            asked = [(one, all3([truth, self.provided(one, subject[1])])) for one, truth in asked]
        found = [
            (one, bool(truth and one.get("sure", True)))
            for one, truth in asked
            if truth is not False and one.get("exists") is not False
        ]
        return found, kinds <= denied

    def asked(self, entity: str, record: Record, kinds: set[str | None]) -> Truth:
        """Say whether a record is of the kinds asked for; any relation means those of the value chain between firms."""
        if kinds != {"any"}:
            return record.get("kind") in kinds
        return True if entity != "rel" else between_firms(self.oracle, record)

    def provided(self, relation: Record, subject: str) -> Truth:
        """Say whether a relation concerns an entity, by what its provider has of the kind that it provides."""
        entity, owner = PROVIDES.get(relation["kind"], ("", ""))
        theirs = owned(self.manifest.entities.get(entity, {}), owner, relation["from"])
        if relation.get("about") or not theirs:
            return True
        sure, possible = (self.manifest.chain([subject], possible=may) for may in (False, True))
        return True if sure & set(theirs) else None if possible & set(theirs) else False

    def speaks_of(self, record: Record, subject: Subject) -> Truth:
        """Say no of a record about others of the kind that the clause is asked of, or about what is apart from it."""
        about = set(codes(record.get("about")))
        if subject is None or subject[1] in about:
            return True
        if not about:
            return self.speaks_of_everything(record, subject)
        if about & self.manifest.entities[subject[0]].keys():
            return False
        sure, possible = (self.manifest.chain([subject[1]], possible=may) for may in (False, True))
        return True if about & sure else None if about & possible else False

    def speaks_of_everything(self, record: Record, subject: tuple[str, str]) -> Truth:
        """Say whether a record that names nothing speaks of an entity: where its owner has several, nobody knows."""
        roles = [role for role, truth in self.oracle.roles(self.actor).items() if truth is not False]
        mine = {one for role in roles for one in own(self.oracle, self.actor, role)}
        others = mine & self.manifest.entities.get(subject[0], {}).keys() - {subject[1]}
        return None if "owner" in record and record.get("exists") is not False and others else True

    def in_scope(self, listed: list[Record], subject: Subject, kind: str) -> Found:
        """Return the entities in the chain of the one that the clause is asked of, or else of what the actor holds.

        Who makes things of a kind is asked about its own; who makes models, about the data that these were trained on.
        """
        start = {subject[1]: True} if subject else own(self.oracle, self.actor, self.role)
        if not subject and (kind in MAKES.get(self.role, ()) or (kind == "dataset" and self.role in CHOOSES_DATA)):
            sure = {one for one, certain in start.items() if certain}
            fed, perhaps = set(), set()
            if kind == "dataset" and self.role in CHOOSES_DATA:
                fed = {one for one, other in self.manifest.edges(possible=False) if other in sure}
                perhaps = {one for one, other in self.manifest.edges(possible=True) if other in start}
            return [(one, one["id"] in sure | fed) for one in listed if one["id"] in {*start, *perhaps}]
        sure = self.manifest.chain([one for one, certain in start.items() if certain])
        possible = self.manifest.chain(start, possible=True)
        return [(one, one["id"] in sure) for one in listed if one["id"] in possible]
