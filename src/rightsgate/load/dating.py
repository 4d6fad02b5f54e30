"""From which day on a statement counts: by its own details, and by those of its group, its entry and its section."""

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from rightsgate.model.days import DATED, Dates, begins, detail, latest
from rightsgate.model.manifest import Statement
from rightsgate.model.vocabulary import ENTRY, EntityKind, Field


def date_statements(
    kind: EntityKind, statements: dict[str, Statement], data: Mapping[str, Any], above: Dates | None
) -> tuple[Dates | None, Dates | None]:
    """Date the statements of an entity that is written in ``data`` and stands in what begins on the day ``above``.

    Returns the day from which all that is stated of the entity counts, and the day on which it was known to be so.
    """
    own = {key: data[key] for key in DATED if key in data and key not in kind.fields}
    start, known = latest((above, begins(own))), detail(own, "as_of")
    dating = [
        (field.begins or field.decides, said.value)
        for field in kind.dating
        if (said := statements.get(field.path)) is not None and isinstance(said.value, Dates)
    ]
    start = latest((start, *(day for what, day in dating if what == ENTRY)))
    if start is known is None and not dating and not any(said.details for said in statements.values()):
        return None, None
    decided = {field.decides: statements[field.path].value for field in kind.dating if field.path in statements}
    for path in sorted(statements):  # a group comes before what stands in it
        said, field = statements[path], kind.by_path.get(path)
        group = statements.get(path.rpartition(".")[0])
        details = _own(said.details, field)
        fields = [day for what, day in dating if path == what or path.startswith(f"{what}.")]
        outer = (start, known) if group is None else (group.begins, group.as_of)
        day = latest((outer[0], begins(details), *fields))
        seen = detail(details, "as_of") or outer[1]
        made = decided.get(path)
        if day is not None or seen is not None:
            statements[path] = structs.replace(
                said, begins=day, as_of=seen, decided=made if isinstance(made, Dates) else None
            )
    return start, known


def _own(details: Mapping[str, Any], field: Field | None) -> Mapping[str, Any]:
    """Return the details without those that are fields of the group."""
    within = {} if field is None else field.fields
    return {key: details[key] for key in DATED if key in details and key not in within}
