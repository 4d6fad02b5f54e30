"""``rightsgate rules``: what the rules ask, listed, shown one by one, searched, and written as pages."""

from collections.abc import Collection
from pathlib import Path
from typing import Final

import click

from rightsgate import codes
from rightsgate.cli import completion
from rightsgate.cli.configuration import Where, config_options, rules_in_force
from rightsgate.cli.groups import CommandGroup
from rightsgate.cli.limits import limit_option
from rightsgate.cli.output import write_stderr, write_stdout
from rightsgate.cli.packs import packs_in_time, packs_option
from rightsgate.cli.pages import format_option, write_json, write_page
from rightsgate.cli.rules_files import write_files
from rightsgate.errors import Fault, Input, InputError, InputKind, did_you_mean
from rightsgate.handbook.contents import entry, page_data
from rightsgate.handbook.folder import Folder
from rightsgate.handbook.formats import FOLDERS, FORMATS
from rightsgate.handbook.list_page import list_page
from rightsgate.handbook.rule_pages import Handbook
from rightsgate.handbook.search import hits
from rightsgate.limits import Limits

ID: Final = Input(InputKind.ARGUMENT, "ID")


@click.group("rules", cls=CommandGroup)
def command() -> None:
    """List, show and search the rules, or write their pages."""


@command.command("list", short_help="List the duties, one a line.")
@click.option("--source", metavar="DOCUMENT", help="Only rules from that document, by its id.")
@click.option("--role", metavar="ROLE", help="Only duties that bind that role.")
@click.option("--framework", metavar="ID", help="Only what that framework asks for.")
@format_option("json")
@packs_option
@config_options
@limit_option
def list_rules(
    source: str | None,
    role: str | None,
    framework: str | None,
    form: str,
    folders: tuple[str, ...],
    limits: Limits,
    where: Where,
) -> None:
    """List the duties, one a line: its id, its strength, its title.

    They stand under the documents and sections that they come from. The strength is must, should or may, as the source
    puts it; with --role it is how the duty binds that role. On a terminal long titles are broken; written to a file or
    to another tool, every rule is on one line.
    """
    pack = packs_in_time(rules_in_force(folders, where, limits), limits)
    documents = {duty.source.document for duty in pack.duties}
    _known("--source", source, documents, "document")
    _known("--role", role, {name for duty in pack.duties for name in duty.binds}, "role")
    _known("--framework", framework, pack.sources.frameworks, "framework")
    duties = [
        duty
        for duty in pack.duties
        if (source is None or duty.source.document == source)
        and (role is None or role in duty.binds)
        and (framework is None or duty.framework == framework)
    ]
    if form == "json":
        write_json({"rules": [entry(duty) for duty in duties], "count": len(duties)})
        return
    write_page(list_page(pack, duties, role), form, by_line=True)


@command.command("show", short_help="Show the page of a rule.")
@click.argument("name", metavar="ID", shell_complete=completion.rules)
@format_option("json")
@packs_option
@config_options
@limit_option
def show(name: str, form: str, folders: tuple[str, ...], limits: Limits, where: Where) -> None:
    """Show the page of ID: a duty, a recommendation, a pathway, a risk or an inference.

    The page of a duty says what it asks, of whom, of what, when and why; where it comes from; how to fix what it finds;
    and how to state in a manifest that it is met.

    Exit codes: 0 shown; 2 there is no such rule.
    """
    pack = packs_in_time(rules_in_force(folders, where, limits), limits, with_cases=True)
    handbook = Handbook(pack)
    page = handbook.page(name)
    if page is None:
        known = handbook.ids()
        hint = did_you_mean(name, known) or "rightsgate rules search finds rules by their words"
        fault = Fault(code=codes.RULE_NOT_FOUND, input=ID, message=f"there is no rule '{name}'", hint=hint)
        raise InputError([fault])
    if form == "json":
        write_json(page_data(page, handbook.names.duties.get(name)))
    else:
        write_page(page, form)


@command.command("search", short_help="Find duties by their words.")
@click.argument("words", nargs=-1, required=True, metavar="TEXT...")
@format_option("json")
@packs_option
@config_options
@limit_option
def search(words: tuple[str, ...], form: str, folders: tuple[str, ...], limits: Limits, where: Where) -> int:
    """Search the duties for TEXT, in small or capital letters.

    Every word has to occur: in the id, the title, the reasons, the fix, what a person must decide, the source or its
    clauses, or the fields that the duty looks at. Those with the words in id or title come first.

    Exit codes: 0 something is found; 1 nothing is found.
    """
    pack = packs_in_time(rules_in_force(folders, where, limits), limits)
    found = hits(pack, " ".join(words))
    if form == "json":
        write_json({"rules": [entry(duty) for duty in found], "count": len(found)})
    elif found:
        write_page(list_page(pack, found, ranked=True), form, by_line=True)
    if not found:
        write_stderr(f"nothing found for '{' '.join(words)}'")
    return 0 if found else 1


@command.command("pages", short_help="Write the pages of all rules into files.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--format", "form", type=click.Choice(FOLDERS), default="markdown", show_default=True)
@packs_option
@config_options
@limit_option
def pages(folder: Path, form: str, folders: tuple[str, ...], limits: Limits, where: Where) -> None:
    """Write the pages of all rules into DIR: one file a recommendation, and an index.

    Pages that it wrote before and that no rule has any more are removed. What is not of its own making stays, and is
    never overwritten.
    """
    found = FORMATS[form]
    files = Folder(
        Handbook(packs_in_time(rules_in_force(folders, where, limits), limits, with_cases=True)), found
    ).files()
    removed = write_files(folder, files, found)
    gone = f", {removed} removed" if removed else ""
    write_stdout(f"{folder}: {len(files)} pages{gone}\n")


def _known(option: str, value: str | None, known: Collection[str], what: str) -> None:
    """Refuse a value that no rule knows."""
    if value is not None and value not in known:
        hint = did_you_mean(value, known) or f"known: {', '.join(sorted(known))}"
        raise click.BadParameter(f"'{value}' is not a valid {what}; {hint}", param_hint=f"'{option}'")
