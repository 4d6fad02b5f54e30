"""Compile a pack to a program: inferences as they are, duties as rules that weigh them. Runs nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from rightsgate.chain.exposure import Exposure
from rightsgate.chain.matching import is_variable
from rightsgate.chain.program import Compute, Fact, Program, Rule
from rightsgate.chain.weigh import CompiledDuty, Scale, Stage
from rightsgate.model.pack import Pack
from rightsgate.model.rules import Absent, AtLeast, Duty, Inference, Pattern, Scalar, Subject, facts_read
from rightsgate.model.strata import strata
from rightsgate.model.terms import as_term

# What conditions may look up while duties are weighed, besides the facts they name.
LOOKED_UP = frozenset(
    (
        *("related", "between_firms", "chain_relation"),
        *("leads_to", "feeds", "owns", "own_part", "holds", "has_part", "makes", "chooses_data", "concerns"),
    )
)
# What risk tables and duties state once and for all.
CONSTANT = frozenset(("borrowed", "risk_right", "risk_group", "risk_topic", "cell", "closes", "omission"))
# What weighing concludes; the computing premise fills in the terms.
OUTCOME = Pattern("outcome", ("$duty", "$actor", "$role", "$entity", "$outcome"))


def compile_program(pack: Pack, duties: Iterable[CompiledDuty], exposure: Exposure, stage: Stage) -> Program:
    """Compile the inferences of a pack, its risk tables and the given duties."""
    rules = [_inference(inference) for inference in pack.inferences]
    duties = tuple(duties)
    rules += exposure.rules(LOOKED_UP)
    reads = set(LOOKED_UP).union(
        *(facts_read(part) for compiled in duties for part in (compiled.duty.when, compiled.duty.require))
    )
    rules += _weighing(duties, stage, frozenset(reads))
    by_kind: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_kind[rule.conclusion.kind].append(rule)
    depends, asked = _read_by(rules)
    derived = {*by_kind, *(pattern.kind for pattern in pack.constants), *CONSTANT}
    ordered = (tuple(rule for kind in sorted(group) for rule in by_kind.get(kind, ())) for group in strata(depends))
    constants = chain(
        ((pattern.kind, pattern.terms) for pattern in pack.constants),
        exposure.constants(compiled.duty for compiled in duties),
        _asked(duties),
    )
    return Program(
        strata=tuple(group for group in ordered if group),
        constants=tuple(dict.fromkeys(constants)),
        stated={kind: frozenset(values) for kind, values in asked.items() if kind not in derived},
    )


def _read_by(rules: Iterable[Rule]) -> tuple[dict[str, set[str]], dict[str, set[Scalar]]]:
    """Return what the conclusions of each kind rest on, and each kind read with the constants asked at its end."""
    depends: dict[str, set[str]] = defaultdict(set)
    asked: dict[str, set[Scalar]] = defaultdict(set)
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
                    constants = asked[pattern.kind]  # a kind that is read with no constant is read all the same
                    if last is not None and last != "_" and not is_variable(last):
                        constants.add(as_term(last))
    return depends, asked


def _asked(duties: Iterable[CompiledDuty]) -> Iterator[Fact]:
    """State which entities the duties ask about, so that no other scope is worked out."""
    for compiled in duties:
        on = compiled.duty.on
        if on.kind == "relation":
            yield from (("asked_relation", (on.side, kind)) for kind in on.kinds)
        elif on.kind != "actor":
            yield from (("asked_scope", (role, on.kind)) for role in compiled.duty.binds)


def _inference(inference: Inference) -> Rule:
    return Rule(
        id=inference.id,
        premises=inference.premises,
        conclusion=inference.conclusion,
        possible=inference.possible,
    )


def _weighing(duties: Iterable[CompiledDuty], stage: Stage, reads: frozenset[str]) -> list[Rule]:
    """One rule for the duties that a role has towards one kind of subject, and one for when none is listed."""
    groups: dict[tuple[str, Subject], list[CompiledDuty]] = defaultdict(list)
    joint = tuple(compiled for compiled in duties if compiled.duty.joint)
    for compiled in duties:
        for role in compiled.duty.binds if not compiled.duty.joint else ():
            groups[role, compiled.duty.on].append(compiled)
    rules = []
    if joint:
        compute = Compute(("", "", "$entity"), Scale("impact", joint, stage).weigh, reads)
        rules.append(Rule(id="weigh-jointly", premises=(Pattern("impact", ("$entity",)), compute), conclusion=OUTCOME))
    for (role, on), members in sorted(groups.items(), key=lambda item: (item[0][0], repr(item[0][1]))):
        scale = Scale(on.kind, tuple(sorted(members, key=_by_id)), stage)
        bound = Pattern("bound", ("$actor", role))
        if on.kind == "actor":
            rules.append(_weigh(f"weigh-{role}", (bound,), scale, reads, None))
            continue
        scope, question, none = _scopes(role, on)
        name = f"weigh-{role}-{on.kind}"
        rules += [_weigh(name, (bound, pattern), scale, reads, "$entity") for pattern in scope]
        if on.only_listed:
            continue
        rules += [_weigh(f"{name}-unlisted", (bound, pattern), scale, reads, None) for pattern in question]
        rules += [_weigh(f"{name}-none", (bound, pattern), scale, reads, None, exempt=True) for pattern in none]
    return rules


def _by_id(compiled: CompiledDuty) -> str:
    duty: Duty = compiled.duty
    return duty.id


def _scopes(role: str, on: Subject) -> tuple[tuple[Pattern, ...], tuple[Pattern, ...], tuple[Pattern, ...]]:
    if on.kind == "relation":
        return (
            tuple(Pattern("relation_of", ("$actor", on.side, kind, "$entity")) for kind in on.kinds),
            tuple(Pattern("relation_unlisted", ("$actor", on.side, kind)) for kind in on.kinds),
            tuple(Pattern("relation_none", ("$actor", on.side, kind)) for kind in on.kinds),
        )
    return (
        (Pattern("in_scope", ("$actor", role, on.kind, "$entity")),),
        (Pattern("scope_unlisted", ("$actor", role, on.kind)),),
        (Pattern("scope_none", ("$actor", role, on.kind)),),
    )


def _weigh(
    name: str,
    patterns: tuple[Pattern, ...],
    scale: Scale,
    reads: frozenset[str],
    entity: str | None,
    *,
    exempt: bool = False,
) -> Rule:
    role = patterns[0].terms[1]
    compute = Compute(("$actor", role, entity), scale.exempt if exempt else scale.weigh, reads)
    return Rule(id=name, premises=(*patterns, compute), conclusion=OUTCOME)
