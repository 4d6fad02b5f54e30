"""The coverage of sources as data, for JSON."""

from rightsgate.handbook.coverage import clauses, covered_sections, totals, uncovered
from rightsgate.rules.model.pack import Pack


def coverage_data(pack: Pack, only: str, as_of: str) -> dict[str, object]:
    """Return the coverage, as of a day (ISO), of all documents or of one, as JSON writes it."""
    found = covered_sections(pack, only, as_of)
    return {
        "schema": "rightsgate.coverage/1",
        "as_of": as_of,
        "totals": {one.value: count for one, count in totals(found.values()).items()},
        "sources": [
            {
                "id": document.id,
                "title": document.title,
                "publisher": document.publisher,
                "clauses": clauses(document),
                "totals": {one.value: count for one, count in totals([covered]).items()},
                "sections": [
                    {"section": one.section, "title": one.title, "page": one.page or None, "note": one.note}
                    for one in document.sections
                ],
                "rows": [
                    {
                        "clause": one.clause,
                        "section": section.section,
                        "page": section.page or None,
                        "asks": one.asks,
                        "coverage": one.coverage.value,
                        "rules": list(one.rules),
                        "reason": one.reason,
                    }
                    for section, clauses_of in covered
                    for one in clauses_of
                ],
            }
            for document, covered in found.items()
        ],
        "rules_of_no_source": [duty.id for duty in uncovered(pack)],
    }
