"""Say why a duty stands as it does: the tests that decide it, in words and with their places."""

from collections.abc import Mapping
from typing import Any, Final

from rightsgate.engine.program import Fact
from rightsgate.errors import EngineError
from rightsgate.evaluate.conditions import Check
from rightsgate.evaluate.context import Scene, text_of
from rightsgate.evaluate.duties import CompiledDuty
from rightsgate.evaluate.model import Observation
from rightsgate.logic.comparison import UNSAID, Possible
from rightsgate.logic.dates import Dates
from rightsgate.logic.number import Number, exact_of
from rightsgate.logic.truth import FALSE, MOOT, TRUE, UNKNOWN, Truth
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Entity, Statement, texts_of
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.rules import Atom, Condition, Derived, FactsOf, FieldOf, Literal, Quantified, SelfActor

# Bound once: looking a member up on its enum class takes longer than the comparison it serves.
OUTCOME_UNKNOWN = Outcome.UNKNOWN
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


def because(duty: CompiledDuty, outcome: Outcome, scene: Scene, place: "Places") -> tuple[Observation, ...]:
    """Return the tests that decide the outcome, those of the deciding part first. The scene is bound."""
    seen: dict[tuple[int, str, str, str, str], Observation] = {}
    rank = 0

    def see(check: Check, truth: Truth, listed: bool) -> None:  # noqa: FBT001 - the signature of a walk
        found = _observe(part, check, truth, scene, place, listed=listed)
        seen.setdefault((rank, found.entity, found.field, found.asked, found.stated), found)

    for part, check, truth in _parts(duty, outcome, scene):  # noqa: B007 - both are what `see` notes at the time
        check.walk(truth, scene, see)
        rank += 1
    return tuple(seen[key] for key in sorted(seen)) if len(seen) > 1 else tuple(seen.values())


def observed(check: Check, truth: Truth, scene: Scene, place: "Places") -> tuple[Observation, ...]:
    """Return the tests that make a condition by itself stand as it does. The scene is set."""
    seen: dict[tuple[str, str, str, str], Observation] = {}

    def see(test: Check, stands: Truth, listed: bool) -> None:  # noqa: FBT001 - the signature of a walk
        found = _observe("when", test, stands, scene, place, listed=listed)
        seen.setdefault((found.entity, found.field, found.asked, found.stated), found)

    check.walk(truth, scene, see)
    return tuple(seen[key] for key in sorted(seen))


def brief(
    duty: CompiledDuty, outcome: Outcome, scene: Scene, place: "Places"
) -> tuple[tuple[str, ...], Location | None]:
    """Return the fields whose statement would settle an unknown (else none), and where the first test looks."""
    unknown, parts = outcome is OUTCOME_UNKNOWN, _parts(duty, outcome, scene)
    if len(parts) == 1 and parts[0][2] is UNKNOWN and isinstance(parts[0][1].node, Atom):
        node = parts[0][1].node  # the commonest duty asks for one field
        return (node.path,) if unknown else (), _place_of_field(node, scene, place)
    names: dict[str, None] = {}
    first: Location | None = None

    def see(check: Check, _truth: Truth, _listed: bool) -> None:  # noqa: FBT001 - the signature of a walk
        nonlocal first
        names[check.name] = None
        if first is None:
            first = _where(check.node, scene, place)

    for _, check, truth in parts:
        if truth is UNKNOWN or not (unknown or first):
            if isinstance(check.node, Atom):
                see(check, truth, False)  # a single field needs no walk
            else:
                check.walk(truth, scene, see)
    return tuple(sorted(names)) if unknown else (), first


def _parts(duty: CompiledDuty, outcome: Outcome, scene: Scene) -> list[tuple[str, Check, Truth]]:
    """Return the parts of a duty that explain its outcome, each with how it stands, the most telling first."""
    weighed = scene.weighed.get(duty.duty.id)
    if weighed is None:
        return []  # the manifest declares that there is nothing that the duty could be asked of
    applies, meets = weighed
    require = ("require", duty.require, meets)
    if not duty.duty.when.parts:
        return [require]
    when = ("when", duty.when, applies)
    if applies is FALSE or applies is MOOT:
        return [when]
    if applies is TRUE:
        return [require, when]
    return [when, require] if outcome is not OUTCOME_UNKNOWN or meets is UNKNOWN else [when]


class Places:
    """Where statements, entities and facts stand in one manifest."""

    def __init__(self, path: str, origins: Mapping[Fact, Statement | Entity]) -> None:
        """Locate things in the manifest at ``path``."""
        self.path = path
        self.origins = origins

    def of(self, thing: Statement | Entity, below: str = "") -> Location:
        """Return the place of a statement or entity; ``below`` is added to its pointer."""
        return Location.of(self.path, thing, below)

    def fact(self, fact: Fact) -> Location | None:
        """Return the place that states a fact, if one does."""
        origin = self.origins.get(fact)
        return None if origin is None else self.of(origin)


