"""Derivations as a graph: each fact a step with a stable id, down to the places that state it and the tests made.

Reads what a run recorded. Of several derivations of a fact, the most certain and shortest is shown.
"""

from collections.abc import Mapping
from typing import Final

from rightsgate.engine.program import Derivation, Fact
from rightsgate.evaluate.duties import MET, NOT_APPLICABLE, UNMET
from rightsgate.evaluate.model import Test
from rightsgate.evaluate.result import Asked, Result
from rightsgate.explain.fact_text import fact_text, step_id
from rightsgate.explain.model import Citation, Step
from rightsgate.logic.truth import FALSE
from rightsgate.rules import predicates
from rightsgate.rules.model.duty import Source
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.risk import Pathway, Risk
from rightsgate.rules.predicates import fact, reader

OUTCOMES: Final = (MET, UNMET, NOT_APPLICABLE)


class Graph:
    """The steps of one result's derivations, built as they are asked for."""

    def __init__(self, result: Result) -> None:
        """Start without any step."""
        self.result = result
        self.closure = result.closure
        self.steps: dict[str, Step] = {}
        self.names: dict[Fact, str] = {}

    def add(self, root: Fact) -> str:
        """Add the step of a fact and all that it rests on, however far down that goes; return its id."""
        pending = [] if root in self.names else [root]
        while pending:
            one = pending.pop()
            name = self.name(one)
            if name not in self.steps:
                derivation = self.closure.shortest(one)
                self.steps[name] = self.step(name, one, derivation)
                pending += () if derivation is None else derivation.premises
        return self.name(root)

    def asked_by(self, asked: Asked) -> tuple[str, ...]:
        """Add the steps by which a duty came to be asked, the role that binds and the scope; return their ids."""
        for outcome in OUTCOMES:
            duty, actor, role, entity = asked
            told = fact(predicates.OUTCOME, duty=duty, actor=actor, role=role, entity=entity, outcome=outcome)
            for way in self.closure.derivations_of(told):
                return tuple(map(self.add, way.premises))
        return ()

    def name(self, of: Fact) -> str:
        """Return the id of the step of a fact, which is the same wherever the fact is derived."""
        name = self.names.get(of)
        if name is None:
            name = self.names[of] = step_id(*of)
        return name

    def step(self, name: str, of: Fact, derivation: Derivation | None) -> Step:
        """Return the step of a fact, with the ids of what its derivation rests on."""
        kind, terms = of
        text, truth = fact_text(kind, terms), self.closure.truth(kind, terms)
        if derivation is None:
            location, site = self.result.origin(of), self.result.site(of)
            return Step(id=name, kind=kind, fact=text, truth=truth, location=location, site=site)
        computed = self.computed(of)
        rule, title, source, tests = (derivation.rule, *self.inferred(derivation), ()) if computed is None else computed
        return Step(
            id=name,
            kind=kind,
            fact=text,
            truth=truth,
            rule=rule,
            title=title,
            source=source,
            premises=tuple(map(self.name, derivation.premises)),
            tests=tests,
            computed=computed is not None,
        )

    def inferred(self, derivation: Derivation) -> tuple[str, str]:
        """Return the title and the source of the inference of a derivation."""
        inference = self.result.rules.inferences[derivation.rule]
        return inference.title, inference.source

    def computed(self, of: Fact) -> tuple[str, str, Citation, tuple[Test, ...]] | None:
        """Return id, name, source and tests of the duty, risk or pathway behind an evaluated fact, else None."""
        kind, terms = of
        tables = self.result.rules.tables.tables
        match kind:
            case predicates.OUTCOME:
                name, actor, role, entity, outcome = reader(kind, "duty", "actor", "role", "entity", "outcome")(terms)
                duty = self.result.rules.duties[name].duty
                tests = self.duty_tests((name, actor, role, entity), outcome)
                return duty.id, duty.title, _cited(duty.source), tests
            case predicates.TRIGGERED:
                risk, product = reader(kind, "risk", "product")(terms)
                row = tables.risks[risk]
                return risk, row.name, _cited(row), self.result.trigger_tests(risk, product)[1]
            case predicates.SHOWN:
                actor, role, risk, product = reader(kind, "actor", "role", "risk", "product")(terms)
                row = tables.risks[risk]
                tests = self.result.sign_tests(actor, role, risk, product)[1]
                return risk, row.name, _cited(row), tests
            case predicates.SIGNALLED:
                actor, role, pathway, product = reader(kind, "actor", "role", "pathway", "product")(terms)
                way = tables.pathways[pathway]
                tests = self.result.signal_tests(actor, role, pathway, product)[1]
                return pathway, way.name, _cited(way), tests
        return None

    def duty_tests(self, asked: Asked, outcome: str) -> tuple[Test, ...]:
        """Return the tests of a duty that give it an outcome."""
        duty, actor, role, entity = asked
        known = {"duty": duty, "actor": actor, "role": role, "entity": entity}
        may = [
            other for other in OUTCOMES if self.result.truth(predicates.OUTCOME, **known, outcome=other) is not FALSE
        ]
        return self.result.duty_tests(asked, Outcome(outcome) if len(may) == 1 else Outcome.UNKNOWN)

    def all(self) -> Mapping[str, Step]:
        """Return every step so far, by id."""
        return dict(sorted(self.steps.items()))


def _cited(source: Source | Risk | Pathway) -> Citation:
    return Citation(document=source.document, section=source.section)
