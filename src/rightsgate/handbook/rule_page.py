"""The form that the pages of all rules have: what kind of thing it is, and headed parts."""

from collections.abc import Iterable

from rightsgate.handbook.blocks import (
    Block,
    Bullets,
    Definition,
    Definitions,
    Item,
    Listing,
    Paragraph,
    Phrase,
    Section,
)


def rule_page(name: str, title: str, lead: str, parts: Iterable[Definition]) -> Section:
    """Return the page of one rule; ``lead`` says in one paragraph what kind of thing it is."""
    return Section(id=name, title=(title,), blocks=(Paragraph((lead,)), Definitions(tuple(parts))))


def part(title: str, *, phrase: Phrase = (), items: tuple[Item, ...] = (), listing: str = "") -> Definition:
    """Return a part of a page: a paragraph, then a list, then a manifest, as far as there are any."""
    blocks: list[Block] = []
    if phrase:
        blocks.append(Paragraph(phrase))
    if items:
        blocks.append(Bullets(items))
    if listing:
        blocks.append(Listing(listing))
    return Definition(title, tuple(blocks))
