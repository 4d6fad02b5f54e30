"""What follows from one manifest: facts, outcomes of duties, and the tests that decided them."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import msgspec

from rightsgate.engine.derivations import Closure
from rightsgate.engine.program import Fact
from rightsgate.evaluate.conditions import Check
from rightsgate.evaluate.context import Context
from rightsgate.evaluate.deciding import condition_tests, deciding_tests, open_tests
from rightsgate.evaluate.duties import CompiledDuty
from rightsgate.evaluate.model import Detail, Explanation, Part, Test
from rightsgate.evaluate.risk_tables import RiskTableEvaluator
from rightsgate.evaluate.settling import Settling
from rightsgate.evaluate.site import Site, site_in
from rightsgate.logic.truth import TRUE, Truth
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Entity, Statement
from rightsgate.rules.model.duty import JOINTLY
from rightsgate.rules.model.inference import Inference
from rightsgate.rules.model.outcome import Outcome
from rightsgate.rules.predicates import OUTCOME, fact

if TYPE_CHECKING:
    from rightsgate.evaluate.sites import Open

# A duty, an actor, its role, and the entity that the duty is asked of (None: the actor itself, or none is listed).
Asked = tuple[str, str, str, str | None]
# The truth of a condition, and the tests that decide it.
Tested = tuple[Truth, tuple[Test, ...]]


class CompiledRules(msgspec.Struct, frozen=True, kw_only=True):
    """The rules that an evaluation runs: duties, risk tables and inferences, by id; ``settled_by`` as in the pack."""

    duties: Mapping[str, CompiledDuty]
    tables: RiskTableEvaluator
    inferences: Mapping[str, Inference]
    settled_by: Mapping[str, tuple[str, ...]] = {}


class Result:
    """What follows from one manifest.

    No later run changes its facts, so it can be explained at any time. Each explanation sets the duty or product that
    ``context`` focuses on.
    """

    def __init__(
        self, rules: CompiledRules, closure: Closure, context: Context, origins: Mapping[Fact, Statement | Entity]
    ) -> None:
        """Keep the closure, the context of its evaluation, and the statements behind the facts."""
        self.rules = rules
        self.closure = closure
        self.context = context
        self.origins = origins

    def outcomes(self) -> dict[Asked, dict[str, Truth]]:
        """Return, for each (duty, actor, role, entity) that was asked, the outcomes it has or may have."""
        outcomes: dict[Asked, dict[str, Truth]] = {}
        for (name, actor, role, entity, outcome), truth in self.rows(
            OUTCOME, "duty", "actor", "role", "entity", "outcome"
        ):
            key = (name, actor, role, entity)
            if key in outcomes:
                outcomes[key][outcome] = truth
            else:
                outcomes[key] = {outcome: truth}
        # Drop the "nothing listed" placeholder where an entity is, or may be, in scope.
        scopes = {scope for scope, _ in self.rows("in_scope", "actor", "role", "kind")}
        relations = {scope for scope, _ in self.rows("relation_of", "actor", "side", "kind")}
        for key in [key for key in outcomes if key[3] is None]:
            name, actor, role, _ = key
            on = self.rules.duties[name].duty.on
            if on.kind == "relation":
                listed = any((actor, on.side, kind) in relations for kind in on.kinds)
            else:
                listed = on.kind != "actor" and (actor, role, on.kind) in scopes
            if listed:
                del outcomes[key]
        return outcomes

    def table(self, kind: str) -> Mapping[tuple[Any, ...], Truth]:
        """Return the facts of a kind that hold or may hold."""
        return self.closure.truths.get(kind, {})

    def rows(self, kind: str, *arguments: str) -> Iterator[tuple[tuple[Any, ...], Truth]]:
        """Yield the arguments asked for of each fact of a kind that the program knows, with its truth."""
        return self.context.facts.rows(kind, *arguments)

    def truth(self, kind: str, /, **arguments: object) -> Truth:
        """Return how a fact of a kind that the program knows stands."""
        return self.context.facts.truth(kind, **arguments)

    def roles(self, actor: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the roles that an actor holds for certain, and those that it may hold."""
        roles_held = sorted(
            ((role, truth) for (holder, role), truth in self.rows("role", "actor", "role") if holder == actor),
            key=itemgetter(0),
        )
        certain = tuple(role for role, truth in roles_held if truth is TRUE)
        return certain, tuple(role for role, truth in roles_held if truth is not TRUE)

    def binds(self, actor: str, role: str) -> bool:
        """Whether the role that a duty binds is certain."""
        return actor == JOINTLY or self.truth("bound", actor=actor, role=role) is TRUE

    def size(self) -> dict[str, int]:
        """Count the facts of the closure."""
        return {"facts": sum(len(facts) for facts in self.closure.truths.values())}

    def origin(self, fact: Fact) -> Location | None:
        """Return the place that states a fact, if one does."""
        origin = self.origins.get(fact)
        return None if origin is None else Location.of(self.context.manifest.path, origin)

    def site(self, fact: Fact) -> Site | None:
        """Return the field that states a fact, or would; of a fact of links, the entry that states it."""
        kind, _, path = fact[0].partition(".")
        entity = self.context.keyed.get((kind, str(fact[1][0]))) if path else self.origins.get(fact)
        return site_in(entity, path, self.context.manifest.path) if isinstance(entity, Entity) else None

    def explanation(self, asked: Asked, outcome: Outcome, detail: Detail) -> Explanation:
        """Explain the outcome of a duty to the given ``detail``: the missing fields, the tests, the location."""
        return explained(self.rules.duties[asked[0]], asked, outcome, detail, self.context, self.settling)

    @cached_property
    def settling(self) -> Settling:
        """What would settle the derived facts of the run."""
        return Settling(self.rules, self.closure, self.context, self.origins)

    def duty_tests(self, asked: Asked, outcome: Outcome) -> tuple[Test, ...]:
        """Return the tests that give a duty its outcome."""
        duty = self.rules.duties[asked[0]]
        self.context.focus_duty(asked[1], duty.duty.on.kind, asked[3])
        return deciding_tests(duty, outcome, self.context)

    def trigger_tests(self, risk: str, product: str) -> Tested:
        """Return the tests by which a product has a risk, may have it, or does not."""
        return self._tests(self.rules.tables.triggers[risk].check, "", "", product)

    def signal_tests(self, actor: str, role: str, pathway: str, product: str) -> Tested:
        """Return the tests by which an actor shows a signal of a pathway towards a product, or does not."""
        return self._tests(self.rules.tables.signals[role][pathway].check, actor, role, product)

    def sign_tests(self, actor: str, role: str, risk: str, product: str) -> Tested:
        """Return the tests by which an actor shows the sign of its row in a risk's table, or does not."""
        return self._tests(self.rules.tables.fields[role][risk].check, actor, role, product)

    def _tests(self, check: Check, actor: str, role: str, product: str) -> Tested:
        self.context.focus_product(actor, role, product)
        truth = check.truth(self.context)
        return truth, condition_tests(check, truth, self.context, Part.WHEN)


