"""``rightsgate schema``: the JSON Schema of a kind of file, with what the rule packs declare, or of what we write."""

import json
from collections.abc import Callable, Mapping
from typing import Final

import click

from rightsgate.cli.configuration import Where, config_options, rules_in_force
from rightsgate.cli.limits import limit_option
from rightsgate.cli.output import write_stdout
from rightsgate.cli.packs import packs_in_time
from rightsgate.handbook.file_forms import FILES, file_schema
from rightsgate.handbook.schema import manifest_schema
from rightsgate.limits import Limits

WIDTH: Final = 120


def _report() -> object:
    from rightsgate.report.json.schema import report_schema  # which only this needs

    return report_schema()


def _jsonl() -> object:
    from rightsgate.report.json.schema import lines_schema  # as above

    return lines_schema()


def _diff() -> object:
    from rightsgate.report.diff.json import diff_schema  # as above

    return diff_schema()


def _forecast() -> object:
    from rightsgate.report.json.schema import forecast_schema  # as above

    return forecast_schema()


def _plan() -> object:
    from rightsgate.report.json.plan import plan_schema  # as above

    return plan_schema()


def _questions() -> object:
    from rightsgate.report.json.questions import questions_schema  # as above

    return questions_schema()


# The contracts of what we write, by their names.
WRITTEN: Final[Mapping[str, Callable[[], object]]] = {
    "report": _report,
    "jsonl": _jsonl,
    "diff": _diff,
    "forecast": _forecast,
    "plan": _plan,
    "questions": _questions,
}


@click.command("schema")
@click.argument("form", type=click.Choice(["manifest", *WRITTEN, *FILES]))
@click.option("--rules", "folders", multiple=True, metavar="DIR", help="A further rule pack (not for what we write).")
@config_options
@limit_option
def command(form: str, folders: tuple[str, ...], limits: Limits, where: Where) -> None:
    """Print the JSON Schema (draft 2020-12) of a kind of file.

    An editor that uses the schema completes and checks the file while you write it.
    """
    if form in WRITTEN:
        if folders:
            raise click.UsageError(f"--rules does not apply to the schema of a {form}")
        schema = WRITTEN[form]()
    else:
        pack = packs_in_time(rules_in_force(folders, where, limits), limits)
        schema = manifest_schema(pack.vocabulary) if form == "manifest" else file_schema(form, pack)
    write_stdout(_laid_out(schema) + "\n", as_json=True)


def _laid_out(value: object, indent: str = "", room: int = WIDTH) -> str:
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
