"""``rightsgate coverage``: every clause of every source, with the rules that encode it or the reason why none does."""

import click

from rightsgate.cli.configuration import Where, config_options, rules_in_force
from rightsgate.cli.limits import limit_option
from rightsgate.cli.options import day
from rightsgate.cli.packs import packs_in_time, packs_option
from rightsgate.cli.pages import format_option, write_json, write_page
from rightsgate.errors import did_you_mean
from rightsgate.handbook.coverage_data import coverage_data
from rightsgate.handbook.coverage_page import coverage_page
from rightsgate.limits import Limits


@click.command("coverage")
@click.option("--source", default="", metavar="ID", help="Only this source document.")
@packs_option
@format_option("json")
@click.option("--as-of", callback=day, metavar="DATE", help="What is in effect that day (YYYY-MM-DD). Default: today.")
@config_options
@limit_option
def command(source: str, folders: tuple[str, ...], form: str, as_of: str, limits: Limits, where: Where) -> None:
    """Show which clauses of each source have rules, and why others have none.

    A clause has rules, is left to a person's judgement, cannot be checked from a manifest, is context only, or is not
    in effect. The reason is given for each.
    """
    pack = packs_in_time(rules_in_force(folders, where, limits), limits)
    known = pack.sources.documents
    if source and source not in known:
        hint = did_you_mean(source, known) or f"known: {', '.join(sorted(known))}"
        raise click.BadParameter(f"no source '{source}' ({hint})", param_hint="--source")
    if form == "json":
        write_json(coverage_data(pack, source, as_of), indent=1)
    else:
        write_page(coverage_page(pack, source, as_of), form)
