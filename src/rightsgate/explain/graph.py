"""Derivations as a graph: each fact a step with a stable id, down to the places that state it and the tests made.

Derives nothing: it reads what the closure recorded. Of several ways to a fact the most certain and shortest counts.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rightsgate.engine.derivations import Closure
from rightsgate.engine.program import Derivation, Fact
from rightsgate.evaluate.duties import EXEMPT, MET, UNMET
from rightsgate.evaluate.model import Observation
from rightsgate.evaluate.tests import Places, because, observed
from rightsgate.explain.model import Step
from rightsgate.logic.fact_text import fact_text, id_of
from rightsgate.rules.model.outcome import Outcome

if TYPE_CHECKING:
    from rightsgate.evaluate.run import Chain

OUTCOMES = (MET, UNMET, EXEMPT)
COMPUTED = {
    "triggers": "What the tables ask of the product makes it a risk there",
    "signals": "The actor shows a signal of the pathway",
    "cells": "The row of the risk's table for this role shows its sign here",
}


class Graph:
    """The steps of one manifest's derivations, built as they are asked for."""

    def __init__(self, chain: "Chain", closure: Closure, places: Places) -> None:
        """Start without any step."""
        self.chain = chain
        self.closure = closure
        self.places = places
        self.steps: dict[str, Step] = {}
        self.names: dict[Fact, str] = {}

    def add(self, fact: Fact) -> str:
        """Add the step of a fact and all that it rests on, however far down that goes; return its id."""
        pending = [] if fact in self.names else [fact]
        while pending:
            one = pending.pop()
            name = self.name(one)
            if name not in self.steps:
                best = self.closure.best(one)
                self.steps[name] = self.step(name, one, best)
                pending += () if best is None else best.premises
        return self.name(fact)

    def name(self, fact: Fact) -> str:
        """Return the id of the step of a fact, which is the same wherever the fact is derived."""
        name = self.names.get(fact)
        if name is None:
            name = self.names[fact] = id_of(fact_text(*fact))
        return name

    def step(self, name: str, fact: Fact, best: Derivation | None) -> Step:
        """Return the step of a fact, with the ids of what its derivation rests on."""
        kind, terms = fact
        title, source = self.about(best, fact)
        return Step(
            id=name,
            fact=fact_text(kind, terms),
            truth=self.closure.truth(kind, terms),
            rule="" if best is None else self.rule(best, fact),
            title=title,
            source=source,
            premises=() if best is None else tuple(map(self.name, best.premises)),
            tests=self.tests(best, fact),
            location=self.places.fact(fact) if best is None else None,
        )

    def rule(self, best: Derivation, fact: Fact) -> str:
        """Name the rule of a derivation: for what is evaluated, the duty, risk or pathway itself."""
        kind, terms = fact
        computed = {"outcome": 0, "triggered": 0, "signalled": 2, "shown": 2}.get(kind)
        return best.rule if computed is None else str(terms[computed])

    def about(self, best: Derivation | None, fact: Fact) -> tuple[str, str]:
        """Return what a step says, and where it comes from."""
        if best is None:
            return "", ""
        kind, terms = fact
        if kind == "outcome":
            duty = self.chain.duties[terms[0]].duty
            return duty.title, f"{duty.source.document} {duty.source.section}"
        tables = self.chain.exposure.tables
        if kind == "signalled":
            pathway = tables.pathways[terms[2]]
            return f"{COMPUTED[best.rule]}: {pathway.name}", f"{pathway.document} {pathway.section}"
        if kind in ("triggered", "shown"):
            risk = tables.risks[terms[0 if kind == "triggered" else 2]]
            return f"{COMPUTED[best.rule]}: {risk.name}", f"{risk.document} {risk.section}"
        inference = self.chain.inferences[best.rule]
        return inference.title, inference.source

    def tests(self, best: Derivation | None, fact: Fact) -> tuple[Observation, ...]:
        """Return the tests by which a fact was evaluated, if it was."""
        if best is None:
            return ()
        kind, terms = fact
        scene, exposure = self.chain.stage.scene, self.chain.exposure
        truth = self.closure.truth(kind, terms)
        match kind:
            case "triggered":
                scene.enter("", "", terms[1])
                return observed(exposure.triggers[terms[0]], truth, scene, self.places)
            case "signalled":
                scene.enter(terms[0], terms[1], terms[3])
                return observed(exposure.signals[terms[1]][terms[2]], truth, scene, self.places)
            case "shown":
                scene.enter(terms[0], terms[1], terms[3])
                return observed(exposure.fields[terms[1]][terms[2]], truth, scene, self.places)
            case "outcome":
                return self.weighed(terms)
        return ()

    def weighed(self, terms: tuple[str, str, str, str | None, str]) -> tuple[Observation, ...]:
        """Return the tests of a duty that give it an outcome."""
        name, actor, _, entity, outcome = terms
        duty, scene = self.chain.duties[name], self.chain.stage.scene
        scene.bind(actor, duty.duty.on.kind, entity)
        if name not in scene.weighed:
            return ()
        held = self.closure.truths["outcome"]
        certain = sum((*terms[:4], other) in held for other in OUTCOMES) == 1
        return because(duty, Outcome(outcome) if certain else Outcome.UNKNOWN, scene, self.places)

    def all(self) -> Mapping[str, Step]:
        """Return every step so far, by id."""
        return dict(sorted(self.steps.items()))
