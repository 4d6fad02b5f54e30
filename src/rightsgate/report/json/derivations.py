"""The steps that a JSON report lists without having been asked for derivations, whatever other formats need."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import structs

from rightsgate.checker.model import ManifestReport
from rightsgate.explain.model import Step
from rightsgate.rules.model.outcome import Outcome


def without_derivations(part: ManifestReport, show: Collection[Outcome]) -> ManifestReport:
    """Return the part with no more steps than those that would settle the uncertain roles of the findings shown."""
    uncertain = {one.id for one in part.findings if not one.role_certain and one.outcome in show}
    asked_by = {name: roots for name, roots in part.asked_by.items() if name in uncertain}
    kept = set(_beneath((root for roots in asked_by.values() for root in roots), part.derivations))
    steps = {name: step for name, step in part.derivations.items() if name in kept}
    return structs.replace(part, asked_by=asked_by, derivations=steps)


def _beneath(roots: Iterable[str], steps: Mapping[str, Step]) -> Iterator[str]:
    pending, seen = [*roots], set[str]()
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            yield name
            pending += steps[name].premises
