"""The JSON Schema of JSON reports, made from the types of the contract."""

from typing import Any

import msgspec

from rightsgate.report.json.contract import lines
from rightsgate.report.json.contract.forecast import CONTRACT as FORECAST
from rightsgate.report.json.contract.forecast import Forecast
from rightsgate.report.json.contract.run import CONTRACT, Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def report_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of reports."""
    return contract_schema(Report, CONTRACT)


def forecast_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of forecasts."""
    return contract_schema(Forecast, FORECAST)


def lines_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12) of a line of a report in JSON Lines."""
    kinds = lines.RunLine | lines.ManifestLine | lines.FindingLine | lines.ReferenceLine
    schema = msgspec.json.schema(kinds)
    definitions = {part: _plain(definition) for part, definition in schema["$defs"].items()}
    return {"$schema": DIALECT, "anyOf": schema["anyOf"], "title": lines.CONTRACT, "$defs": definitions}


def contract_schema(whole: type[msgspec.Struct], name: str) -> dict[str, Any]:
    """Return the schema (draft 2020-12) of a contract of that name, from its outermost type."""
    schema = msgspec.json.schema(whole)
    definitions = {part: _plain(definition) for part, definition in schema["$defs"].items()}
    outermost = definitions.pop(whole.__name__)
    return {"$schema": DIALECT, **outermost, "title": name, "$defs": definitions}


def _plain(definition: dict[str, Any]) -> dict[str, Any]:
    """Return a definition with its description on one line."""
    description = " ".join(definition.get("description", "").split())
    return {**definition, "description": description} if description else definition
