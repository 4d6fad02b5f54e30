"""Where something stands in a manifest."""

import msgspec

from rightsgate.manifest.model import Entity, Statement


class Location(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a manifest: file, line and column from 1, JSON pointer (RFC 6901)."""

    path: str
    line: int
    column: int
    pointer: str

    @classmethod
    def of(cls, path: str, thing: Statement | Entity, below: str = "") -> "Location":
        """Return the place of a statement or entity of a file; ``below`` is added to its pointer."""
        line, column = thing.mark
        return cls(path=path, line=line, column=column, pointer=thing.pointer + below)
