"""The recorded decisions on risks that count."""

from collections.abc import Collection, Iterator

from rightsgate.findings.model import RiskDecision
from rightsgate.logic.dates import Dates
from rightsgate.manifest.decision import Decision
from rightsgate.manifest.location import Location
from rightsgate.manifest.model import Entity, Manifest


def risk_decisions(manifest: Manifest, ineffective: Collection[tuple[str, str]]) -> Iterator[RiskDecision]:
    """Yield the decisions on risks, once for each actor that owns one, without the ineffective (actor and record)."""
    for record in manifest.entities["decision"]:
        if not record.exists:
            continue
        made = _decision(record, manifest.path)
        for actor in record.value_of("owner") or ():
            if (actor, record.key) not in ineffective:
                yield RiskDecision(actor=actor, about=tuple(sorted(record.value_of("about") or ())), decision=made)


def _decision(record: Entity, path: str) -> Decision:
    """Return what was decided; the reason in free words, or else by its codes."""
    day, codes = record.value_of("date"), record.value_of("rationale") or ()
    return Decision(
        outcome=str(record.value_of("decision")),
        decided_by=str(record.value_of("decided_by") or ""),
        date=day.text if isinstance(day, Dates) else "",
        reason=str(record.value_of("reason") or ", ".join(sorted(codes))),
        location=Location.of(path, record.statements.get("decision", record)),
    )
