"""Fields and records of a manifest, written so that they can be found and typed."""

from collections.abc import Mapping

from rightsgate.evaluate.model import Target, TargetKind
from rightsgate.report.wording import name_of


def place_text(of: str, entity: str, target: Target, sections: Mapping[str, str]) -> str:
    """Write where something is to be stated: ``actors.studio.engagement.groups``, or a record of an actor."""
    section = sections.get(of, of)
    match target.kind:
        case TargetKind.RECORDS:
            kinds = f" ({' or '.join(target.record_kinds)})" if target.record_kinds else ""
            record = sections.get(target.name, target.name)
            return f"{record}{kinds} of {entity}" if entity else f"{record}{kinds}"
        case TargetKind.FIELD:
            return f"{section}.{entity}.{target.name}" if entity else f"{section}[].{target.name}"
        case TargetKind.FACT:
            return f"{name_of(target)} of {entity}" if entity else name_of(target)
