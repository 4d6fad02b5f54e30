"""``rightsgate verify``: make the check of a JSON report again."""

import os

import click

from rightsgate import codes
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import cache
from rightsgate.cli.policy_option import policy_option
from rightsgate.cli.terminal import colour, width
from rightsgate.errors import Fault, InputError
from rightsgate.fleet.reports import read_report
from rightsgate.fleet.session import Session
from rightsgate.fleet.verification import settings_of, verify
from rightsgate.limits import Limits
from rightsgate.report.verification import verification_text
from rightsgate.text.files import read_whole
from rightsgate.text.layout import Page
from rightsgate.version import VERSION


@click.command("verify")
@click.argument("report")
@click.argument("manifests", nargs=-1, metavar="[MANIFEST]...")
@click.option(
    "--rules", "folders", multiple=True, metavar="DIR", help="Rule packs to use instead of those of the report."
)
@policy_option("The policy to use instead of that of the report.")
@limit_option
def command(
    report: str, manifests: tuple[str, ...], folders: tuple[str, ...], policy: str | None, limits: Limits
) -> int:
    """Repeat the check recorded in REPORT (a JSON report), and show what differs.

    The manifests, rules and policy are those that the report names; their digests must be those of the report. If
    files have moved, name them: each MANIFEST is matched by its digest.

    Exit codes: 0 the report is confirmed; 1 it is not; 2 the command, the report or an input is faulty.
    """
    with in_time(limits):
        raw = read_whole(report)
        reported = read_report(raw, report)
        settings = settings_of(reported, limits, policy=policy, folders=folders, cache=cache())
        _refuse_missing(manifests)
        found = verify(raw, reported, manifests, Session(settings))
    page = Page(colour=colour(), width=width())
    text = verification_text(report, reported, found.changed, found.differing, page, VERSION)
    write_stdout(text, colour=page.colour)
    return 0 if found.confirmed else 1


def _refuse_missing(manifests: tuple[str, ...]) -> None:
    faults = [Fault.of(codes.NOT_THERE, path, "no such file") for path in manifests if not os.path.isfile(path)]
    if faults:
        raise InputError(faults)
