"""Cases: a manifest and the outcome that a duty must have for it."""

from collections.abc import Mapping
from typing import Any

import msgspec

from rightsgate.text.position import Mark


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A manifest (as data), the check date and the outcome that a duty must have for its first actor."""

    rule: str
    outcome: str
    manifest: Mapping[str, Any]
    as_of: str
    path: str
    mark: Mark
