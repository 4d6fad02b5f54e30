"""From which day on a statement counts: by its own details, and by those of its group, its entry and its section."""

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from rightsgate.logic.dates import DATED, Dates, begins, detail, latest
from rightsgate.manifest.model import Statement
from rightsgate.vocabulary.model import EntityKind, Field


def date_statements(
    kind: EntityKind, statements: dict[str, Statement], data: Mapping[str, Any], above: Dates | None
) -> tuple[Dates | None, Dates | None]:
    """Date the statements of an entity that is written in ``data``, within a parent that begins on the day ``above``.

    Return the day from which the statements of the entity count, and the day for which they were confirmed.
    """
    own = _own(data, kind.fields)
    start, known = latest((above, begins(own))), detail(own, "as_of")
    if start is known is None and not any(said.details for said in statements.values()):
        return None, None
    for path in sorted(statements):  # a group comes before what stands in it
        said, field = statements[path], kind.by_path.get(path)
        group = statements.get(path.rpartition(".")[0])
        details = _own(said.details, {} if field is None else field.fields)
        day = latest((start if group is None else group.begins, begins(details)))
        seen = detail(details, "as_of") or (known if group is None else group.as_of)
        if day is not None or seen is not None:
            statements[path] = structs.replace(said, begins=day, as_of=seen)
    return start, known


def _own(details: Mapping[str, Any], fields: Mapping[str, Field]) -> Mapping[str, Any]:
    """Return the dates among some details, without what is a field there."""
    return {key: details[key] for key in DATED if key in details and key not in fields}
