"""Which tests decide an outcome, with their places. They are typed: nothing here is worded for people."""

from collections.abc import Iterable
from typing import Any, Final

from rightsgate.errors import EngineError
from rightsgate.evaluate.conditions import Check
from rightsgate.evaluate.context import Context
from rightsgate.evaluate.duties import CompiledDuty
from rightsgate.evaluate.model import (
    Expected,
    FactValues,
    Holding,
    Listed,
    Observed,
    OtherField,
    Part,
    Records,
    StatedValue,
    Target,
    TargetKind,
    Test,
    Unlisted,
    Value,
)
from rightsgate.evaluate.site import Site
from rightsgate.evaluate.sites import Open, records_site, site_of
from rightsgate.logic.absence import UNSAID
from rightsgate.logic.comparison import Possible
from rightsgate.logic.number import Number, exact_of
from rightsgate.logic.truth import FALSE, MOOT, TRUE, UNKNOWN, Truth, negate
from rightsgate.manifest.evidence import texts_of
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Entity, Statement
from rightsgate.rules.model.condition import Atom, Condition, Derived, FactsOf, FieldOf, Literal, Quantified, SelfActor
from rightsgate.rules.model.outcome import Outcome

# The kinds of target in the order of a report: those that a statement changes come first.
ORDER: Final = (TargetKind.FIELD, TargetKind.FACT, TargetKind.RECORDS)
# A number within this factor of a threshold may lie on its other side, depending on how it is counted.
NEAR: Final = 2


def deciding_tests(duty: CompiledDuty, outcome: Outcome, context: Context) -> tuple[Test, ...]:
    """Return the tests that decide the outcome, those of the deciding part first. The context is on the duty."""
    tests: list[Test] = []
    for part, check, truth in _parts(duty, outcome, context):
        tests += condition_tests(check, truth, context, part)
    return tuple(tests)


def condition_tests(check: Check, truth: Truth, context: Context, part: Part) -> tuple[Test, ...]:
    """Return the tests that decide a condition, each once: of fields first, of records last."""
    seen: dict[tuple[object, ...], Test] = {}

    def visit(check: Check, truth: Truth, listed: bool, negated: bool) -> None:  # noqa: FBT001 - the signature of a walk
        test = _test(part, check, truth, context, listed=listed, negated=negated)
        rank = ORDER.index(test.target.kind)
        seen.setdefault((rank, test.entity, test.of, test.target, repr(test.asked), repr(test.found), negated), test)

    check.walk(truth, context, visit)
    return tuple(seen[key] for key in sorted(seen))


def open_tests(duty: CompiledDuty, outcome: Outcome, context: Context) -> tuple[Open, Location | None]:
    """Return what is open in the tests that leave a duty unknown (else nothing), and where the first test looks."""
    unknown, parts = outcome is Outcome.UNKNOWN, _parts(duty, outcome, context)
    found = Open([], [], [])
    first: Location | None = None

    def visit(check: Check, _truth: Truth, listed: bool, _negated: bool) -> None:  # noqa: FBT001 - as above
        nonlocal first
        if unknown:
            found.add(check.node, context, listed=listed)
        if first is None:
            first = _where(check.node, context)

    for _, check, truth in parts:
        if truth is UNKNOWN or not (unknown or first):
            check.walk(truth, context, visit)
    return found, first


def _parts(duty: CompiledDuty, outcome: Outcome, context: Context) -> Iterable[tuple[Part, Check, Truth]]:
    """Return the parts of a duty that explain its outcome, each with its truth, the most telling first."""
    evaluated = context.evaluated.get(duty.duty.id)
    if evaluated is None:
        return ()  # the manifest declares that there is nothing that the duty could be asked of
    applies, meets = evaluated
    require = (Part.REQUIRE, duty.require, meets)
    if not duty.duty.when.parts:
        return (require,)
    when = (Part.WHEN, duty.when, applies)
    if applies is FALSE or applies is MOOT:
        return (when,)
    if applies is TRUE:
        return (require, when)
    return (when, require) if outcome is not Outcome.UNKNOWN or meets is UNKNOWN else (when,)


def target_of(node: Condition) -> Target:
    """Return what a test looks at."""
    match node:
        case Atom(path=path):
            return Target(name=path)
        case Derived(kind=kind):
            return Target(name=kind, kind=TargetKind.FACT)
        case Quantified(kind=kind, kinds=kinds):
            return Target(name=kind, record_kinds=kinds, kind=TargetKind.RECORDS)
        case _:
            raise EngineError(f"not a test: {node}")


