"""The coverage of sources as lines for a terminal or a log."""

from collections.abc import Iterator, Mapping
from typing import Final

from rightsgate.handbook.coverage import Coverage, Rows, covered_sections, totals, uncovered
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.source import Document
from rightsgate.text.characters import padded
from rightsgate.text.layout import Page, plain

COLOURS: Final = {
    Coverage.ENCODED: "green",
    Coverage.JUDGEMENT: "magenta",
    Coverage.OUT_OF_REACH: "yellow",
    Coverage.INACTIVE: "yellow",
}


def coverage_lines(pack: Pack, only: str, as_of: str, page: Page) -> Iterator[str]:
    """Yield the lines on the coverage, as of a day (ISO), of all documents or of one."""
    found = covered_sections(pack, only, as_of)
    for document, covered in found.items():
        yield from _document(document, covered, page)
        yield ""
    yield from _table(found, page)
    own = uncovered(pack)
    if own and not only:
        yield ""
        yield from page.paragraph(f"Rules of no source: {', '.join(duty.id for duty in own)}.", 0)


def _document(document: Document, covered: Rows, page: Page) -> Iterator[str]:
    yield from page.paragraph(page.paint(f"{document.short.upper()}: {document.title}", bold=True), 0)
    yield from page.paragraph(f"{document.publisher}, {document.dated}. {document.authority}", 0)
    for section, clauses_of in covered:
        yield ""
        place = f"  (page {section.page})" if section.page else ""
        yield from page.paragraph(f"{section.section}  {section.title}{place}", 0)
        if section.note:
            yield from page.paragraph(section.note, 2)
        for one in clauses_of:
            word = page.paint(one.coverage.value, fg=COLOURS.get(one.coverage))
            yield from page.paragraph(f"{one.clause}  {word}  {', '.join(one.rules)}".rstrip(), 2)
            yield from page.entry("asks", one.asks)
            yield from page.entry("because", one.reason)


def _table(found: Mapping[Document, Rows], page: Page) -> Iterator[str]:
    widths = [len(one.value) for one in Coverage]
    heads = "  ".join(one.value for one in Coverage)
    yield page.paint(f"{'CLAUSES':<22}{'all':>5}  {heads}", bold=True)
    lines = [(plain(document.short), totals([covered])) for document, covered in found.items()]
    if len(lines) > 1:
        lines.append(("all", totals(found.values())))
    for name, counts in lines:
        cells = "  ".join(f"{count:>{width}}" for count, width in zip(counts.values(), widths, strict=True))
        yield f"{padded(name, 22)}{sum(counts.values()):>5}  {cells}"
