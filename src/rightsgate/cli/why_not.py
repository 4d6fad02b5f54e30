"""``rightsgate why-not``: the first condition that failed, and what would make it hold."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from rightsgate import codes
from rightsgate.checker.checker import Checker
from rightsgate.cli import completion
from rightsgate.cli.configuration import Where, config_options
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.options import day, engine_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import packs_option
from rightsgate.cli.question import ask, call_of, the_policy, the_subject
from rightsgate.cli.terminal import colour, width
from rightsgate.errors import Fault, Input, InputError, InputKind, did_you_mean
from rightsgate.evaluate.model import Detail
from rightsgate.explain.question import Question
from rightsgate.limits import Limits
from rightsgate.report.commands import command_line
from rightsgate.report.text.why import not_asked, not_derived, not_met, not_shown
from rightsgate.rules.model.outcome import Outcome
from rightsgate.text.layout import Page

ASKED: Final = Input(InputKind.ARGUMENT, "RULE@ENTITY")


@click.command("why-not")
@click.argument("rule", metavar=ASKED.name, shell_complete=completion.findings)
@click.argument("manifest", type=click.Path(path_type=Path))
@the_policy
@packs_option
@the_subject
@click.option("--as-of", callback=day, metavar="DATE", help="Day of the check (YYYY-MM-DD). Default: today.")
@engine_option
@config_options
@limit_option
def command(
    rule: str,
    manifest: Path,
    policy: str | None,
    folders: tuple[str, ...],
    subject: str,
    as_of: str,
    engine: str,
    limits: Limits,
    where: Where,
) -> int:
    """Show why RULE does not hold for ENTITY in MANIFEST: the first condition that failed, and what would make it hold.

    RULE is a duty, a risk, a pathway, an inference or a kind of fact; ENTITY an actor, an artefact or an impact,
    or several with / between.

    Exit codes: 0 shown; 1 it holds (see why); 2 the command or the manifest is faulty.
    """
    page = Page(colour=colour(), width=width())
    call = call_of(folders, policy, subject, where, limits)
    with in_time(limits):
        checker, question = ask(rule, manifest, call, as_of, engine, limits)
        if not question.known():
            near = did_you_mean(question.name, question.names())
            hint = near or "name a duty, a risk, a pathway or an inference"
            message = f"there is no rule '{question.name}'"
            raise InputError([Fault(code=codes.RULE_NOT_FOUND, input=ASKED, message=message, hint=hint)])
        lines = list(_duty(checker, question, page)) or list(_fact(question, rule, page))
    if not lines:
        write_stdout(f"{rule} holds. To see why: {command_line('why', rule, str(manifest))}\n")
        return 1
    write_stdout("\n".join(lines) + "\n", colour=page.colour)
    return 0


def _duty(checker: Checker, question: Question, page: Page) -> Iterator[str]:
    if not question.is_duty():
        return
    report = checker.report(question.result, dict.fromkeys(Outcome, Detail.TESTS))
    findings = question.about(report.findings)
    for finding in findings:
        if finding.outcome is not Outcome.MET:
            yield from [*not_met(finding, question.pack.vocabulary, page), ""]
    if not findings:
        yield from not_asked(question.name, question.binds(), page)


def _fact(question: Question, title: str, page: Page) -> Iterator[str]:
    if question.is_duty() or question.certain():
        return
    tested = question.tests()
    if tested is not None:
        yield from not_shown(title, *tested, question.pack.vocabulary, page)
        return
    failing = question.failing()
    if failing is not None:
        yield from not_derived(title, failing, page)
