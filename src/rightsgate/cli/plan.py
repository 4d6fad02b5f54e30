"""``rightsgate plan``: a small set of changes after which the gate passes."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from rightsgate.advise.plan import Plan, Planner
from rightsgate.cli.configuration import Where, config_options
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.one_manifest import OneManifest, one_manifest
from rightsgate.cli.options import day, named, subject_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import packs_option
from rightsgate.cli.policy_option import policy_option
from rightsgate.cli.terminal import colour, width
from rightsgate.findings.model import Verdict
from rightsgate.limits import Limits
from rightsgate.text.layout import Page

if TYPE_CHECKING:
    from rightsgate.advise.optimal import OptimalCover

NO_PLAN, FOUND, PASSED = 1, 3, 0


@click.command("plan")
@click.argument("manifest", required=False)
@policy_option("The policy to judge by, as in check.")
@packs_option
@subject_option("Judge on behalf of that actor.")
@click.option("--waivers", default="", callback=named, metavar="FILE", help="File of waivers, as in check.")
@click.option("--as-of", callback=day, metavar="DATE", help="Judge as of that day (YYYY-MM-DD). Default: today (UTC).")
@click.option("--optimal", is_flag=True, help="Find the smallest plan by clingo (rightsgate[plan]); may take long.")
@click.option("--format", "name", type=click.Choice(("text", "markdown", "json")), default="text", show_default=True)
@config_options
@limit_option
def command(
    manifest: str | None,
    policy: str | None,
    folders: tuple[str, ...],
    subject: str,
    waivers: str,
    as_of: str,
    optimal: bool,  # noqa: FBT001 - as click calls it
    name: str,
    limits: Limits,
    where: Where,
) -> int:
    """Show a small set of changes after which the gate passes: what to do, then what to state, ready to paste.

    The plan is checked in memory. It never deletes a statement and never states for you what is not so: of
    circumstances it asks, and says which answer it assumes. What only a waiver or another actor can settle is named
    last.

    Example: rightsgate plan rights.yaml --for studio

    Exit codes: 0 the gate passes already; 3 there is a plan; 1 there is none; 2 something is wrong with the call or an
    input.
    """
    with in_time(limits):
        one = one_manifest(manifest, policy, folders, subject, waivers, as_of, limits, where)
        planner = Planner(one.checker, _optimal() if optimal else None)
        plan = planner.plan(one.data, one.path, progress())
    write_stdout(_written(plan, one, name), as_json=name == "json", colour=name == "text" and colour())
    if plan.before is Verdict.PASSED:
        return PASSED
    return FOUND if plan.passes else NO_PLAN


def _optimal() -> "OptimalCover":
    from rightsgate.advise.optimal import OptimalCover  # an extra, and only some call asks for it

    return OptimalCover()


def progress() -> Callable[[int, int], None]:
    """Return what tells on a terminal how far the search is."""
    if sys.stderr is None or not sys.stderr.isatty():
        return lambda _round, _open: None

    def tell(number: int, waiting: int) -> None:
        click.echo(f"\rround {number + 1}: {waiting} open \033[K", nl=waiting == 0, err=True)

    return tell


def _written(plan: Plan, one: OneManifest, name: str) -> str:
    run, names = one.checker.run(), one.names(one.checker.load(one.data, one.path))
    if name == "json":
        from rightsgate.report.json.plan import plan_json

        return plan_json(plan, run, names, one.data.raw)
    if name == "markdown":
        from rightsgate.report.markdown.plan import plan_markdown

        return plan_markdown(plan, run, names)
    from rightsgate.report.text.plan import plan_text

    return plan_text(plan, run, names, Page(colour=colour(), width=width()))
