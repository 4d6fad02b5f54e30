"""``rightsgate coverage``: every clause of every source, with the rules that encode it or the reason why none does."""

import json
from collections.abc import Iterator

import click

from rightsgate.cli.check import colour, day
from rightsgate.cli.limits import limit_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import packs_in_time, packs_option
from rightsgate.errors import did_you_mean
from rightsgate.handbook.coverage import Coverage, Rows, clauses, documents, rows, totals, uncovered
from rightsgate.handbook.coverage_page import coverage_page
from rightsgate.limits import Limits
from rightsgate.rules.model.pack import Pack
from rightsgate.rules.model.source import Document
from rightsgate.text.characters import padded
from rightsgate.text.layout import Page, plain

COLOURS = {
    Coverage.ENCODED: "green",
    Coverage.JUDGEMENT: "magenta",
    Coverage.OUT_OF_REACH: "yellow",
    Coverage.INACTIVE: "yellow",
}


@click.command("coverage")
@click.option("--source", default="", metavar="ID", help="Only this source document.")
@packs_option
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
@click.option("--as-of", callback=day, metavar="DATE", help="What is in effect that day (YYYY-MM-DD). Default: today.")
@limit_option
def command(source: str, folders: tuple[str, ...], form: str, as_of: str, limits: Limits) -> None:
    """Show how every clause of every source is covered.

    A clause is encoded by rules, left to a person's judgement, out of a manifest's reach, context only, or not in
    effect; each with the reason.
    """
    pack = packs_in_time(folders, limits)
    known = pack.sources.documents
    if source and source not in known:
        hint = did_you_mean(source, known) or f"known: {', '.join(sorted(known))}"
        raise click.BadParameter(f"no source '{source}' ({hint})", param_hint="--source")
    if form == "markdown":
        write_stdout(coverage_page(pack, source, as_of))
        return
    found = {document: rows(pack, document, as_of) for document in documents(pack, source)}
    if form == "json":
        write_stdout(json.dumps(_data(pack, found, as_of), ensure_ascii=False, indent=1) + "\n", as_json=True)
        return
    page = Page(colour=colour())
    write_stdout("\n".join(_text(pack, found, source, page)) + "\n", colour=page.colour)


def _data(pack: Pack, found: dict[Document, Rows], as_of: str) -> dict[str, object]:
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


def _text(pack: Pack, found: dict[Document, Rows], source: str, page: Page) -> Iterator[str]:
    for document, covered in found.items():
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
        yield ""
    yield from _table(found, page)
    own = uncovered(pack)
    if own and not source:
        yield ""
        yield from page.paragraph(f"Rules of no source: {', '.join(duty.id for duty in own)}.", 0)


def _table(found: dict[Document, Rows], page: Page) -> Iterator[str]:
    widths = [len(one.value) for one in Coverage]
    heads = "  ".join(one.value for one in Coverage)
    yield page.paint(f"{'CLAUSES':<22}{'all':>5}  {heads}", bold=True)
    lines = [(plain(document.short), totals([covered])) for document, covered in found.items()]
    if len(lines) > 1:
        lines.append(("all", totals(found.values())))
    for name, counts in lines:
        cells = "  ".join(f"{count:>{width}}" for count, width in zip(counts.values(), widths, strict=True))
        yield f"{padded(name, 22)}{sum(counts.values()):>5}  {cells}"
