"""Say why a duty stands as it does: the tests that decide it, in words and with their places, and the derivation."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from rightsgate.chain.conditions import Check, deciding, parents_of
from rightsgate.chain.operators import UNSAID, Possible
from rightsgate.chain.program import Closure, Fact
from rightsgate.chain.scene import Scene, text_of
from rightsgate.chain.weigh import CompiledDuty
from rightsgate.model.manifest import Dates, Entity, Statement
from rightsgate.model.report import FactRef, Location, Observation, Outcome
from rightsgate.model.rules import Atom, Derived, FactsOf, FieldOf, Literal, Quantified
from rightsgate.model.truth import FALSE, MOOT, TRUE, UNKNOWN, Truth

PHRASES: Final = {
    "exists": "a statement",
    "missing": "declared absent",
    "equals": "{}",
    "not_equals": "anything but {}",
    "one_of": "one of {}",
    "not_one_of": "none of {}",
    "above": "above {}",
    "at_least": "at least {}",
    "below": "below {}",
    "at_most": "not after {}",
    "has": "{}",
    "has_any": "one of {}",
    "has_all": "all of {}",
    "lacks": "not {}",
    "superset_of": "all of {}",
    "not_superset_of": "not all of {}",
    "subset_of": "nothing beyond {}",
    "not_subset_of": "something beyond {}",
    "count_is": "exactly {}",
    "count_above": "more than {}",
    "fresh_within": "a date within {}",
    "older_than": "a date older than {}",
}
WORDS: Final = {"document": "document", "terms": "published terms", "channel": "reporting channel", "relation": "relation"}
DEPTH: Final = 12


def because(duty: CompiledDuty, outcome: Outcome, scene: Scene, place: "Places") -> tuple[Observation, ...]:
    """Return the tests that decide the outcome, those of the deciding part first. The scene is bound."""
    when, require = duty.when, duty.require
    parts: list[tuple[str, Check]] = []
    match outcome:
        case Outcome.NOT_APPLICABLE:
            exempt = duty.duty.when.parts and when.truth(scene) in (FALSE, MOOT)
            parts = [("when", when)] if exempt else [("require", require)]
        case Outcome.UNKNOWN:
            parts = [("require", require)] if require.truth(scene) is UNKNOWN else []
            if duty.duty.when.parts:
                unsaid = when.truth(scene) is UNKNOWN
                parts = [("when", when), *parts] if unsaid else [*parts, ("when", when)]
                if unsaid and len(parts) == 1:
                    parts.append(("require", require))
            elif not parts:
                parts = [("require", require)]
        case _:
            parts = [("require", require)]
            if duty.duty.when.parts:
                parts.append(("when", when))
    seen: dict[Observation, None] = {}
    for part, check in parts:
        for test, bound, member in deciding(check, scene):
            before, scene.bound = scene.bound, bound
            seen[_observe(part, test, scene, place, listed=member is not None)] = None
            scene.bound = before
    rank = {part: index for index, (part, _) in enumerate(parts)}
    return tuple(sorted(seen, key=lambda o: (rank[o.part], o.entity, o.field, o.asked, o.stated)))


class Places:
    """Where statements, entities and facts stand in one manifest."""

    def __init__(self, path: str, origins: Mapping[Fact, Statement | Entity]) -> None:
        """Locate things in the manifest at ``path``."""
        self.path = path
        self.origins = origins

    def of(self, thing: Statement | Entity, below: str = "") -> Location:
        """Return the place of a statement or entity; ``below`` is added to its pointer."""
        mark = thing.mark
        return Location(path=self.path, line=mark.line, column=mark.column, pointer=thing.pointer + below)

    def fact(self, fact: Fact) -> Location | None:
        """Return the place that states a fact, if one does."""
        origin = self.origins.get(fact)
        return None if origin is None else self.of(origin)


def _observe(part: str, check: Check, scene: Scene, place: Places, *, listed: bool) -> Observation:
    node, truth = check.node, check.truth(scene)
    match node:
        case Atom():
            side = scene.stated(node.of, node.path, parents_of(node.path))
            entity = scene.bound[node.of]
            stated = text_of(side.value)
            if side.value is UNSAID and entity is not None and node.path in entity.statements:
                stated = "unknown" if not entity.statements[node.path].details.get("since") else "stated only from a later date"
            asked = PHRASES[node.operator].format(_operand(node, scene))
            where = _place(place, side, entity, scene, node.path)
            return _observation(part, _label(entity, node.of, scene), node.path, asked, stated, truth, where)
        case Derived(of, kind, any_last):
            entity, found = scene.bound[of], scene.derived(kind, scene.subject(of)) if any_last else None
            where = _place(place, None, entity, scene, "")
            text = _possible(found) if found is not None else {TRUE: "yes", UNKNOWN: "cannot be told"}.get(truth, "no")
            return _observation(part, _label(entity, of, scene), kind.replace("_", " "), "some" if any_last else "yes", text, truth, where)
        case Quantified():
            kinds = " or ".join(node.kinds).replace("_", " ")
            named = f"{WORDS.get(node.kind, node.kind)}{f' ({kinds})' if kinds else ''}"
            asked = f"a {named}" if node.one else f"every {named}"
            stated = "listed" if listed else "declared absent" if truth in (FALSE, MOOT) else "none listed"
            where = _place(place, None, scene.bound.get(node.kind) or scene.bound["actor"], scene, "")
            return _observation(part, scene.actor, named, asked, stated, truth, where)
        case _:
            raise AssertionError(f"not a test: {node}")


def _observation(part: str, entity: str, field: str, asked: str, stated: str, truth: Truth, where: Location) -> Observation:
    return Observation(part=part, entity=entity, field=field, asked=asked, stated=stated, truth=truth, location=where)


def _place(place: Places, side: Any, entity: Entity | None, scene: Scene, path: str) -> Location:
    """Locate the statement itself, or the nearest thing above it that is there."""
    if isinstance(side, Statement):
        return place.of(side)
    home = entity or scene.entity or scene.bound["actor"]
    assert home is not None
    if entity is not None and path:
        for parent in parents_of(path):
            if parent in entity.statements:
                rest = path.removeprefix(parent).replace(".", "/")
                return place.of(entity.statements[parent], rest)
        return place.of(entity, "/" + path.replace(".", "/"))
    return place.of(home)


def _label(entity: Entity | None, of: str, scene: Scene) -> str:
    if entity is None:
        return scene.key if of == "relation" and scene.key else f"any {of}"
    return entity.key


def _operand(node: Atom, scene: Scene) -> str:
    match node.operand:
        case Literal(value):
            return _shown(value)
        case FieldOf(of, path):
            stated = scene.stated(of, path, parents_of(path)).value
            return f"{path} ({text_of(stated)})"
        case FactsOf(kind):
            return _possible(scene.derived(kind, scene.subject(node.of)))


def _possible(found: Possible) -> str:
    if found.certain:
        more = sorted(found.possible - found.certain)
        return ", ".join(sorted(found.certain)) + (f" and perhaps {', '.join(more)}" if more else "")
    return "what nobody has stated" if found.possible else "none"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Dates):
        return value.text
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def derivation(closure: Closure, fact: Fact, place: Places, depth: int = DEPTH) -> FactRef:
    """Return how a fact follows, down to what the manifest states; of several ways, the most certain one."""
    kind, terms = fact
    ways = closure.derivations.get(fact)
    truth = closure.truth(kind, terms)
    text = f"{kind}({', '.join('-' if t is None else str(t) for t in terms)})"
    if not ways or depth == 0:
        return FactRef(fact=text, truth=truth, rule="", premises=(), location=place.fact(fact))
    best = min(ways, key=lambda way: (ways[way] is not TRUE, repr(way)))
    premises = tuple(derivation(closure, premise, place, depth - 1) for premise in best.premises)
    return FactRef(fact=text, truth=truth, rule=best.rule, premises=premises, location=None)


def premises_of(closure: Closure, fact: Fact) -> Iterator[Fact]:
    """Yield the facts that the outcome of a duty stands on: the role that binds, and the scope."""
    for way in sorted(closure.derivations.get(fact, ()), key=repr)[:1]:
        yield from way.premises
