"""Pages of rules as Markdown (GitHub's)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from posixpath import dirname, relpath
from typing import Final
from urllib.parse import quote

from rightsgate.handbook.blocks import Code, Item, Part, Phrase, Ref, RulePage
from rightsgate.handbook.manifest_page import code, prose

# What opens a heading or a list where it begins a line.
OPENS: Final = re.compile(r"^([0-9]*)([#+=.)-])")
MARKER: Final = "<!-- Written by `rightsgate rules pages`; it will be overwritten. -->"


class Markdown:
    """Writes pages that link to each other. ``homes`` says in which file the page of each id stands."""

    def __init__(self, homes: Mapping[str, str]) -> None:
        """Know where to link to."""
        self.homes = homes

    def file(self, path: str, first: RulePage, pages: Sequence[RulePage]) -> str:
        """Return a file: the page that it opens with, and those beneath it."""
        lines = [MARKER, *self.page(first, path, "#")]
        for page in pages:
            lines += self.page(page, path, "##")
        return "\n".join(lines).rstrip("\n") + "\n"

    def page(self, page: RulePage, path: str, level: str) -> list[str]:
        """Return one page as the lines of a file."""
        anchor = [f'<a id="{quote(page.id, safe="")}"></a>', ""] if page.id else []
        name = f"{code(page.id)} " if page.id else ""
        lines = [*anchor, f"{level} {name}{prose(page.title)}", ""]
        lines += [self.phrase(page.lead, path), ""] if page.lead else []
        for part in page.parts:
            lines += self.part(part, path)
        return lines

    def part(self, part: Part, path: str) -> list[str]:
        """Return a headed part."""
        told = [self.phrase(part.phrase, path)] if part.phrase else []
        head = f"**{prose(part.title)}**" if part.title else ""
        if part.items or part.listing or not head:
            lines = [line for text in (head, *told) if text for line in (text, "")]
        else:
            lines = [" ".join((f"{head}:", *told)), ""]
        if part.items:
            lines += [*self.items(part.items, path, ""), ""]
        if part.listing:
            fence = "`" * max(3, 1 + max(map(len, re.findall("`+", part.listing)), default=0))
            lines += [f"{fence}yaml", *part.listing.rstrip("\n").split("\n"), fence, ""]
        return lines

    def items(self, items: Sequence[Item], path: str, indent: str) -> Iterator[str]:
        """Yield a list and the lists within it."""
        for item in items:
            yield f"{indent}- {self.phrase(item.phrase, path)}"
            yield from self.items(item.items, path, f"{indent}  ")

    def phrase(self, phrase: Phrase, path: str) -> str:
        """Return a phrase of a file."""
        return OPENS.sub(r"\1\\\2", "".join(self.span(span, path) for span in phrase))

    def span(self, span: str | Code | Ref, path: str) -> str:
        """Return words, code or a link."""
        match span:
            case Code(text):
                return code(text)
            case Ref(name) if name in self.homes:
                home = self.homes[name]
                place = "" if home == path else quote(relpath(home, dirname(path) or "."))
                anchor = "" if home == name else f"#{quote(quote(name, safe=''))}"
                return f"[{code(name)}]({place}{anchor})"
            case Ref(name):
                return code(name)
            case str(text):
                return _spaced_prose(text)


def _spaced_prose(text: str) -> str:
    """Escape words, and keep the blanks that part them from what stands beside them."""
    inner = prose(text)
    if not inner:
        return " " if text else ""
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if text[-1:].isspace() else ''}"
