"""All facts that hold or may hold after a run, with their derivations, read from what the run recorded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from rightsgate.engine.program import Batch, Derivation, Fact, Terms
from rightsgate.logic.truth import FALSE, TRUE, Truth

Derivations = dict[Derivation, Truth]


class Closure:
    """The facts of a run by kind with their truth, and every derivation of what was derived."""

    def __init__(self, truths: Mapping[str, dict[Terms, Truth]], batches: Sequence[Batch]) -> None:
        """Keep the facts by kind, and the batches of conclusions in the order of the run."""
        self.truths = truths
        self.batches = batches
        self.known: dict[str, dict[Fact, Derivations]] = {}
        self.depths: dict[Fact, int] = {}

    def truth(self, kind: str, terms: Terms) -> Truth:
        """Return the truth of a fact, which is false if it is not there."""
        return self.truths.get(kind, {}).get(terms, FALSE)

    @property
    def derivations(self) -> Mapping[Fact, Mapping[Derivation, Truth]]:
        """Every derivation of every derived fact, with its truth."""
        return {fact: derivations for kind in self.by_kind for fact, derivations in self.of_kind(kind).items()}

    @cached_property
    def by_kind(self) -> Mapping[str, Sequence[Batch]]:
        """What was concluded, by the kind of the conclusion."""
        found: dict[str, list[Batch]] = defaultdict(list)
        for batch in self.batches:
            found[batch[0].conclusion.kind].append(batch)
        return found

    def of_kind(self, kind: str) -> Mapping[Fact, Derivations]:
        """Return every derivation of the facts of a kind, worked out when first asked for."""
        known = self.known.get(kind)
        if known is None:
            known = self.known[kind] = {}
            for rule, conclusions, rows, supports, truth in self.by_kind.get(kind, ()):
                before = None
                for terms, row in zip(conclusions, rows, strict=True):
                    if row is not before:
                        before, derivation = row, Derivation(rule.id, tuple(sorted(supports(row), key=repr)))
                    derivations = known.setdefault((kind, terms), {})
                    if derivations.get(derivation) is not TRUE:
                        derivations[derivation] = truth
        return known

    def derivations_of(self, fact: Fact) -> list[Derivation]:
        """Return the derivations of a fact that make it as certain as it is."""
        truth = self.truth(*fact)
        return [
            derivation for derivation, its_truth in self.of_kind(fact[0]).get(fact, {}).items() if its_truth is truth
        ]

    def shortest(self, fact: Fact) -> Derivation | None:
        """Return the derivation to show for a fact: never one that goes in a circle; None for what is stated."""
        derivations = self.derivations_of(fact) or list(self.of_kind(fact[0]).get(fact, ()))
        if len(derivations) < 2:
            return derivations[0] if derivations else None
        self.compute_depths(derivations)
        unknown = len(self.depths) + 1
        return min(
            derivations,
            key=lambda derivation: (
                max((self.depth(f, unknown) for f in derivation.premises), default=0),
                repr(derivation),
            ),
        )

    def depth(self, fact: Fact, unknown: int) -> int:
        """Return the depth of a fact's most certain, then shortest derivation; 0 for a stated fact."""
        return self.depths.get(fact, unknown) if fact in self.of_kind(fact[0]) else 0

    def compute_depths(self, derivations: Iterable[Derivation]) -> None:
        """Compute the depth of every derived fact below some derivations."""
        pending: dict[Fact, list[set[Fact]]] = {}
        stack = [fact for derivation in derivations for fact in self.derived_premises(derivation)]
        while stack:
            fact = stack.pop()
            if fact not in self.depths and fact not in pending:
                pending[fact] = [self.derived_premises(derivation) for derivation in self.derivations_of(fact)]
                stack += [premise for premises in pending[fact] for premise in premises]
        self._settle((fact, premises) for fact, alternatives in pending.items() for premises in alternatives)

    def derived_premises(self, derivation: Derivation) -> set[Fact]:
        """Return the facts that a derivation rests on, without those that are stated."""
        return {premise for premise in derivation.premises if premise in self.of_kind(premise[0])}

    def _settle(self, pending: Iterable[tuple[Fact, set[Fact]]]) -> None:
        """Settle facts level by level: a derivation counts once all of its premises are settled."""
        levels: dict[int, list[Fact]] = defaultdict(list)
        users: dict[Fact, list[int]] = defaultdict(list)
        missing: list[int] = []
        facts: list[Fact] = []
        lowest: list[int] = []  # one above what was settled before
        for fact, derived in pending:
            unsettled = {premise for premise in derived if premise not in self.depths}
            above = 1 + max((self.depths[premise] for premise in derived - unsettled), default=0)
            for premise in unsettled:
                users[premise].append(len(facts))
            if not unsettled:
                levels[above].append(fact)
            facts.append(fact)
            missing.append(len(unsettled))
            lowest.append(above)
        while levels:
            level = min(levels)
            for fact in levels.pop(level):
                if fact in self.depths:
                    continue
                self.depths[fact] = level
                for user in users.get(fact, ()):
                    missing[user] -= 1
                    if not missing[user]:
                        levels[max(level + 1, lowest[user])].append(facts[user])
