"""``rightsgate reference``: the reference page of the manifest, with the fields that packs bring."""

import click

from rightsgate.cli.limits import limit_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import packs_in_time, packs_option
from rightsgate.handbook.manifest_page import manifest_page
from rightsgate.limits import Limits


@click.command("reference")
@packs_option
@limit_option
def command(folders: tuple[str, ...], limits: Limits) -> None:
    """Print the reference page of the manifest, in Markdown.

    It lists every section and field: what may be written there, what it means, and which source asks for it.
    """
    write_stdout(manifest_page(packs_in_time(folders, limits).vocabulary))
