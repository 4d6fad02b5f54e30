"""Rules compiled once and run on one manifest after another."""

from collections.abc import Iterable

from rightsgate import codes
from rightsgate.engine.engines import NATIVE, engine_of
from rightsgate.engine.store import Store
from rightsgate.errors import Fault, InputError, OverLimitError
from rightsgate.evaluate.compile import compile_program
from rightsgate.evaluate.context import Context
from rightsgate.evaluate.duties import CompiledDuty
from rightsgate.evaluate.facts import FactBase, facts_of
from rightsgate.evaluate.result import CompiledRules, Result
from rightsgate.evaluate.risk_tables import RiskTableEvaluator
from rightsgate.limits import DEFAULTS, Limits, to_raise
from rightsgate.manifest.model import Manifest
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.policy import VALID_FOR


class Evaluator:
    """All inferences and risk tables of a pack, and some of its duties, compiled for one check date."""

    def __init__(
        self,
        pack: Pack,
        duties: Iterable[Duty],
        as_of: str,
        engine: str = NATIVE,
        limits: Limits = DEFAULTS,
        valid_for: str = VALID_FOR,
    ) -> None:
        """Compile for the engine of that name.

        ``as_of`` is the check date (ISO), ``valid_for`` the period for which a person's decision counts. Raises
        InputError where the engine cannot be had or cannot run the rules.
        """
        self.limits = limits
        self.as_of = as_of
        self.valid_for = valid_for
        self.vocabulary = pack.vocabulary
        tables = RiskTableEvaluator(pack.tables)
        self.rules = CompiledRules(
            duties={duty.id: CompiledDuty(duty) for duty in duties},
            tables=tables,
            inferences={inference.id: inference for inference in pack.inferences},
            settled_by=pack.settled_by,
        )
        program = compile_program(pack, self.rules.duties.values(), tables, as_of)
        self.stated = program.stated
        self.store = Store()
        self.engine = engine_of(engine, program, self.store, limits)

    def run(self, manifest: Manifest) -> Result:
        """Derive all that follows from a manifest. Raises InputError where that is more than the limits allow."""
        return self.derive(manifest, self.facts(manifest))

    def facts(self, manifest: Manifest) -> FactBase:
        """Return the facts that a manifest states, of the kinds that the rules read."""
        return facts_of(manifest, self.vocabulary, self.stated, self.as_of, self.valid_for)

    def derive(self, manifest: Manifest, facts: FactBase) -> Result:
        """Derive all that follows from the facts of a manifest; in which order they come makes no difference."""
        context = Context(manifest, self.vocabulary, self.store, self.as_of)
        try:
            closure = self.engine.close(facts.truths, context)
        except OverLimitError as error:
            message = f"more than the limit of {getattr(self.limits, error.limit):,} {error.limit} follow from it"
            fault = Fault.of(codes.OVER_LIMIT, manifest.path, message, to_raise(error.limit))
            raise InputError([fault]) from None
        context.freeze(Store.holding(closure.truths))
        return Result(self.rules, closure, context, facts.origins)
