"""The coverage of sources as a page."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rightsgate.handbook.blocks import (
    Block,
    Bullets,
    Code,
    Column,
    Item,
    Mark,
    Marked,
    Paragraph,
    Phrase,
    Section,
    Summary,
    Table,
    listed,
)
from rightsgate.handbook.coverage import MEANS, Coverage, Row, Rows, clauses, covered_sections, totals, uncovered
from rightsgate.handbook.prose import prose
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.source import Document

TITLE: Final = "What is encoded, and what is not"
ABOUT: Final = prose(
    "Every clause of every source document, in the document's own order: by which rules it is encoded, or why by"
    " none.\n`rightsgate coverage` prints this page. What a clause asks is told in our words; what counts is the"
    " document."
)
OF_NO_SOURCE: Final = "These rules come of no document: they are those of whoever wrote their pack."
MARKS: Final = {
    Coverage.ENCODED: Mark.GOOD,
    Coverage.JUDGEMENT: Mark.JUDGED,
    Coverage.OUT_OF_REACH: Mark.LACKING,
    Coverage.INACTIVE: Mark.LACKING,
}
WORDS: Final = (Column(title="Word"), Column(title="Meaning"))
TOTALS: Final = (
    Column(title="Source"),
    Column(title="Clauses", number=True),
    *(Column(title=one.value, number=True) for one in Coverage),
)
CLAUSES: Final = (
    Column(title="Clause", brief=True),
    Column(title="What it asks"),
    Column(title="Covered", brief=True),
    Column(title="By", brief=True),
    Column(title="Why so"),
)


def coverage_page(pack: Pack, only: str, as_of: str) -> Section:
    """Return the page, as of a day (ISO), of all documents or of one."""
    found = covered_sections(pack, only, as_of)
    meanings = Table(WORDS, tuple(((_word(one),), (MEANS[one],)) for one in Coverage))
    blocks: list[Block] = [Paragraph(ABOUT), meanings, Summary((_totals(found),))]
    blocks += [_document(document, covered) for document, covered in found.items()]
    if not only and (own := uncovered(pack)):
        rules = Bullets(tuple(Item((Code(duty.id), f": {duty.title}")) for duty in own))
        blocks.append(Section(title=("Rules of no source",), blocks=(Paragraph((OF_NO_SOURCE,)), rules)))
    return Section(title=(TITLE,), blocks=tuple(blocks))


def _totals(found: Mapping[Document, Rows]) -> Table:
    rows: list[tuple[Phrase, ...]] = []
    for document, covered in found.items():
        counts = (clauses(document), *totals([covered]).values())
        rows.append(((document.short,), *((str(count),) for count in counts)))
    every = totals(found.values())
    last = ("All", *map(str, (sum(every.values()), *every.values())))
    return Table(TOTALS, (*rows, tuple((Marked(text, Mark.STRONG),) for text in last)))


def _document(document: Document, covered: Rows) -> Section:
    said = f"{document.title}. {document.publisher}, {document.dated}. {document.authority}"
    notes = (Bullets(tuple(Item((note,)) for note in document.notes)),) if document.notes else ()
    return Section(title=(document.short,), blocks=(Paragraph((said,)), *notes, *_sections(document, covered)))


def _sections(document: Document, covered: Rows) -> Iterator[Section]:
    for section, clauses_of in covered:
        place = f" (page {section.page})" if section.page else ""
        title = f"{document.short}, {section.section}: {section.title}{place}"
        note = (Paragraph((section.note,)),) if section.note else ()
        yield Section(title=(title,), blocks=(*note, *_table(clauses_of)))


def _table(clauses_of: Iterable[Row]) -> Iterator[Table]:
    rows = tuple(_cells(one) for one in clauses_of)
    if rows:
        yield Table(CLAUSES, rows)


def _cells(one: Row) -> tuple[Phrase, ...]:
    by = listed([(Code(rule),) for rule in one.rules])
    return (Code(one.clause),), (one.asks,), (_word(one.coverage),), by, (one.reason,)


def _word(coverage: Coverage) -> str | Marked:
    mark = MARKS.get(coverage)
    return coverage.value if mark is None else Marked(coverage.value, mark)
