"""Compile a pack to a program: inferences as they are, duties as rules that evaluate them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from rightsgate.engine.program import Compute, Fact, Program, Rule
from rightsgate.evaluate.duties import CompiledDuty, DutyGroup
from rightsgate.evaluate.risk_tables import RiskTableEvaluator
from rightsgate.logic.patterns import Absent, AtLeast, Pattern, Scalar, is_variable
from rightsgate.logic.stratify import strata
from rightsgate.logic.terms import as_term
from rightsgate.rules.model.condition import facts_read
from rightsgate.rules.model.duty import Duty, Subject
from rightsgate.rules.model.inference import Inference
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.operators import premises_on
from rightsgate.rules.predicates import LOOKED_UP, OUTCOME, By, fact, stated_by, terms, variables

# The constant facts that risk tables and duties state.
CONSTANT: Final = frozenset(stated_by(By.RULES))
# The conclusion of every rule that evaluates duties; the computing premise fills in the terms.
CONCLUSION: Final = Pattern(OUTCOME, variables(OUTCOME))


def compile_program(pack: Pack, duties: Iterable[CompiledDuty], tables: RiskTableEvaluator, as_of: str) -> Program:
    """Compile the inferences of a pack, its risk tables and the given duties, for a check on a day (ISO)."""
    rules = [_inference(inference) for inference in pack.inferences]
    duties = tuple(duties)
    rules += tables.rules(LOOKED_UP)
    reads = set(LOOKED_UP).union(
        *(facts_read(part) for compiled in duties for part in (compiled.duty.when, compiled.duty.require))
    )
    rules += _evaluating(duties, frozenset(reads))
    by_kind: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_kind[rule.conclusion.kind].append(rule)
    depends, constants_read = _read_by(rules)
    derived = {*by_kind, *(pattern.kind for pattern in pack.constants), *CONSTANT}
    ordered = (tuple(rule for kind in sorted(group) for rule in by_kind.get(kind, ())) for group in strata(depends))
    constants = chain(
        ((pattern.kind, pattern.terms) for pattern in pack.constants),
        tables.constants(compiled.duty for compiled in duties),
        _asked(duties),
    )
    return Program(
        strata=tuple(group for group in ordered if group),
        constants=tuple(dict.fromkeys(constants)),
        stated={kind: frozenset(values) for kind, values in constants_read.items() if kind not in derived},
        comparisons=premises_on(as_of),
    )


def _read_by(rules: Iterable[Rule]) -> tuple[dict[str, set[str]], dict[str, set[Scalar]]]:
    """Return what the conclusions of each kind rest on, and each kind read with the constants that it is read with."""
    depends: dict[str, set[str]] = defaultdict(set)
    constants_read: dict[str, set[Scalar]] = defaultdict(set)
    for rule in rules:
        kinds = depends[rule.conclusion.kind]
        for premise in rule.premises:
            match premise:
                case Compute(reads=reads):
                    kinds |= reads
                case Pattern() | Absent() | AtLeast():
                    pattern = premise if isinstance(premise, Pattern) else premise.pattern
                    kinds.add(pattern.kind)
                    last = pattern.terms[-1] if pattern.terms else "_"
                    constants = constants_read[pattern.kind]  # read it is, even with no constant
                    if last is not None and last != "_" and not is_variable(last):
                        constants.add(as_term(last))
    return depends, constants_read


def _asked(duties: Iterable[CompiledDuty]) -> Iterator[Fact]:
    """State which entities the duties ask about, so that no other scope is worked out."""
    for compiled in duties:
        on = compiled.duty.on
        if on.kind == "relation":
            yield from (fact("asked_relation", side=on.side, kind=kind) for kind in on.kinds)
        elif on.kind != "actor":
            yield from (fact("asked_scope", role=role, kind=on.kind) for role in compiled.duty.binds)


def _inference(inference: Inference) -> Rule:
    return Rule(
        id=inference.id,
        premises=inference.premises,
        conclusion=inference.conclusion,
        possible=inference.possible,
    )


def _evaluating(duties: Iterable[CompiledDuty], reads: frozenset[str]) -> list[Rule]:
    """One rule for the duties that a role has towards one kind of subject, and one for when none is listed."""
    groups: dict[tuple[str, Subject], list[CompiledDuty]] = defaultdict(list)
    joint = tuple(compiled for compiled in duties if compiled.duty.joint)
    for compiled in duties:
        for role in compiled.duty.binds if not compiled.duty.joint else ():
            groups[role, compiled.duty.on].append(compiled)
    rules = []
    if joint:
        compute = Compute(("", "", "$entity"), DutyGroup("impact", joint).evaluate, reads)
        rules.append(
            Rule(id="evaluate-jointly", premises=(Pattern("impact", ("$entity",)), compute), conclusion=CONCLUSION)
        )
    for (role, on), members in sorted(groups.items(), key=lambda item: (item[0][0], repr(item[0][1]))):
        group = DutyGroup(on.kind, tuple(sorted(members, key=_by_id)))
        bound = Pattern("bound", terms("bound", actor="$actor", role=role))
        if on.kind == "actor":
            rules.append(_rule(f"evaluate-{role}", role, (bound,), group, reads, None))
            continue
        scope, question, none = _scopes(role, on)
        name = f"evaluate-{role}-{on.kind}"
        rules += [_rule(name, role, (bound, pattern), group, reads, "$entity") for pattern in scope]
        if on.only_listed:
            continue
        rules += [_rule(f"{name}-unlisted", role, (bound, pattern), group, reads, None) for pattern in question]
        rules += [_rule(f"{name}-none", role, (bound, pattern), group, reads, None, none=True) for pattern in none]
    return rules


def _by_id(compiled: CompiledDuty) -> str:
    duty: Duty = compiled.duty
    return duty.id


def _scopes(role: str, on: Subject) -> tuple[tuple[Pattern, ...], tuple[Pattern, ...], tuple[Pattern, ...]]:
    if on.kind == "relation":
        return (
            tuple(_relation("relation_of", on, kind, relation="$entity") for kind in on.kinds),
            tuple(_relation("relation_unlisted", on, kind) for kind in on.kinds),
            tuple(_relation("relation_none", on, kind) for kind in on.kinds),
        )
    return (
        (_scope("in_scope", role, on, entity="$entity"),),
        (_scope("scope_unlisted", role, on),),
        (_scope("scope_none", role, on),),
    )


def _relation(predicate: str, on: Subject, kind: str, **more: str) -> Pattern:
    return Pattern(predicate, terms(predicate, actor="$actor", side=on.side, kind=kind, **more))


def _scope(predicate: str, role: str, on: Subject, **more: str) -> Pattern:
    return Pattern(predicate, terms(predicate, actor="$actor", role=role, kind=on.kind, **more))


def _rule(
    name: str,
    role: str,
    patterns: tuple[Pattern, ...],
    group: DutyGroup,
    reads: frozenset[str],
    entity: str | None,
    *,
    none: bool = False,
) -> Rule:
    compute = Compute(("$actor", role, entity), group.not_applicable if none else group.evaluate, reads)
    return Rule(id=name, premises=(*patterns, compute), conclusion=CONCLUSION)