def explained(
    duty: CompiledDuty, asked: Asked, outcome: Outcome, detail: Detail, context: Context, settling: Settling
) -> Explanation:
    """Explain the outcome of a duty in a context; ``settling`` knows what would settle the facts of the run."""
    _, actor, _, entity = asked
    kind = duty.duty.on.kind
    context.focus_duty(actor, kind, entity)
    left_open: Open | None = None
    tests: tuple[Test, ...] = ()
    location: Location | None = None
    nothing_listed = outcome is Outcome.NOT_APPLICABLE and entity is None and kind != "actor"
    if not nothing_listed:
        if detail is Detail.BRIEF or outcome.is_undecided:  # the place is the same however much is explained
            left_open, location = open_tests(duty, outcome, context)
        if detail is not Detail.BRIEF:
            tests = deciding_tests(duty, outcome, context)
            location = tests[0].location if tests and location is None else location
    if location is None:
        at = context.keyed["actor", actor] if actor != JOINTLY else context.keyed["impact", entity or ""]
        location = Location.of(context.manifest.path, at)
    missing = () if left_open is None else left_open.missing(settling)  # last: it may move the focus
    if outcome is Outcome.UNKNOWN and not missing:
        told = dict(zip(("duty", "actor", "role", "entity"), asked, strict=True))
        missing = settling.asked(fact(OUTCOME, **told, outcome=one.value) for one in Outcome)
    return Explanation(location=location, because=tests, missing=missing)
