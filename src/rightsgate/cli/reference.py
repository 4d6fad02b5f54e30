"""``rightsgate reference``: the page of the manifest, with what packs bring, of another kind of file, or of faults."""

import click

from rightsgate.cli.configuration import Where, config_options, rules_in_force
from rightsgate.cli.limits import limit_option
from rightsgate.cli.packs import packs_in_time, packs_option
from rightsgate.cli.pages import format_option, write_page
from rightsgate.handbook.faults.page import faults_page
from rightsgate.handbook.file_forms import FILES, file_page, place_of
from rightsgate.handbook.manifest_page import manifest_page
from rightsgate.limits import Limits


@click.command("reference")
@click.argument("kind", type=click.Choice(["manifest", *FILES, "faults"]), default="manifest")
@format_option(default="markdown")
@packs_option
@config_options
@limit_option
def command(kind: str, form: str, folders: tuple[str, ...], limits: Limits, where: Where) -> None:
    """Print the reference page of a kind of file (default: manifest), or of error codes (faults).

    It lists what may be written there and what it means; for a manifest also which source asks for it. The page of
    error codes gives for each the meaning, an example, and what to do.
    """
    if kind == "manifest":
        write_page(manifest_page(packs_in_time(rules_in_force(folders, where, limits), limits).vocabulary), form)
    elif folders:
        raise click.UsageError("--rules applies only to the page of the manifest")
    elif kind == "faults":
        write_page(faults_page(), form)
    else:
        write_page(file_page(kind), form, place_of(kind))