def _test(part: Part, check: Check, truth: Truth, context: Context, *, listed: bool, negated: bool) -> Test:
    node = check.node
    holds = negate(truth) if negated else truth
    statement: Statement | None = None
    asked: Expected
    found: Observed
    match node:
        case Atom(of=of, path=path):
            entity = context.bound[of]
            statement = None if entity is None else entity.statements.get(path)
            name, asked, found = _label(of, context), _asked(node, context), _stated(node, statement, context)
        case Derived(of=of, kind=kind, any_last=any_last, values=values):
            name = _label(of, context)
            asked = Value(value=values) if values else Holding(truth=TRUE, some=any_last)
            found = _facts(context.derived(kind, context.subject(of))) if any_last else Holding(truth=truth)
        case Quantified(one=one, kind=of):
            name, asked = context.actor or context.key, Records(one=one)
            found = Listed.LISTED if listed else Listed.DECLARED_ABSENT if truth in (FALSE, MOOT) else Listed.NOT_LISTED
        case _:
            raise EngineError(f"not a test: {node}")
    return Test(
        part=part,
        of=of,
        entity=name,
        target=target_of(node),
        site=None if holds is TRUE else _site(node, context, listed=listed),
        operator=node.operator if isinstance(node, Atom) else "",
        asked=asked,
        found=found,
        evidence=_evidence(node, statement, context),
        truth=holds,
        negated=negated,
        location=_where(node, context),
    )


def _site(node: Condition, context: Context, *, listed: bool) -> Site | None:
    """Return where what a test looks at is stated, or would be; None for a derived fact."""
    match node:
        case Atom(of=of, path=path):
            return site_of(of, path, context)
        case Quantified(kind=kind):
            return site_of(kind, "", context) if listed else records_site(node, context)
        case _:
            return None


def _label(of: str, context: Context) -> str:
    entity = context.bound[of]
    if entity is None:
        return context.key if of == "relation" else ""
    return entity.key


def _evidence(node: Condition, statement: Statement | None, context: Context) -> tuple[str, ...]:
    """Return the evidence named for a statement, for the group it stands in, or for the whole entity."""
    entity = context.bound[node.of] if isinstance(node, Atom) else None
    if entity is None or statement is None or not isinstance(node, Atom):
        return ()
    for home in entity.backing(node.path):
        named = texts_of(home.get("evidence"))
        if named:
            return tuple(named)
    return ()


def _asked(node: Atom, context: Context) -> Expected:
    match node.operand:
        case Literal(value, parameter):
            return Value(value=value, near=bool(parameter) and _near(value, context.stated(node.of, node.path).value))
        case FieldOf(of, path):
            return OtherField(path=path, value=context.stated(of, path).value)
        case FactsOf(kind):
            return _facts(context.derived(kind, context.subject(node.of)))
        case SelfActor():
            return Value(value=context.actor)


def _near(threshold: object, stated: object) -> bool:
    """Whether a number is so near a threshold that the way of counting may decide on which side it lies."""
    if not isinstance(threshold, (int, Number)) or not isinstance(stated, (int, Number)):
        return False
    bound, count = exact_of(threshold), exact_of(stated)
    return bound <= count * NEAR and count <= bound * NEAR


def _facts(derived: Possible | None) -> FactValues | Unlisted:
    if derived is None:
        return Unlisted()
    certain, more = derived.certain, derived.possible - derived.certain
    return FactValues(certain=tuple(sorted(certain, key=repr)), possible=tuple(sorted(more, key=repr)))


def _stated(node: Atom, statement: Statement | None, context: Context) -> StatedValue:
    side = context.stated(node.of, node.path)
    if side.value is UNSAID and statement is not None:
        if statement.withheld is not None:
            value, tier = statement.withheld
            return StatedValue(value=value, tier=tier)
        later = statement.begins.text if statement.later and statement.begins is not None else ""
        return StatedValue(value=UNSAID, later=later)
    wanted: Any = node.operand.value if isinstance(node.operand, Literal) else ()
    codes = wanted if isinstance(wanted, tuple) else (wanted,)
    implied = tuple(code for code in side.implied if code in codes)
    return StatedValue(value=side.value, implied=implied, written=side.value is not UNSAID)


def _where(node: Condition, context: Context) -> Location:
    """Locate what a test looks at: the statement, or the nearest thing above it that is there."""
    path = context.manifest.path
    if isinstance(node, Atom):
        return _place_of_field(node, context)
    of = node.of if isinstance(node, Derived) else node.kind if isinstance(node, Quantified) else "actor"
    return Location.of(path, _nearest(context.bound.get(of), context))


def _nearest(entity: Entity | None, context: Context) -> Entity:
    nearest = entity or context.entity or context.bound["actor"]
    if nearest is None:
        raise EngineError("a context without its actor")
    return nearest


def _place_of_field(node: Atom, context: Context) -> Location:
    path, entity = context.manifest.path, context.bound[node.of]
    if entity is None:
        return Location.of(path, _nearest(None, context))
    statement = entity.statements.get(node.path)
    if statement is not None:
        return Location.of(path, statement)
    above = node.path
    while "." in above:
        above, _, _ = above.rpartition(".")
        if above in entity.statements:
            return Location.of(path, entity.statements[above], node.path.removeprefix(above).replace(".", "/"))
    return Location.of(path, entity, "/" + node.path.replace(".", "/"))
