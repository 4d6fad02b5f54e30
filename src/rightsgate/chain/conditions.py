"""Compile conditions to functions of a scene, and say which tests decide the result.

The functions answer in three values (and moot); the explanation walks the same compiled tree.
"""

from collections.abc import Callable, Iterator
from typing import Any

from rightsgate.chain.operators import DATED, OPERATORS, Possible, Side
from rightsgate.chain.scene import Member, Scene
from rightsgate.model.manifest import Entity
from rightsgate.model.rules import AllOf, AnyOf, Atom, Condition, Derived, FactsOf, FieldOf, Literal, Not, Quantified
from rightsgate.model.truth import FALSE, MOOT, TRUE, UNKNOWN, Truth, all_of, any_of, negate

Evaluate = Callable[[Scene], Truth]
RECORDS = ("document", "terms", "channel", "relation")


class Check:
    """A compiled condition: ``truth`` evaluates it; ``node`` and ``parts`` are kept for the explanation."""

    __slots__ = ("node", "parts", "truth")

    def __init__(self, node: Condition, truth: Evaluate, parts: tuple["Check", ...] = ()) -> None:
        """Keep the condition with its function and its compiled parts."""
        self.node = node
        self.truth = truth
        self.parts = parts


def compile_condition(node: Condition) -> Check:
    """Compile a condition and all its parts."""
    match node:
        case Atom():
            return Check(node, _atom(node))
        case Derived():
            return Check(node, _derived(node))
        case AllOf(parts):
            checks = tuple(compile_condition(part) for part in parts)
            return Check(node, _joined(checks, all_of), checks)
        case AnyOf(parts):
            checks = tuple(compile_condition(part) for part in parts)
            return Check(node, _joined(checks, any_of), checks)
        case Not(part):
            check = compile_condition(part)
            return Check(node, lambda scene: negate(check.truth(scene)), (check,))
        case Quantified():
            check = compile_condition(node.that)
            return Check(node, _quantified(node, check), (check,))


def _joined(checks: tuple[Check, ...], join: Callable[[Iterator[Truth]], Truth]) -> Evaluate:
    if len(checks) == 1:
        return checks[0].truth
    truths = [check.truth for check in checks]
    return lambda scene: join(truth(scene) for truth in truths)


def parents_of(path: str) -> tuple[str, ...]:
    """Return the paths of the groups that a field stands in, nearest first."""
    parts = path.split(".")
    return tuple(".".join(parts[:end]) for end in range(len(parts) - 1, 0, -1))


def _atom(node: Atom) -> Evaluate:
    if node.selector:
        return _selected(node)
    of, path, parents = node.of, node.path, parents_of(node.path)
    compare = _comparison(node)
    return lambda scene: compare(scene.stated(of, path, parents), scene)


def _comparison(node: Atom) -> Callable[[Side, Scene], Truth]:
    operand = node.operand
    if node.operator in DATED and isinstance(operand, Literal):
        dated, period = DATED[node.operator], operand.value
        return lambda side, scene: dated(side, period, scene.as_of)
    operator = OPERATORS[node.operator]
    match operand:
        case Literal(value):
            return lambda side, _: operator(side, value)
        case FieldOf(of, path):
            parents, whole = parents_of(path), node.operator.endswith(("superset_of", "subset_of"))

            def against_field(side: Side, scene: Scene) -> Truth:
                other = scene.stated(of, path, parents)
                return operator(side, other if whole else other.value)

            return against_field
        case FactsOf(kind):
            return lambda side, scene: operator(side, scene.derived(kind, scene.subject(node.of)))


def _selected(node: Atom) -> Evaluate:
    """Compile an atom whose selector is more than a plain path: every value it selects has to pass."""
    from rightsgate.chain.selectors import select  # jsonpath-ng is loaded only for such selectors

    compare, values = _comparison(node), select(node)

    def truth(scene: Scene) -> Truth:
        sides = values(scene)
        return all_of(compare(side, scene) for side in sides) if sides else UNKNOWN

    return truth


def _derived(node: Derived) -> Evaluate:
    kind, of = node.kind, node.of
    if not node.any_last:
        return lambda scene: scene.holds(kind, scene.subject(of)) if scene.subject(of) else UNKNOWN

    def some(scene: Scene) -> Truth:
        found: Possible = scene.derived(kind, scene.subject(of))
        return TRUE if found.certain else UNKNOWN if found.possible else FALSE

    return some


def _quantified(node: Quantified, that: Check) -> Evaluate:
    def truth(scene: Scene) -> Truth:
        members = scene.members(node.kind, node.kinds, node.side)
        certain = any(member is TRUE for _, member in members)
        if not certain and scene.declared_none(node.kind, node.kinds, node.side):
            return FALSE if node.kind in RECORDS else MOOT
        if not members:
            return UNKNOWN
        if node.one:
            result = any_of(_within(scene, node, that, member) for member in members)
            return UNKNOWN if result is FALSE and not certain else result
        result = all_of(negate_unless(member[1], _meets(scene, node, that, member[0])) for member in members)
        return result if certain or result is FALSE else UNKNOWN

    return truth


def negate_unless(member: Truth, meets: Truth) -> Truth:
    """A record that may not be the actor's cannot break what every record has to meet."""
    return UNKNOWN if member is UNKNOWN and meets is not TRUE else meets


def _within(scene: Scene, node: Quantified, that: Check, member: Member) -> Truth:
    meets = _meets(scene, node, that, member[0])
    return all_of((member[1], meets)) if meets is not MOOT else MOOT


def _meets(scene: Scene, node: Quantified, that: Check, record: Entity | None) -> Truth:
    before = scene.bound
    scene.bound = {**before, node.kind: record}
    try:
        return that.truth(scene)
    finally:
        scene.bound = before


def deciding(check: Check, scene: Scene) -> Iterator[tuple[Check, dict[str, Any], Member | None]]:
    """Yield the tests that make the condition stand as it does, each with the entities bound for it.

    A quantified condition for which nothing is listed is such a test itself.
    """
    truth = check.truth(scene)
    match check.node:
        case AllOf():
            for part in check.parts:
                if part.truth(scene) is truth:
                    yield from deciding(part, scene)
        case AnyOf():
            for part in check.parts:
                if part.truth(scene) is truth:
                    yield from deciding(part, scene)
        case Not():
            yield from deciding(check.parts[0], scene)
        case Quantified():
            yield from _deciding_records(check, check.node, truth, scene)
        case _:
            yield check, dict(scene.bound), None


def _deciding_records(
    check: Check, node: Quantified, truth: Truth, scene: Scene
) -> Iterator[tuple[Check, dict[str, Any], Member | None]]:
    that = check.parts[0]
    members = scene.members(node.kind, node.kinds, node.side)
    decisive = [m for m in members if _within(scene, node, that, m) is truth] or members
    for member in decisive[:1] if node.one and truth is TRUE else decisive:
        before = scene.bound
        scene.bound = {**before, node.kind: member[0]}
        try:
            tests = list(deciding(that, scene)) if that.parts and that.truth(scene) is not TRUE or truth is TRUE else []
            if tests:
                yield from tests
            else:
                yield check, dict(scene.bound), member
        finally:
            scene.bound = before
    if not members:
        yield check, dict(scene.bound), None
