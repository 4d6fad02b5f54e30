"""Refuse packs whose rules negate, count or evaluate what depends on their own conclusion."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rightsgate import codes
from rightsgate.errors import Fault
from rightsgate.logic.patterns import Absent, AtLeast, Pattern
from rightsgate.logic.stratify import strata
from rightsgate.rules.model.condition import Condition, facts_read
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.inference import Inference
from rightsgate.rules.model.risk import RiskTables
from rightsgate.rules.predicates import OUTCOME, SHOWN, SIGNALLED, TRIGGERED
from rightsgate.text.position import Mark


class Reading(NamedTuple):
    """One kind of fact that a rule reads for its conclusion; with a ``word`` it must be settled before."""

    conclusion: str
    kind: str
    word: str
    rule: str
    path: str
    mark: Mark


def check_strata(
    inferences: Iterable[Inference], duties: Iterable[Duty], tables: RiskTables, faults: list[Fault]
) -> None:
    """Add a fault for each rule that negates, counts or evaluates a kind of fact that depends on its conclusion."""
    readings = [*_of_inferences(inferences), *_of_duties(duties), *_of_tables(tables)]
    depends: dict[str, set[str]] = {}
    for reading in readings:
        depends.setdefault(reading.conclusion, set()).add(reading.kind)
    group = {kind: members for members in strata(depends) for kind in members}
    for reading in readings:
        if reading.word and reading.kind in group[reading.conclusion]:
            message = f"{reading.rule} {reading.word} '{reading.kind}', which depends on its conclusion"
            hint = f"what a rule {reading.word} must be settled before it"
            faults.append(Fault.at(codes.UNSTRATIFIED, reading.path, reading.mark, message, hint))


def _of_inferences(inferences: Iterable[Inference]) -> Iterator[Reading]:
    for inference in inferences:
        rule = (f"inference {inference.id}", inference.path, inference.mark)
        for premise in inference.premises:
            match premise:
                case Pattern(kind, _):
                    yield Reading(inference.conclusion.kind, kind, "", *rule)
                case Absent(pattern):
                    yield Reading(inference.conclusion.kind, pattern.kind, "negates", *rule)
                case AtLeast(_, pattern):
                    yield Reading(inference.conclusion.kind, pattern.kind, "counts", *rule)


def _of_duties(duties: Iterable[Duty]) -> Iterator[Reading]:
    for duty in duties:
        for condition in (duty.when, duty.require):
            yield from _evaluated(OUTCOME, condition, f"duty {duty.id}", duty.path, duty.mark)


def _of_tables(tables: RiskTables) -> Iterator[Reading]:
    for pathway in tables.pathways.values():
        yield from _evaluated(SIGNALLED, pathway.signals, f"pathway {pathway.id}", pathway.path, pathway.mark)
    for risk in tables.risks.values():
        yield from _evaluated(TRIGGERED, risk.triggers, f"risk {risk.id}", risk.path, risk.mark)
        for cell in risk.cells:
            yield from _evaluated(SHOWN, cell.fields, f"risk {risk.id}", risk.path, risk.mark)


def _evaluated(conclusion: str, condition: Condition, rule: str, path: str, mark: Mark) -> Iterator[Reading]:
    for kind in sorted(facts_read(condition)):
        yield Reading(conclusion, kind, "looks at", rule, path, mark)
