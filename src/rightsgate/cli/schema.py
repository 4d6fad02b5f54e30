"""``rightsgate schema``: the JSON Schema of manifests, with the fields that packs bring, or of JSON reports."""

import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import click

WIDTH: Final = 120


@click.command("schema")
@click.argument("form", type=click.Choice(["manifest", "report"]))
@click.option("--rules", "folders", multiple=True, metavar="DIR", help="A further rule pack, for manifest; may be repeated.")
def command(form: str, folders: tuple[str, ...]) -> None:
    """Print the JSON Schema (draft 2020-12) of manifests or of JSON reports.

    An editor that knows the schema completes and checks a manifest while it is written.
    """
    if form == "report" and folders:
        raise click.UsageError("--rules changes nothing in the schema of reports")
    sys.stdout.write(_laid_out(_manifest(folders) if form == "manifest" else _report()) + "\n")


def _manifest(folders: tuple[str, ...]) -> dict[str, Any]:
    from rightsgate.describe.manifest_schema import manifest_schema
    from rightsgate.load.pack import builtin, load_pack

    return manifest_schema(load_pack([builtin("rules"), *map(Path, folders)]).vocabulary)


def _report() -> Any:
    return json.loads(files("rightsgate.report").joinpath("report-1.schema.json").read_text("utf-8"))


def _laid_out(value: Any, indent: str = "", room: int = WIDTH) -> str:
    """Return indented JSON in which whatever fits on one line stands on one line."""
    short = json.dumps(value)
    if len(short) <= room - len(indent) or not isinstance(value, (dict, list)):
        return short
    deeper = indent + "  "
    if isinstance(value, list):
        return "[\n" + ",\n".join(deeper + _laid_out(item, deeper) for item in value) + f"\n{indent}]"
    named = ((json.dumps(key) + ": ", item) for key, item in value.items())
    lines = (deeper + key + _laid_out(item, deeper, WIDTH - len(key)) for key, item in named)
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
