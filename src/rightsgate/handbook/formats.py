"""The formats in which pages are written. Another one is a module and its row here."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import msgspec

from rightsgate.handbook import markdown, text
from rightsgate.handbook.blocks import Section
from rightsgate.handbook.setting import Setting


class PageFormat(msgspec.Struct, frozen=True, kw_only=True):
    """A format of pages.

    ``lines`` writes a page, in ``colours`` if it has them. A format that ``rules pages`` writes has the ``suffix`` of
    its files, the name of their ``index``, and the ``comment`` that is the first line of each.
    """

    lines: Callable[[Section, Setting], Iterable[str]]
    colours: bool = False
    suffix: str = ""
    index: str = ""
    comment: str = ""

    def written(self, page: Section, setting: Setting) -> str:
        """Return a page as one text."""
        return "\n".join(self.lines(page, setting)).rstrip("\n") + "\n"

    def mark(self) -> str:
        """Return the line that tells our files from those of others."""
        return self.comment.format("Written by `rightsgate rules pages`; it will be overwritten.")

    def file(self, page: Section, setting: Setting) -> str:
        """Return a page as the text of a file."""
        return f"{self.mark()}\n{self.written(page, setting)}"


FORMATS: Final[Mapping[str, PageFormat]] = {
    "text": PageFormat(lines=text.lines, colours=True),
    "markdown": PageFormat(lines=markdown.lines, suffix=".md", index="README", comment="<!-- {} -->"),
}
FOLDERS: Final = tuple(name for name, form in FORMATS.items() if form.suffix)
