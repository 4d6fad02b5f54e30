"""``rightsgate reference``: the reference page of the manifest, with the fields that packs bring."""

import click

from rightsgate.cli.output import put
from rightsgate.cli.packs import packs
from rightsgate.describe.page import manifest_page


@click.command("reference")
@click.option("--rules", "folders", multiple=True, metavar="DIR", help="A further rule pack (repeatable).")
def command(folders: tuple[str, ...]) -> None:
    """Print the reference page of the manifest, in Markdown.

    It lists every section and field: what may be written there, what it means, and which source asks for it.
    """
    put(manifest_page(packs(folders).vocabulary))
