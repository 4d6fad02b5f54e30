"""The shipped inferences on random manifests, against clingo, with facts, rules and entities in another order.

RIGHTSGATE_MANIFESTS sets how many manifests are tried.
"""

import json
import os
from collections.abc import Iterator
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from programs.answer_sets import Truths, closed
from programs.closures import truths
from rightsgate.engine.derivations import Closure
from rightsgate.engine.program import Compute, Rule
from rightsgate.evaluate.facts import UNNAMED
from rightsgate.evaluate.run import Evaluator
from rightsgate.logic.dates import Dates
from rightsgate.logic.truth import TRUE
from rightsgate.manifest.in_force import in_force
from rightsgate.manifest.model import Manifest
from rightsgate.manifest.read import read_manifest
from rightsgate.text.located import parse
from worlds.manifests import AS_OF, EXAMPLES, STEADY, Data, closure, evaluator, manifests, shipped
from worlds.order import shuffled


def test_the_shipped_rules_are_mostly_what_the_oracle_can_read() -> None:
    assert len(plain()) > 300
    assert computed() == {"triggered", "signalled", "shown", "outcome"}


def plain() -> list[Rule]:
    """Return the rules that compute nothing."""
    return [rule for rule in rules() if not computes(rule)]


def rules() -> Iterator[Rule]:
    return (rule for stratum in evaluator().engine.program.strata for rule in stratum)


def computes(rule: Rule) -> bool:
    return any(isinstance(premise, Compute) for premise in rule.premises)


def computed() -> set[str]:
    """Return the kinds of fact that come of evaluating conditions, which is no business of the engine."""
    return {rule.conclusion.kind for rule in rules() if computes(rule)}


def manifest_of(data: Data) -> Manifest:
    return in_force(read_manifest(parse(json.dumps(data), "m.json", json=True), "m.json", shipped().vocabulary), AS_OF)


def expected(data: Data, found: Closure) -> Truths:
    """Return what follows by clingo from what a manifest states, and from what conditions were found to come to."""
    facts: Truths = dict(evaluator().facts(manifest_of(data)).truths)
    facts |= dict.fromkeys(evaluator().engine.program.constants, TRUE)
    facts |= {(kind, terms): truth for kind in computed() for terms, truth in found.truths.get(kind, {}).items()}
    days = {term for _, terms in facts for term in terms if isinstance(term, Dates)}
    actors = {UNNAMED, *(terms[0] for kind, terms in facts if kind == "actor")}
    return closed(plain(), facts, actors, days)


def run_shuffled(data: Data, random: Random) -> Truths:
    """Run the rules in another order on the facts, in another order, of the manifest in another order."""
    pack = shipped()
    parts = {
        n: tuple(random.sample(part := getattr(pack, n), len(part))) for n in ("duties", "inferences", "constants")
    }
    mixed = Evaluator(structs.replace(pack, **parts), [d for d in pack.duties if not d.out_of_reach], AS_OF)
    manifest = manifest_of(shuffled(data, random))
    facts = mixed.facts(manifest)
    mixed_up = structs.replace(facts, truths=dict(random.sample([*facts.truths.items()], len(facts.truths))))
    return truths(mixed.derive(manifest, mixed_up).closure)


@settings(STEADY, max_examples=int(os.environ.get("RIGHTSGATE_MANIFESTS", str(EXAMPLES))))
@given(manifests(), st.integers(0, 2**32))
def test_on_any_manifest_in_any_order_the_engine_gives_what_the_oracle_gives(data: Data, seed: int) -> None:
    found = closure(data)
    by_oracle = expected(data, found)
    assert truths(found) == by_oracle
    assert run_shuffled(data, Random(seed)) == by_oracle  # noqa: S311 - a seeded sample, no secret
