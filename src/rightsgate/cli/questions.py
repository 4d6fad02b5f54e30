"""``rightsgate questions``: the few questions whose answers decide every must."""

import click

from rightsgate import codes
from rightsgate.advise.closing import Closing, all_missing
from rightsgate.cli.configuration import Where, config_options
from rightsgate.cli.limits import in_time, limit_option
from rightsgate.cli.one_manifest import OneManifest, one_manifest
from rightsgate.cli.options import actor, day
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import packs_option
from rightsgate.cli.plan import progress
from rightsgate.cli.policy_option import policy_option
from rightsgate.cli.terminal import colour, width
from rightsgate.errors import Fault, Input, InputError, InputKind, did_you_mean
from rightsgate.limits import Limits
from rightsgate.report.questions import all_asked, asked_of, heading_of
from rightsgate.text.layout import Page

OF = Input(InputKind.OPTION, "--of")
WHOSE = "On the duties of that actor. Default: on those that can gate."


@click.command("questions")
@click.argument("manifest", required=False)
@click.option("--of", multiple=True, callback=actor, metavar="ID", help=WHOSE)
@click.option("--all", "every", is_flag=True, help="Ask for everything that is missing, not only what decides musts.")
@policy_option("The policy that selects the duties, as in check.")
@packs_option
@click.option("--as-of", callback=day, metavar="DATE", help="Judge as of that day (YYYY-MM-DD). Default: today (UTC).")
@click.option("--format", "name", type=click.Choice(("text", "markdown", "json")), default="text", show_default=True)
@config_options
@limit_option
def command(
    manifest: str | None,
    of: str,
    every: bool,  # noqa: FBT001 - as click calls it
    policy: str | None,
    folders: tuple[str, ...],
    as_of: str,
    name: str,
    limits: Limits,
    where: Where,
) -> int:
    """Print the few questions on a manifest whose answers decide every must that can gate, or of one actor: whom to
    ask, why, and what would show it.

    With favorable answers no must stays open; an unfavorable one shows that its must is not met. What only a named
    person can judge is listed last.

    Example: rightsgate questions vendor.yaml --of lab --policy procurement

    Exit codes: 0 printed; 2 something is wrong with the call or an input.
    """
    with in_time(limits):
        one = one_manifest(manifest, policy, folders, "", "", as_of, limits, where)
        said = _written(one, of, name, every=every)
    write_stdout(said, as_json=name == "json", colour=name == "text" and colour())
    return 0


def _written(one: OneManifest, of: str, name: str, *, every: bool) -> str:
    manifest, run = one.checker.load(one.data, one.path), one.checker.run()
    actors = [entity.key for entity in manifest.entities["actor"]]
    if of and of not in actors:
        hint = did_you_mean(of, actors) or f"actors: {', '.join(actors)}"
        raise InputError([Fault(code=codes.UNKNOWN_ID, input=OF, message=f"there is no actor '{of}'", hint=hint)])
    names = one.names(manifest)
    found = Closing(one.checker, of).find(one.data, one.path, progress())
    asked = (
        all_asked(all_missing(one.checker, one.data, one.path, of), run, names)
        if every
        else asked_of(found, run, names)
    )
    heading = heading_of(found, of, names, len(asked) if every else None)
    if name == "json":
        from rightsgate.report.json.questions import questions_json

        return questions_json(found, asked, run, one.data.raw, of, every=every)
    about = (one.path, heading, asked, found.left, found.judgements, run, names)
    if name == "markdown":
        from rightsgate.report.markdown.questions import questions_markdown

        return questions_markdown(*about)
    from rightsgate.report.text.questions import questions_text

    return questions_text(*about, Page(colour=colour(), width=width()))
