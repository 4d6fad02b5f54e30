"""``rightsgate coverage``: every clause of every source, with the rules that encode it or the reason why none does."""

import json

import click

from rightsgate.cli.check import day
from rightsgate.cli.limits import limit_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.outputs import colour
from rightsgate.cli.packs import packs_in_time, packs_option
from rightsgate.errors import did_you_mean
from rightsgate.handbook.coverage_data import coverage_data
from rightsgate.handbook.coverage_page import coverage_page
from rightsgate.handbook.coverage_text import coverage_lines
from rightsgate.limits import Limits
from rightsgate.text.layout import Page


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
    elif form == "json":
        data = coverage_data(pack, source, as_of)
        write_stdout(json.dumps(data, ensure_ascii=False, indent=1) + "\n", as_json=True)
    else:
        page = Page(colour=colour())
        write_stdout("\n".join(coverage_lines(pack, source, as_of, page)) + "\n", colour=page.colour)
