"""``rightsgate forecast``: the days to come on which an outcome changes by itself."""

import click

from rightsgate.advise.forecast import Forecaster
from rightsgate.cli.checker import checker_of
from rightsgate.cli.configuration import Chosen, Where, config_options, configuration, in_force
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.manifests import found_manifests
from rightsgate.cli.options import day, last_day, named, subject_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import packs_option
from rightsgate.cli.policy_option import policy_option
from rightsgate.cli.terminal import colour, width
from rightsgate.files.read import read_as
from rightsgate.limits import Limits
from rightsgate.logic.dates import after
from rightsgate.report.json.forecast import forecast_json
from rightsgate.report.text.forecast import forecast_text
from rightsgate.text.layout import Page

A_YEAR = "1y"


@click.command("forecast")
@click.argument("manifests", nargs=-1, metavar="[MANIFEST]...")
@click.option("--until", callback=last_day, metavar="DATE", help="The last day to look at. Default: a year later.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Format of the forecast.")
@policy_option("The policy to judge by, as in check.")
@packs_option
@subject_option("Judge on behalf of that actor.")
@click.option("--waivers", default="", callback=named, metavar="FILE", help="File of waivers, as in check.")
@click.option("--as-of", callback=day, metavar="DATE", help="The day to begin with (YYYY-MM-DD). Default: today (UTC).")
@config_options
@limit_option
def command(
    manifests: tuple[str, ...],
    until: str,
    form: str,
    policy: str | None,
    folders: tuple[str, ...],
    subject: str,
    waivers: str,
    as_of: str,
    limits: Limits,
    where: Where,
) -> int:
    """Show each day up to DATE on which an outcome changes though nobody does anything, and why: evidence and decisions
    grow old, waivers and exceptions end, statements and rules take effect.

    Only the day is taken to change: no statement, no rule, no waiver.

    Example: rightsgate forecast rights.yaml --until 2027-06-30

    Exit codes: 0 shown; 2 something is wrong with the call or an input.
    """
    config = configuration(where, limits, search=not manifests)
    chosen = Chosen(
        subject=subject or None,
        manifests=manifests or None,
        policy=policy,
        rules=folders or None,
        waivers=waivers or None,
    )
    call = in_force(chosen, config)
    until = until or after(as_of, A_YEAR)
    if until <= as_of:
        raise click.UsageError(f"--until {until} is not after the day to begin with, {as_of}")
    parts = []
    with in_time(limits):
        checker = checker_of(call, as_of, limits, waivers=call.waivers, baseline=call.baseline)
        forecaster = Forecaster(checker)
        for path in found_manifests(call, config, checker.pack, limits).paths:
            data = read_as("manifest", path, path, limits)
            part = checker.check(checker.load(data, path), {})
            parts.append((part, forecaster.days(data, part, until)))
    if form == "json":
        write_stdout(forecast_json(parts, checker.run(), until).decode(), as_json=True)
        return 0
    page = Page(colour=colour(), width=width())
    told = (forecast_text(part, checker.run(), days, until, page) for part, days in parts)
    write_stdout("\n".join(told), colour=page.colour)
    return 0
