"""Thresholds that rules name instead of writing the number."""

from enum import Enum

import msgspec

from rightsgate.logic.number import Number


class Origin(Enum):
    """Who set a threshold: a source document, or we."""

    SOURCE = "source"
    OURS = "ours"


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """A threshold that rules name instead of writing it: a period (``12m``) or a number.

    ``reason`` says where the source sets it, or why we chose it; a policy may set those that are ours.
    """

    id: str
    value: str | int | Number
    means: str
    origin: Origin
    reason: str
