"""The comparison of two checks as JSON: the contract ``rightsgate.diff/1``."""

from typing import Any

import msgspec

from rightsgate.report.diff.model import CONTRACT, Diff
from rightsgate.report.json.schema import contract_schema

INDENT = 2


def diff_json(diff: Diff, *, pretty: bool = False) -> str:
    """Return the whole comparison, on one line or laid out for people who read it."""
    # Not msgspec.json.encode: where memory runs out, that ends the process instead of raising a MemoryError.
    compact = bytearray()
    msgspec.json.Encoder().encode_into(diff, compact)
    return (msgspec.json.format(compact, indent=INDENT) if pretty else compact).decode() + "\n"


def diff_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12)."""
    return contract_schema(Diff, CONTRACT)
