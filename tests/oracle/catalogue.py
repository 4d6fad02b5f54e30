"""The catalogue of requirements, as ``extract`` takes it from the whole one: ids, codes and conditions."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from oracle.departures import with_departures


@cache
def printed() -> Mapping[str, Any]:
    """Return the catalogue as it is."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return found


@cache
def corrected() -> Mapping[str, Any]:
    """Return the catalogue with its risk tables and pathways as they would have to be."""
    return with_departures(printed())
