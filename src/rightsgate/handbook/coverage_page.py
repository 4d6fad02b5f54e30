"""The coverage of sources as a page, in Markdown (GitHub's)."""

from collections.abc import Iterable, Iterator
from typing import Final

from rightsgate.handbook.coverage import MEANS, Coverage, Row, Rows, clauses, covered_sections, totals, uncovered
from rightsgate.handbook.manifest_page import code, prose, row
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.source import Document

INTRODUCTION: Final = """\
# What is encoded, and what is not

Every clause of every source document, in the document's own order: by which rules it is encoded, or why by none.
`rightsgate coverage` prints this page. What a clause asks is told in our words; what counts is the document.
"""


def coverage_page(pack: Pack, only: str, as_of: str) -> str:
    """Return the page, as of a day (ISO), of all documents or of one."""
    return "\n".join(_lines(pack, only, as_of)) + "\n"


def _lines(pack: Pack, only: str, as_of: str) -> Iterator[str]:
    found = covered_sections(pack, only, as_of)
    yield INTRODUCTION
    yield "| Word | Meaning |"
    yield "| --- | --- |"
    yield from (row((one.value, MEANS[one])) for one in Coverage)
    yield ""
    yield row(("Source", "Clauses", *(one.value for one in Coverage)))
    yield row(["---"] * (2 + len(Coverage)))
    for document, covered in found.items():
        yield row((prose(document.short), str(clauses(document)), *map(str, totals([covered]).values())))
    counts = totals(found.values())
    yield row(("**All**", f"**{sum(counts.values())}**", *(f"**{count}**" for count in counts.values())))
    for document, covered in found.items():
        yield from _document(document, covered)
    if not only and (own := uncovered(pack)):
        yield ""
        yield "## Rules of no source"
        yield ""
        yield "These rules come of no document: they are those of whoever wrote their pack."
        yield ""
        yield from (f"- {code(duty.id)}: {prose(duty.title)}" for duty in own)


def _document(document: Document, covered: Rows) -> Iterator[str]:
    yield ""
    yield f"## {prose(document.short)}"
    yield ""
    yield f"{prose(document.title)}. {prose(document.publisher)}, {prose(document.dated)}. {prose(document.authority)}"
    if document.notes:
        yield ""
        yield from (f"- {prose(note)}" for note in document.notes)
    for section, clauses_of in covered:
        yield ""
        place = f" (page {section.page})" if section.page else ""
        yield f"### {prose(document.short)}, {prose(section.section)}: {prose(section.title)}{place}"
        if section.note:
            yield ""
            yield prose(section.note)
        yield from _table(clauses_of)


def _table(clauses_of: Iterable[Row]) -> Iterator[str]:
    heads = ("| Clause | What it asks | Covered | By | Why so |", "| --- | --- | --- | --- | --- |")
    for number, one in enumerate(clauses_of):
        if not number:
            yield ""
            yield from heads
        by = ", ".join(map(code, one.rules))
        yield row((code(one.clause), prose(one.asks), one.coverage.value, by, prose(one.reason)))
