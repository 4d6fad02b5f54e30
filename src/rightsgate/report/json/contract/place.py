"""Places in a manifest."""

from typing import Annotated

from msgspec import Meta, Struct


class Place(Struct, frozen=True, kw_only=True):
    """Where something stands in the manifest of this part of the report."""

    line: Annotated[int, Meta(description="Line, from 1", ge=1)]
    column: Annotated[int, Meta(description="Column, from 1", ge=1)]
    pointer: Annotated[str, Meta(description="JSON Pointer (RFC 6901) to the value, or to where it would stand")]
