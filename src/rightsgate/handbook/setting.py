"""Where a page is shown: on how wide a screen, in which file, and where its links lead."""

from collections.abc import Mapping
from functools import cached_property
from posixpath import dirname, relpath
from urllib.parse import quote

import msgspec

from rightsgate.handbook.blocks import Section, within
from rightsgate.text.layout import WIDTH


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """How a page is shown.

    ``path`` is the file that it is written into; ``homes`` says in which file the section of each id stands, and
    has the paths of the files themselves.
    """

    width: int = WIDTH
    colour: bool = False
    path: str = ""
    homes: Mapping[str, str] = {}


class Links(msgspec.Struct, frozen=True, dict=True):
    """The addresses that the links of a page lead to."""

    page: Section
    setting: Setting

    @cached_property
    def own(self) -> frozenset[str]:
        """The ids of the page itself."""
        return frozenset(block.id for block in within(self.page) if isinstance(block, Section) and block.id)

    def address(self, name: str) -> str | None:
        """Return the address of an id, or None where it has no place."""
        path = self.setting.path
        home = path if name in self.own else self.setting.homes.get(name)
        if home is None:
            return None
        place = "" if home == path else quote(relpath(home, dirname(path) or "."))
        return place if home == name else f"{place}#{quote(anchor(name))}"


def anchor(name: str) -> str:
    """Return what marks the place of an id in a file."""
    return quote(name, safe="")
