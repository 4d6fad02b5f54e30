"""Compile conditions to functions of a scene, and say which tests decide the result.

The functions answer in three values (and moot); the explanation walks the same compiled tree.
"""

from collections.abc import Callable, Sequence
from typing import Any

from rightsgate.evaluate.context import ABSENT, SILENT, Member, Scene
from rightsgate.logic.comparison import DATED, NONE, OPERATORS, UNSAID, Operator, Side
from rightsgate.logic.dates import Dates, is_later
from rightsgate.logic.terms import as_term
from rightsgate.logic.truth import FALSE, MOOT, TRUE, UNKNOWN, Truth, all_of, negate
from rightsgate.manifest.model import RECORDS, Statement
from rightsgate.rules.model.rules import (
    AllOf,
    AnyOf,
    Atom,
    Condition,
    Derived,
    FactsOf,
    FieldOf,
    Literal,
    Not,
    Quantified,
    SelfActor,
)

Evaluate = Callable[[Scene], Truth]
Compare = Callable[[Side, Scene], Truth]
See = Callable[["Check", Truth, bool], None]
Walk = Callable[[Truth, Scene, See], None]
# Operators that compare dates: an event after the check has not happened before anything.
EARLIER = ("at_most", "below")
WORDS = {"terms": "published terms", "channel": "reporting channel", "relation": "relation of the value chain"}


class Check:
    """A compiled condition.

    ``truth`` evaluates it in a scene. ``walk`` shows the tests that make it stand as it does to a function,
    while the scene has their entities bound; the last argument says whether a record is listed.
    """

    __slots__ = ("name", "node", "truth", "walk")

    def __init__(self, node: Condition, truth: Evaluate, walk: Walk | None = None) -> None:
        """Keep a condition with its functions; without ``walk`` it is itself a test."""
        self.node = node
        self.name = name_of(node)
        self.truth = truth
        self.walk = walk or (lambda stands, _, see: see(self, stands, False))


def name_of(node: Condition) -> str:
    """Name what a test looks at, for people; what is no test has no name."""
    match node:
        case Atom(path=path):
            return path
        case Derived(kind=kind):
            return kind.replace("_", " ")
        case Quantified(kind=kind, kinds=kinds):
            narrowed = f" ({' or '.join(kinds).replace('_', ' ')})" if kinds else ""
            return (kind if kinds and kind == "relation" else WORDS.get(kind, kind)) + narrowed
        case _:
            return ""


def compile_condition(node: Condition) -> Check:
    """Compile a condition and all its parts."""
    match node:
        case Atom():
            return Check(node, _atom(node))
        case Derived():
            return Check(node, _derived(node))
        case AllOf(parts):
            return _joined(node, [compile_condition(part) for part in parts], FALSE)
        case AnyOf(parts):
            return _joined(node, [compile_condition(part) for part in parts], TRUE)
        case Not(part):
            check = compile_condition(part)
            walk, truth = check.walk, check.truth
            return Check(
                node,
                lambda scene: negate(truth(scene)),
                lambda stands, scene, see: walk(negate(stands), scene, see),
            )
        case Quantified():
            return _quantified(node, compile_condition(node.that))


def _joined(node: Condition, checks: Sequence[Check], settling: Truth) -> Check:
    """Join parts of which a single one that is ``settling`` decides: false among all, true among any."""
    if len(checks) == 1:
        return checks[0]
    truths, nothing = [check.truth for check in checks], MOOT if checks else negate(settling)

    def walk(stands: Truth, scene: Scene, see: See) -> None:
        for check in checks:
            if check.truth(scene) is stands:
                check.walk(stands, scene, see)

    def truth(scene: Scene) -> Truth:
        result = nothing
        for part in truths:
            stands = part(scene)
            if stands is settling:
                return stands
            if result is not UNKNOWN and stands is not MOOT:
                result = stands
        return result

    return Check(node, truth, walk)


def _atom(node: Atom) -> Evaluate:
    if node.selector:
        return _selected(node)
    of, path = node.of, node.path
    if isinstance(node.operand, Literal) and node.operator not in DATED:
        return _against_literal(of, path, OPERATORS[node.operator], node.operand.value)
    compare = _comparison(node)
    return lambda scene: compare(scene.stated(of, path), scene)


def _against_literal(of: str, path: str, operator: Operator, value: Any) -> Evaluate:
    """Compile the commonest test. Its answers to silence and to absence are the same in every manifest."""
    silent, absent, grouped = operator(SILENT, value), operator(ABSENT, value), "." in path

    def truth(scene: Scene) -> Truth:
        entity = scene.bound[of]
        if entity is None:
            return silent
        statement = entity.statements.get(path)
        if statement is None and not grouped:
            return silent
        if statement is not None:
            return operator(statement, value)
        said = entity.stated(path)
        return operator(said, value) if isinstance(said, Statement) else absent if said is NONE else silent

    return truth


