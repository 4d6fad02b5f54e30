"""``rightsgate fill``: the open questions of a manifest, and their answers written into it."""

import click

from rightsgate.advise.filling.changes import Change
from rightsgate.advise.filling.given import given_changes
from rightsgate.advise.filling.questions import Filling
from rightsgate.cli.checker import checker_of
from rightsgate.cli.configuration import Chosen, Where, config_options, configuration, in_force
from rightsgate.cli.desk import Desk
from rightsgate.cli.dialogue import is_interactive
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.options import day, named, subject_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import packs_option
from rightsgate.cli.policy_option import policy_option
from rightsgate.cli.terminal import width
from rightsgate.limits import Limits
from rightsgate.report.filling import filled_text
from rightsgate.text.files import read_located, read_raw
from rightsgate.text.layout import Page


@click.command("fill")
@click.argument("manifest", metavar="MANIFEST")
@click.option(
    "--answers",
    default="",
    callback=named,
    metavar="FILE",
    help="A file of answers (YAML or JSON): actors.studio.size: small",
)
@policy_option("The policy that says which questions are open, as in check.")
@packs_option
@subject_option("Ask on behalf of that actor.")
@click.option("--as-of", callback=day, metavar="DATE", help="Judge as of that day (YYYY-MM-DD). Default: today (UTC).")
@config_options
@limit_option
def command(
    manifest: str,
    answers: str,
    policy: str | None,
    folders: tuple[str, ...],
    subject: str,
    as_of: str,
    limits: Limits,
    where: Where,
) -> int:
    """Ask the open questions of MANIFEST on the terminal, musts first, then by how much each settles; write every
    answer into it at once. Nothing else in the file changes. What is not known stays not stated, and a no is stated.

    With --answers the answers come from a file of places, each with what is to be stated: SECTION.ID.FIELD, as in
    `actors.studio.engagement.groups: [civil_society]`; `impacts: none`; or a section with a list of entries, which are
    added, or add to the entry that is there with the same id, or the same kind and parties.

    \b
    rightsgate fill rights.yaml
    rightsgate fill rights.yaml --answers answers.yaml

    Exit codes: 0 the answers were written; 2 something is wrong with the call, the manifest or an answer.
    """
    if not answers and not is_interactive():
        raise click.UsageError("there is no terminal to ask questions on; give the answers in a file: --answers FILE")
    config = configuration(where, limits)
    chosen = Chosen(subject=subject or None, policy=policy, rules=folders or None)
    call = in_force(chosen, config)
    with in_time(limits):
        checker = checker_of(call, as_of, limits)
        filling = Filling(read_raw(manifest, manifest, limits), manifest, checker)
    if answers:
        with in_time(limits):
            changes = given_changes(read_located(answers, answers, limits), answers, filling)
            desk = Desk(filling)
            desk.write(changes, count=sum(not _is_detail(one) for one in changes))
    else:
        desk = Desk(filling)
        desk.ask_all()
    page = Page(colour=False, width=width())
    write_stdout(filled_text(manifest, desk.written, desk.filling, page))
    return 0


def _is_detail(change: Change) -> bool:
    return bool(getattr(change, "detail", ""))
