"""``rightsgate why``: the derivation of a finding, a risk, an involvement or a remedy duty, as a tree."""

from pathlib import Path
from typing import Final

import click

from rightsgate.checker.checker import Checker
from rightsgate.cli import completion
from rightsgate.cli.configuration import Where, config_options
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.options import day, engine_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import packs_option
from rightsgate.cli.question import ask, call_of, the_policy, the_subject
from rightsgate.cli.terminal import colour, width
from rightsgate.errors import did_you_mean
from rightsgate.explain.question import Question
from rightsgate.limits import Limits
from rightsgate.report.commands import command_line
from rightsgate.report.text.concerning import concerning
from rightsgate.report.text.decided import decided_text
from rightsgate.report.text.ineffective import ineffective_text
from rightsgate.report.text.why import tree
from rightsgate.text.layout import Page

# The kinds of entity that record what people decide.
DECIDED: Final = ("judgement", "link", "decision")


@click.command("why")
@click.argument("finding", shell_complete=completion.findings)
@click.argument("manifest", type=click.Path(path_type=Path))
@the_policy
@packs_option
@the_subject
@click.option("--as-of", callback=day, metavar="DATE", help="Day of the check (YYYY-MM-DD). Default: today.")
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

    Exit codes: 0 shown; 1 there is no result to explain (see why-not); 2 the command or the manifest is faulty.
    """
    call = call_of(folders, policy, subject, where, limits)
    with in_time(limits):
        checker, question = ask(finding, manifest, call, as_of, engine, limits)
        roots, steps = question.steps()
    if not roots:
        write_stdout(f"{_nothing(question, finding, manifest)}\n")
        return 1
    page = Page(colour=colour(), width=width())
    lines = [*tree(roots, steps, question.pack.vocabulary, page), *_decided(checker, question, page)]
    write_stdout("\n".join(lines) + "\n", colour=page.colour)
    return 0


def _nothing(question: Question, finding: str, manifest: Path) -> str:
    """Return that there is nothing to explain, and what to ask instead."""
    if question.known():
        more = f"To see why it does not hold: {command_line('why-not', finding, str(manifest))}"
        return f"no result to explain for '{finding}'. {more}"
    near = did_you_mean(question.name, question.names())
    hint = "use an id from the report, such as bsr-6.1-5.a@studio"
    return f"there is no finding, risk or rule '{question.name}'; {f'{near} Or ' if near else ''}{hint}"


def _decided(checker: Checker, question: Question, page: Page) -> list[str]:
    """Return what people decided on what is asked about, with effect or without."""
    if not any(question.result.context.manifest.entities[kind] for kind in DECIDED):
        return []
    part = concerning(checker.report(question.result, {}), question)
    return [*decided_text(part, page), *ineffective_text(part, checker.run(), page)]
