"""Compile conditions to functions of a context, and say which tests decide the result.

The functions answer in three values (and moot); the explanation walks the same compiled tree.
"""

from collections.abc import Callable, Sequence
from typing import Any

from rightsgate.evaluate.context import ABSENT, SILENT, Context, Member
from rightsgate.logic.absence import NONE, UNSAID
from rightsgate.logic.comparison import Comparison, Side
from rightsgate.logic.dates import Dates, is_later
from rightsgate.logic.terms import as_term
from rightsgate.logic.truth import FALSE, MOOT, TRUE, UNKNOWN, Truth, all_of, negate
from rightsgate.manifest.model import RECORDS, Statement
from rightsgate.rules.model.condition import (
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
from rightsgate.rules.model.operator import Dated, Operator, Plain
from rightsgate.rules.operators import OPERATORS

Evaluate = Callable[[Context], Truth]
Compare = Callable[[Side, Context], Truth]
Visit = Callable[["Check", Truth, bool, bool], None]
Walk = Callable[[Truth, Context, Visit], None]


class Check:
    """A compiled condition.

    ``truth`` evaluates it in a context. ``walk`` passes each test that decides its truth to a function, while the
    context has the entities of that test bound; the last arguments say whether a record is listed, and whether the test
    is negated.
    """

    __slots__ = ("node", "truth", "walk")

    def __init__(self, node: Condition, truth: Evaluate, walk: Walk | None = None) -> None:
        """Keep a condition with its functions; without ``walk`` it is itself a test."""
        self.node = node
        self.truth = truth
        self.walk = walk or (lambda result, _, visit: visit(self, result, False, False))


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
            walk, evaluate = check.walk, check.truth
            return Check(
                node,
                lambda context: negate(evaluate(context)),
                lambda result, context, visit: walk(negate(result), context, _negated(visit)),
            )
        case Quantified():
            return _quantified(node, compile_condition(node.that))


def _negated(visit: Visit) -> Visit:
    return lambda check, truth, listed, negated: visit(check, truth, listed, not negated)


def _joined(node: Condition, checks: Sequence[Check], settling: Truth) -> Check:
    """Combine checks with short-circuit: ``settling`` is FALSE for ``all`` and TRUE for ``any``."""
    if len(checks) == 1:
        return checks[0]
    truths, nothing = [check.truth for check in checks], MOOT if checks else negate(settling)

    def walk(result: Truth, context: Context, visit: Visit) -> None:
        for check in checks:
            if check.truth(context) is result:
                check.walk(result, context, visit)

    def truth(context: Context) -> Truth:
        result = nothing
        for part in truths:
            answer = part(context)
            if answer is settling:
                return answer
            if result is not UNKNOWN and answer is not MOOT:
                result = answer
        return result

    return Check(node, truth, walk)


def _atom(node: Atom) -> Evaluate:
    if node.selector:
        return _selected(node)
    of, path = node.of, node.path
    match OPERATORS[node.operator].evaluator, node.operand:
        case Plain(plain), Literal(value):
            return _against_literal(of, path, plain, value)
    compare = comparison_of(node)
    return lambda context: compare(context.stated(of, path), context)


def _against_literal(of: str, path: str, compare: Comparison, value: Any) -> Evaluate:
    """Compile the commonest test. Its answers to silence and to absence are the same in every manifest."""
    silent, absent, grouped = compare(SILENT, value), compare(ABSENT, value), "." in path

    def truth(context: Context) -> Truth:
        entity = context.bound[of]
        if entity is None:
            return silent
        statement = entity.statements.get(path)
        if statement is None and not grouped:
            return silent
        if statement is not None:
            return compare(statement, value)
        stated = entity.stated(path)
        return compare(stated, value) if isinstance(stated, Statement) else absent if stated is NONE else silent

    return truth


def comparison_of(node: Atom) -> Compare:
    """Return the comparison that a test makes of what is stated, in a context."""
    operator = OPERATORS[node.operator]
    compare = _in_context(operator)
    match node.operand:
        case Literal(value):
            return lambda side, context: compare(side, value, context)
        case FieldOf(of, path):
            whole, earlier = operator.whole_lists, operator.is_earlier

            def against_field(side: Side, context: Context) -> Truth:
                other = context.stated(of, path)
                truth = compare(side, other if whole else other.value, context)
                return UNKNOWN if earlier and truth is TRUE and is_ahead(side.value, context.as_of) else truth

            return against_field
        case FactsOf(kind):
            return lambda side, context: compare(
                side, context.derived(kind, context.subject(node.of)) or UNSAID, context
            )
        case SelfActor():
            return lambda side, context: compare(side, context.actor, context)


def _in_context(operator: Operator) -> Callable[[Side, Any, Context], Truth]:
    """Return the comparison that an operator makes on the day of a context."""
    match operator.evaluator:
        case Plain(plain):
            return lambda side, other, _: plain(side, other)
        case Dated(dated):
            return lambda side, other, context: dated(side, other, context.as_of)


def is_ahead(value: Any, day: str) -> bool:
    """Whether a value is a date that may lie after a day (ISO)."""
    return isinstance(value, Dates) and is_later(value, day)


def _selected(node: Atom) -> Evaluate:
    """Compile an atom whose selector is more than a plain path: every value it selects has to pass."""
    from rightsgate.evaluate.selectors import select  # which few rules need

    compare, values = comparison_of(node), select(node)

    def truth(context: Context) -> Truth:
        sides = values(context)
        return all_of(compare(side, context) for side in sides) if sides else UNKNOWN

    return truth


def _derived(node: Derived) -> Evaluate:
    kind, of = node.kind, node.of
    if not node.any_last:

        def holds(context: Context) -> Truth:
            subject = context.subject(of)
            return context.holds(kind, subject) if subject else UNKNOWN

        return holds
    wanted = frozenset(map(as_term, node.values))

    def some(context: Context) -> Truth:
        derived = context.derived(kind, context.subject(of))
        if derived is None:
            return UNKNOWN
        certain, possible = (
            (derived.certain & wanted, derived.possible & wanted) if wanted else (derived.certain, derived.possible)
        )
        return TRUE if certain else UNKNOWN if possible else FALSE

    return some


def _quantified(node: Quantified, that: Check) -> Check:
    kind, one = node.kind, node.one
    query = (node.kind, node.kinds, node.side)

    def walk(result: Truth, context: Context, visit: Visit) -> None:
        members, _, _ = context.members(query)
        if not members:
            visit(check, result, False, False)
        decisive = [m for m in members if _within(context, node, that, m) is result] or members
        if one and result is TRUE:
            decisive = [min(decisive, key=lambda member: "" if member[0] is None else member[0].key)]
        outer = context.bound.get(kind)
        for record, _ in decisive:
            context.bound[kind] = record
            if node.that.parts and that.truth(context) is result:
                that.walk(result, context, visit)
            else:
                visit(check, result, True, False)
            context.bound[kind] = outer

    check = Check(node, _quantified_truth(node, that), walk)
    return check


def _quantified_truth(node: Quantified, that: Check) -> Evaluate:
    kind, one = node.kind, node.one
    settling = TRUE if one else FALSE
    query, meeting = (node.kind, node.kinds, node.side), that.truth

    def truth(context: Context) -> Truth:
        members, certain, none = context.records_found.get(query) or context.members(query)
        if not members:
            if not none:
                return UNKNOWN
            return FALSE if one or kind in RECORDS else MOOT
        bound, result, decided = context.bound, MOOT, False
        outer = bound.get(kind)
        for record, belongs in members:
            bound[kind] = record
            meets = meeting(context)
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
        # If no record surely belongs to the actor, "none matches" is decisive only for a complete list.
        return FALSE if one and result is FALSE and none else UNKNOWN

    return truth


def _within(context: Context, node: Quantified, that: Check, member: Member) -> Truth:
    """Evaluate the inner conditions for one record; one that may not be the actor's leaves doubt."""
    record, belongs = member
    outer = context.bound.get(node.kind)
    context.bound[node.kind] = record
    meets = that.truth(context)
    context.bound[node.kind] = outer
    if belongs is TRUE or meets is MOOT:
        return meets
    settled = FALSE if node.one else TRUE
    return settled if meets is settled else UNKNOWN
