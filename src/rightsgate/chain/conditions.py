"""Compile conditions to functions of a scene, and say which tests decide the result.

The functions answer in three values (and moot); the explanation walks the same compiled tree.
"""

from collections.abc import Callable, Iterator

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
    return lambda scene: join([truth(scene) for truth in truths])


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
    kind, one, join = node.kind, node.one, any_of if node.one else all_of
    asked = (node.kind, node.kinds, node.side)

    def truth(scene: Scene) -> Truth:
        members, certain = scene.members(asked)
        if not certain and scene.declared_none(*asked):
            return FALSE if kind in RECORDS else MOOT
        if not members:
            return UNKNOWN
        result = join([_within(scene, node, that, member) for member in members])
        # Records that may not be the actor's can neither break nor settle anything by themselves.
        return result if certain or result is (TRUE if one else FALSE) else UNKNOWN

    return truth


def _within(scene: Scene, node: Quantified, that: Check, member: Member) -> Truth:
    """Evaluate the inner conditions for one record; one that may not be the actor's leaves doubt."""
    record, belongs = member
    outer = scene.bound.get(node.kind)
    scene.bound[node.kind] = record
    meets = that.truth(scene)
    scene.bound[node.kind] = outer
    if belongs is TRUE or meets is MOOT:
        return meets
    settled = FALSE if node.one else TRUE
    return settled if meets is settled else UNKNOWN


Test = tuple[Check, Truth, bool]


def deciding(check: Check, truth: Truth, scene: Scene) -> Iterator[Test]:
    """Yield the tests that make a condition stand as it does, while the scene has their entities bound.

    A quantified condition for which nothing is listed, or that asks for no more than a record, is such a test
    itself; the last item says whether a record is listed.
    """
    match check.node:
        case AllOf() | AnyOf():
            for part in check.parts:
                if part.truth(scene) is truth:
                    yield from deciding(part, truth, scene)
        case Not():
            yield from deciding(check.parts[0], negate(truth), scene)
        case Quantified():
            yield from _deciding_records(check, check.node, truth, scene)
        case _:
            yield check, truth, False


def _deciding_records(check: Check, node: Quantified, truth: Truth, scene: Scene) -> Iterator[Test]:
    that, kind = check.parts[0], node.kind
    members, _ = scene.members((kind, node.kinds, node.side))
    if not members:
        yield check, truth, False
    decisive = [m for m in members if _within(scene, node, that, m) is truth] or members
    outer = scene.bound.get(kind)
    for record, _ in decisive[:1] if node.one and truth is TRUE else decisive:
        scene.bound[kind] = record
        told = False
        if that.parts and that.truth(scene) is truth:
            for test in deciding(that, truth, scene):
                told = True
                yield test
        if not told:
            yield check, truth, True
        scene.bound[kind] = outer