def _comparison(node: Atom) -> Compare:
    operand = node.operand
    if node.operator in DATED and isinstance(operand, Literal):
        dated, period = DATED[node.operator], str(operand.value)
        return lambda side, scene: dated(side, period, scene.as_of)
    operator = OPERATORS[node.operator]
    match operand:
        case Literal(value):
            return lambda side, _: operator(side, value)
        case FieldOf(of, path):
            whole = node.operator.endswith(("superset_of", "subset_of"))
            earlier = node.operator in EARLIER

            def against_field(side: Side, scene: Scene) -> Truth:
                other = scene.stated(of, path)
                truth = operator(side, other if whole else other.value)
                return UNKNOWN if earlier and truth is TRUE and is_ahead(side.value, scene.as_of) else truth

            return against_field
        case FactsOf(kind):
            return lambda side, scene: operator(side, scene.derived(kind, scene.subject(node.of)) or UNSAID)
        case SelfActor():
            return lambda side, scene: operator(side, scene.actor)


def is_ahead(value: Any, day: str) -> bool:
    """Say whether a value is a date that may lie after a day (ISO)."""
    return isinstance(value, Dates) and is_later(value, day)


def _selected(node: Atom) -> Evaluate:
    """Compile an atom whose selector is more than a plain path: every value it selects has to pass."""
    from rightsgate.evaluate.selectors import select  # which few rules need

    compare, values = _comparison(node), select(node)

    def truth(scene: Scene) -> Truth:
        sides = values(scene)
        return all_of(compare(side, scene) for side in sides) if sides else UNKNOWN

    return truth


def _derived(node: Derived) -> Evaluate:
    kind, of = node.kind, node.of
    if not node.any_last:

        def holds(scene: Scene) -> Truth:
            subject = scene.subject(of)
            return scene.holds(kind, subject) if subject else UNKNOWN

        return holds
    wanted = frozenset(map(as_term, node.values))

    def some(scene: Scene) -> Truth:
        found = scene.derived(kind, scene.subject(of))
        if found is None:
            return UNKNOWN
        certain, possible = (
            (found.certain & wanted, found.possible & wanted) if wanted else (found.certain, found.possible)
        )
        return TRUE if certain else UNKNOWN if possible else FALSE

    return some


def _quantified(node: Quantified, that: Check) -> Check:
    kind, one = node.kind, node.one
    asked = (node.kind, node.kinds, node.side)

    def walk(stands: Truth, scene: Scene, see: See) -> None:
        members, _, _ = scene.members(asked)
        if not members:
            see(check, stands, False)
        decisive = [m for m in members if _within(scene, node, that, m) is stands] or members
        if one and stands is TRUE:
            decisive = [min(decisive, key=lambda member: "" if member[0] is None else member[0].key)]
        outer = scene.bound.get(kind)
        for record, _ in decisive:
            scene.bound[kind] = record
            if node.that.parts and that.truth(scene) is stands:
                that.walk(stands, scene, see)
            else:
                see(check, stands, True)
            scene.bound[kind] = outer

    check = Check(node, _quantified_truth(node, that), walk)
    return check


def _quantified_truth(node: Quantified, that: Check) -> Evaluate:
    kind, one = node.kind, node.one
    settling = TRUE if one else FALSE
    asked, meeting = (node.kind, node.kinds, node.side), that.truth

    def truth(scene: Scene) -> Truth:
        members, certain, none = scene.found.get(asked) or scene.members(asked)
        if not members:
            if not none:
                return UNKNOWN
            return FALSE if one or kind in RECORDS else MOOT
        bound, result, decided = scene.bound, MOOT, False
        outer = bound.get(kind)
        for record, belongs in members:
            bound[kind] = record
            meets = meeting(scene)
            if meets is settling or (meets is MOOT and not certain):
                if belongs is TRUE:
                    result = meets
                    break
                meets = UNKNOWN  # a record that may not be the actor's settles nothing
            if meets is not MOOT:
                decided = decided or belongs is TRUE
                if result is not UNKNOWN:
                    result = meets
        bound[kind] = outer
        if decided or result is settling or result is MOOT:
            return result
        # Records that may not be the actor's meet nothing; that none does settles it only where all are listed.
        return FALSE if one and result is FALSE and none else UNKNOWN

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