def _where(node: Condition, scene: Scene, place: Places) -> Location:
    """Locate what a test looks at: the statement, or the nearest thing above it that is there."""
    if isinstance(node, Atom):
        return _place_of_field(node, scene, place)
    of = node.of if isinstance(node, Derived) else node.kind if isinstance(node, Quantified) else "actor"
    return place.of(_nearest(scene.bound.get(of), scene))


def _nearest(entity: Entity | None, scene: Scene) -> Entity:
    found = entity or scene.entity or scene.bound["actor"]
    if found is None:
        raise EngineError("a scene without its actor")
    return found


def _place_of_field(node: Atom, scene: Scene, place: Places) -> Location:
    entity = scene.bound[node.of]
    if entity is None:
        return place.of(_nearest(None, scene))
    statement = entity.statements.get(node.path)
    if statement is not None:
        return place.of(statement)
    above = node.path
    while "." in above:
        above, _, _ = above.rpartition(".")
        if above in entity.statements:
            return place.of(entity.statements[above], node.path.removeprefix(above).replace(".", "/"))
    return place.of(entity, "/" + node.path.replace(".", "/"))


def _observe(part: str, check: Check, truth: Truth, scene: Scene, place: Places, *, listed: bool) -> Observation:
    node = check.node
    if isinstance(node, Atom):
        return _observe_field(part, node, truth, scene, place)
    match node:
        case Derived(of=of, kind=kind, any_last=any_last):
            entity, asked = _label(scene.bound[of], of, scene), _shown(node.values) or ("some" if any_last else "yes")
            found = _possible(scene.derived(kind, scene.subject(of))) if any_last else ""
            stated = found or ("yes" if truth is TRUE else "cannot be told" if truth is UNKNOWN else "no")
        case Quantified(one=one):
            entity, asked = scene.actor or scene.key, f"{'a' if one else 'every'} {check.name}"
            stated = "listed" if listed else "declared absent" if truth in (FALSE, MOOT) else "none listed"
        case _:
            raise EngineError(f"not a test: {node}")
    return Observation(
        part=part,
        entity=entity,
        field=check.name,
        asked=asked,
        stated=stated,
        evidence="",
        truth=truth,
        location=_where(node, scene, place),
    )


def _observe_field(part: str, node: Atom, truth: Truth, scene: Scene, place: Places) -> Observation:
    entity = scene.bound[node.of]
    statement = None if entity is None else entity.statements.get(node.path)
    return Observation(
        part=part,
        entity=_label(entity, node.of, scene),
        field=node.path,
        asked=PHRASES[node.operator].format(_operand(node, scene)),
        stated=_stated(node, statement, scene),
        evidence="" if entity is None or statement is None else _evidence(entity, node.path),
        truth=truth,
        location=_place_of_field(node, scene, place),
    )


def _evidence(entity: Entity, path: str) -> str:
    """Return the evidence named for a statement, for the group it stands in, or for the whole entity."""
    for home in entity.backing(path):
        named = texts_of(home.get("evidence"))
        if named:
            return ", ".join(named)
    return ""


def _stated(node: Atom, statement: Statement | None, scene: Scene) -> str:
    """Say what is stated of a field, in words for people."""
    side = scene.stated(node.of, node.path)
    value = side.value
    if value is UNSAID and statement is not None:
        if statement.withheld is not None:
            stated, tier = statement.withheld
            return f"{text_of(stated)}, {tier.value}"
        if statement.later and statement.begins is not None:
            return f"stated, but its date ({statement.begins.text}) may be after the day of the check"
        return "unknown"
    asked = node.operand.value if isinstance(node.operand, Literal) else ()
    hence = [code for code in side.implied if code in (asked if isinstance(asked, tuple) else (asked,))]
    return text_of(value) + (f" (hence {', '.join(hence)})" if hence else "")


def _label(entity: Entity | None, of: str, scene: Scene) -> str:
    if entity is None:
        return scene.key if of == "relation" and scene.key else f"any {of}"
    return entity.key


def _operand(node: Atom, scene: Scene) -> str:
    operand = node.operand
    if isinstance(operand, Literal):
        value = operand.value
        return _shown(value) + (_margin(value, scene.stated(node.of, node.path).value) if operand.parameter else "")
    match operand:
        case FieldOf(of, path):
            stated = scene.stated(of, path).value
            return f"{path} ({text_of(stated)})"
        case FactsOf(kind):
            return _possible(scene.derived(kind, scene.subject(node.of)))
        case SelfActor():
            return scene.actor


def _margin(threshold: object, stated: object) -> str:
    """Warn where a number is so near a threshold that the way of counting may decide on which side it lies."""
    if not isinstance(threshold, (int, Number)) or not isinstance(stated, (int, Number)):
        return ""
    bound, count = exact_of(threshold), exact_of(stated)
    near = bound <= count * 2 and count <= bound * 2
    return " (within a factor of two: how it is counted may decide)" if near else ""


def _possible(found: Possible | None) -> str:
    if found is None:
        return "what nobody has stated"
    if found.certain:
        certain, more = (sorted(map(text_of, terms)) for terms in (found.certain, found.possible - found.certain))
        return ", ".join(certain) + (f" and perhaps {', '.join(more)}" if more else "")
    return "what nobody has stated" if found.possible else "none"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Dates):
        return value.text
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
