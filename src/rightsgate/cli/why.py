"""``rightsgate why``: the derivation of a finding, a risk, an involvement or a remedy duty, as a tree."""

from pathlib import Path

import click

from rightsgate.cli.check import day, engine_option
from rightsgate.cli.configuration import Where, config_options
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import packs_option
from rightsgate.cli.question import ask, call_of, subject_option, the_policy
from rightsgate.cli.terminal import colour, width
from rightsgate.errors import did_you_mean
from rightsgate.limits import Limits
from rightsgate.report.text.why import tree
from rightsgate.text.layout import Page


@click.command("why")
@click.argument("finding")
@click.argument("manifest", type=click.Path(path_type=Path))
@the_policy
@packs_option
@subject_option
@click.option("--as-of", callback=day, metavar="DATE", help="Judge as of that day (YYYY-MM-DD). Default: today.")
@engine_option
@config_options
@limit_option
def command(
    finding: str,
    manifest: Path,
    policy: str | None,
    folders: tuple[str, ...],
    subject: str,
    as_of: str,
    engine: str,
    limits: Limits,
    where: Where,
) -> int:
    """Show how FINDING follows in MANIFEST: its derivation, down to the lines that state it.

    FINDING is written NAME@PART/PART, as reports write ids; parts may be left out. NAME is a duty, a risk, a pathway, a
    right, a rule of attribution, involvement, or what is owed (an id of the remedy register).

    Exit codes: 0 shown; 1 it does not follow (ask why-not); 2 something is wrong with the call or the manifest.
    """
    call = call_of(folders, policy, subject, where, limits)
    with in_time(limits):
        _, question = ask(finding, manifest, call, as_of, engine, limits)
        roots, steps = question.steps()
    if not roots:
        near = "" if question.known() else did_you_mean(question.name, question.names())
        said = f"nothing follows for '{finding}'" + (
            f"; {near}" if near else f"; try: rightsgate why-not {finding} {manifest}"
        )
        write_stdout(f"{said}\n")
        return 1
    page = Page(colour=colour(), width=width())
    write_stdout("\n".join(tree(roots, steps, page)) + "\n", colour=page.colour)
    return 0
