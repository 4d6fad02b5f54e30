"""``rightsgate reference``: the reference page of the manifest, with the fields that packs bring, or of faults."""

import click

from rightsgate.cli.limits import limit_option
from rightsgate.cli.packs import packs_in_time, packs_option
from rightsgate.cli.pages import format_option, write_page
from rightsgate.handbook.faults.page import faults_page
from rightsgate.handbook.manifest_page import manifest_page
from rightsgate.limits import Limits


@click.command("reference")
@click.argument("page", type=click.Choice(["manifest", "faults"]), default="manifest")
@format_option(default="markdown")
@packs_option
@limit_option
def command(page: str, form: str, folders: tuple[str, ...], limits: Limits) -> None:
    """Print the reference page of the manifest, or that of faults.

    The page of the manifest lists every section and field: what may be written there, what it means, and which source
    asks for it. That of faults lists the code of every fault: what it means, an example, and what to do.
    """
    if page == "manifest":
        write_page(manifest_page(packs_in_time(folders, limits).vocabulary), form)
    elif folders:
        raise click.UsageError("--rules changes only the page of the manifest")
    else:
        write_page(faults_page(), form)
