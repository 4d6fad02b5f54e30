"""``rightsgate reference``: the reference page of the manifest, with what packs bring, or of another kind of file."""

import click

from rightsgate.cli.limits import limit_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import packs_in_time, packs_option
from rightsgate.handbook.file_forms import FILES, file_page
from rightsgate.handbook.manifest_page import manifest_page
from rightsgate.limits import Limits


@click.command("reference")
@click.argument("form", type=click.Choice(["manifest", *FILES]), default="manifest")
@packs_option
@limit_option
def command(form: str, folders: tuple[str, ...], limits: Limits) -> None:
    """Print the reference page of a kind of file, in Markdown; that of the manifest unless another is named.

    It lists what may be written there and what it means; for a manifest also which source asks for it.
    """
    if form == "manifest":
        write_stdout(manifest_page(packs_in_time(folders, limits).vocabulary))
    elif folders:
        raise click.UsageError("--rules changes only the page of the manifest")
    else:
        write_stdout(file_page(form))
