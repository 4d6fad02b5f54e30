"""The chain over one manifest after another: compiled once, run for each, asked afterwards why."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rightsgate.engine.derivations import Closure
from rightsgate.engine.engines import NATIVE, engine_of
from rightsgate.engine.program import Fact
from rightsgate.engine.store import Store
from rightsgate.errors import Fault, InputError, OverLimitError
from rightsgate.evaluate.compile import compile_program
from rightsgate.evaluate.conditions import Check
from rightsgate.evaluate.context import Scene
from rightsgate.evaluate.duties import CompiledDuty, Stage
from rightsgate.evaluate.model import Detail, Explanation, Observation
from rightsgate.evaluate.risk_tables import Exposure
from rightsgate.evaluate.tests import Places, because, brief, observed
from rightsgate.explain.graph import OUTCOMES, Graph
from rightsgate.limits import DEFAULTS, Limits, to_raise
from rightsgate.logic.truth import TRUE, Truth
from rightsgate.manifest.evidence import Demand
from rightsgate.manifest.model import Entity, Manifest, Statement
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.rules import JOINTLY, Duty

# Bound once: looking a member up on its enum class takes longer than the comparison it serves.
NOT_APPLICABLE, OUTCOME_UNKNOWN = Outcome.NOT_APPLICABLE, Outcome.UNKNOWN
BRIEF, DERIVED = Detail.BRIEF, Detail.DERIVED
Asked = tuple[str, str, str, str | None]


class Chain:
    """All rules of a pack, and some of its duties, compiled to run at one check date."""

    def __init__(
        self, pack: Pack, duties: Iterable[Duty], as_of: str, engine: str = NATIVE, limits: Limits = DEFAULTS
    ) -> None:
        """Compile for the engine of that name; ``as_of`` is the check date (ISO)."""
        self.as_of = as_of
        self.limits = limits
        self.vocabulary = pack.vocabulary
        self.stage = Stage()
        self.duties = {duty.id: CompiledDuty(duty) for duty in duties}
        self.exposure = Exposure(pack.tables, self.stage)
        self.inferences = {inference.id: inference for inference in pack.inferences}
        program = compile_program(pack, self.duties.values(), self.exposure, self.stage)
        self.stated = program.stated
        self.store = Store()
        self.engine = engine_of(engine, program, self.store, as_of, limits)

    def run(
        self, manifest: Manifest, facts: Mapping[Fact, Truth], origins: Mapping[Fact, Statement | Entity]
    ) -> "Derived":
        """Derive all that follows from one manifest. What an earlier run returned can no longer be explained.

        Raises InputError where more follows than the limits allow.
        """
        self.stage.scene = Scene(manifest, self.store, self.as_of)
        try:
            closure = self.engine.close(facts)
        except OverLimitError as error:
            message = f"more than the limit of {getattr(self.limits, error.limit):,} {error.limit} follow from it"
            raise InputError([Fault(path=manifest.path, message=message, hint=to_raise(error.limit))]) from None
        return Derived(self, closure, Places(manifest.path, origins))


class Derived:
    """What follows from one manifest, and why."""

    def __init__(self, chain: Chain, closure: Closure, places: Places) -> None:
        """Keep the closure with the chain that can explain it."""
        self.chain = chain
        self.closure = closure
        self.places = places
        self.graph = Graph(chain, closure, places)
        self.binding = closure.truths.get("bound", {})

    def outcomes(self) -> dict[Asked, dict[str, Truth]]:
        """Return, for each (duty, actor, role, entity) that was asked, the outcomes it has or may have."""
        asked: dict[Asked, dict[str, Truth]] = {}
        for (name, actor, role, entity, outcome), truth in self.table("outcome").items():
            key = (name, actor, role, entity)
            if key in asked:
                asked[key][outcome] = truth
            else:
                asked[key] = {outcome: truth}
        # Where entities may be in scope, the question for none listed is not asked as well.
        scopes = {terms[:3] for terms in self.table("in_scope")}
        relations = {terms[:3] for terms in self.table("relation_of")}
        for key in [key for key in asked if key[3] is None]:
            name, actor, role, _ = key
            on = self.chain.duties[name].duty.on
            if on.kind == "relation":
                listed = any((actor, on.side, kind) in relations for kind in on.kinds)
            else:
                listed = on.kind != "actor" and (actor, role, on.kind) in scopes
            if listed:
                del asked[key]
        return asked

    def roles(self, actor: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the roles that an actor holds for certain, and those that it may hold."""
        table = self.closure.truths.get("role", {})
        held = sorted(terms[1] for terms in table if terms[0] == actor)
        certain = tuple(role for role in held if table[actor, role] is TRUE)
        return certain, tuple(role for role in held if role not in certain)

    def bound(self, actor: str, role: str) -> bool:
        """Say whether the role that a duty binds is certain."""
        return actor == JOINTLY or self.binding.get((actor, role)) is TRUE

    def table(self, kind: str) -> Mapping[tuple[Any, ...], Truth]:
        """Return the facts of a kind that hold or may hold."""
        return self.closure.truths.get(kind, {})

    def derive(self, kinds: Iterable[str]) -> None:
        """Add the derivations of all facts of some kinds to the graph."""
        for kind in kinds:
            for terms in self.table(kind):
                self.graph.add((kind, terms))

    def tests(self, check: Check, truth: Truth) -> tuple[Observation, ...]:
        """Return the tests that make a condition stand as it does in the scene that is set."""
        return observed(check, truth, self.chain.stage.scene, self.places)

    def size(self) -> dict[str, int]:
        """Count the facts of the closure."""
        return {"facts": sum(len(facts) for facts in self.closure.truths.values())}

    def strictly(self, demand: Demand) -> "Strictly":
        """Return the same, seen with only what is stated and backed as ``demand`` asks."""
        from rightsgate.findings.evidence_filter import backed  # which few policies need

        scene, chain = self.chain.stage.scene, self.chain
        manifest = backed(scene.manifest, chain.vocabulary, demand, chain.as_of)
        return Strictly(self, Scene(manifest, chain.store, chain.as_of))

    def explainer(self, detail: Mapping[Outcome, Detail]) -> Callable[[Asked, Outcome], Explanation | None]:
        """Return a function that explains outcomes, as much of each as ``detail`` says."""

        scene = self.chain.stage.scene

        def explain(asked: Asked, outcome: Outcome) -> Explanation | None:
            level = detail.get(outcome)
            return None if level is None else self.explain(asked, outcome, level, scene)

        return explain

    def explain(self, asked: Asked, outcome: Outcome, detail: Detail, scene: Scene) -> Explanation:
        """Say why a duty stands as it does in a scene."""
        name, actor, _, entity = asked
        duty = self.chain.duties[name]
        kind, place = duty.duty.on.kind, self.places
        scene.bind(actor, kind, entity)
        fields: tuple[str, ...] = ()
        tests: tuple[Observation, ...] = ()
        location = None
        nothing_listed = outcome is NOT_APPLICABLE and entity is None and kind != "actor"
        if not nothing_listed:
            if detail is BRIEF or outcome is OUTCOME_UNKNOWN:
                fields, location = brief(duty, outcome, scene, place)
            if detail is not BRIEF:
                tests = because(duty, outcome, scene, place)
                location = tests[0].location if tests else location
        if location is None:
            location = place.of(
                scene.keyed["actor", actor] if actor != JOINTLY else scene.keyed["impact", entity or ""]
            )
        refs: tuple[str, ...] = ()
        if detail is DERIVED:
            refs = tuple(self.graph.add(fact) for fact in self._premises(asked))
        return Explanation(location=location, because=tests, unsaid=fields, derivation=refs)

    def _premises(self, asked: Asked) -> tuple[Fact, ...]:
        """Return the facts that made a duty asked at all: the role that binds, and the scope."""
        for outcome in OUTCOMES:
            for way in self.closure.ways(("outcome", (*asked, outcome))):
                return way.premises
        return ()


class Strictly:
    """What follows from one manifest, seen with only what is backed well enough."""

    def __init__(self, derived: Derived, scene: Scene) -> None:
        """Look at what was derived in a ``scene`` of the statements that are backed."""
        self.derived = derived
        self.scene = scene

    def meets(self, asked: Asked) -> bool:
        """Say whether a duty that is met is met by what is backed alone."""
        name, actor, _, entity = asked
        duty = self.derived.chain.duties[name]
        self.scene.bind(actor, duty.duty.on.kind, entity)
        meets = duty.require.truth(self.scene)
        self.scene.weighed[name] = (TRUE, meets)
        return meets is TRUE

    def explain(self, asked: Asked, detail: Detail) -> Explanation:
        """Say which statements are not backed well enough."""
        return self.derived.explain(asked, OUTCOME_UNKNOWN, detail, self.scene)
