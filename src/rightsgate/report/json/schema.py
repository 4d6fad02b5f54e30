"""The JSON Schema of JSON reports, made from the types of the contract."""

from typing import Any

import msgspec

from rightsgate.report.json.contract.run import CONTRACT, Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def report_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12)."""
    schema = msgspec.json.schema(Report)
    definitions = {name: _plain(part) for name, part in schema["$defs"].items()}
    whole = definitions.pop("Report")
    return {"$schema": DIALECT, **whole, "title": CONTRACT, "$defs": definitions}


def _plain(definition: dict[str, Any]) -> dict[str, Any]:
    """Return a definition with its description on one line."""
    description = " ".join(definition.get("description", "").split())
    return {**definition, "description": description} if description else definition
