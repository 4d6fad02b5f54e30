"""``rightsgate reference``: the reference page of the manifest, with the fields that packs bring."""

import click

from rightsgate.cli.limits import limit_option
from rightsgate.cli.packs import packs_in_time, packs_option
from rightsgate.cli.pages import format_option, write_page
from rightsgate.handbook.manifest_page import manifest_page
from rightsgate.limits import Limits


@click.command("reference")
@format_option(default="markdown")
@packs_option
@limit_option
def command(form: str, folders: tuple[str, ...], limits: Limits) -> None:
    """Print the reference page of the manifest.

    It lists every section and field: what may be written there, what it means, and which source asks for it.
    """
    write_page(manifest_page(packs_in_time(folders, limits).vocabulary), form)
