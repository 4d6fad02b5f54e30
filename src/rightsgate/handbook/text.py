"""Pages and lists of rules as lines for a terminal or a log."""

from collections.abc import Iterable, Iterator, Sequence

from rightsgate.handbook.blocks import Item, Part, Phrase, RulePage, shown
from rightsgate.handbook.contents import sections
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.pack import Pack
from rightsgate.text.characters import columns, padded
from rightsgate.text.layout import Page, plain

STRENGTH = 6
MARGIN = 2


def page_lines(page: RulePage, layout: Page) -> Iterator[str]:
    """Yield the lines of one page."""
    heading = layout.paragraph(f"{plain(page.id)}  {_line_of((page.title,))}", 0)
    yield from (layout.paint(line, bold=True) for line in heading)
    yield from layout.paragraph(_line_of(page.lead), 0)
    for part in page.parts:
        yield ""
        yield layout.paint(plain(part.title), bold=True)
        yield from _part(part, layout)


def _part(part: Part, layout: Page) -> Iterator[str]:
    if part.phrase:
        yield from layout.paragraph(_line_of(part.phrase), MARGIN)
    yield from _items(part.items, MARGIN, layout)
    if part.listing:
        yield ""
        yield from (f"    {plain(line)}".rstrip() for line in part.listing.rstrip("\n").split("\n"))


def _items(items: Iterable[Item], indent: int, layout: Page) -> Iterator[str]:
    for item in items:
        first, *more = layout.paragraph(_line_of(item.phrase), indent + 2)
        yield f"{' ' * indent}- {first.lstrip()}"
        yield from more
        yield from _items(item.items, indent + 2, layout)


def listing(
    pack: Pack, duties: Sequence[Duty], role: str | None, layout: Page, *, wrap: bool, ranked: bool = False
) -> Iterator[str]:
    """Yield a line for each duty and their count: under their sections, or ``ranked`` in the order given.

    Without ``wrap``, every rule is on one line, for tools that read line by line.
    """
    width = max((columns(duty.id) for duty in duties), default=0)
    if ranked:
        for duty in duties:
            yield from _line(duty, role, width, layout, wrap=wrap)
    else:
        yield from _by_section(pack, {duty.id: duty for duty in duties}, role, layout, wrap=wrap)
    yield ""
    yield _counted(len(duties), len(pack.duties))


def _by_section(pack: Pack, duties: dict[str, Duty], role: str | None, layout: Page, *, wrap: bool) -> Iterator[str]:
    width = max(map(columns, duties), default=0)
    above = ""
    for section in sections(pack):
        held = [duties[name] for one in section.recommendations for name in one.duties if name in duties]
        if not held:
            continue
        if section.document != above:
            yield from [""] if above else []
            lines = layout.paragraph(_line_of((f"{section.document_title} ({section.document})",)), 0)
            yield from (layout.paint(line, bold=True) for line in lines)
            above = section.document
        yield ""
        yield _line_of((f"{section.section}, {section.title}",))
        for duty in held:
            yield from _line(duty, role, width, layout, wrap=wrap)


def _line_of(phrase: Phrase) -> str:
    """Return a phrase without the line breaks of its rule file, and with nothing that could steer a terminal."""
    return plain(" ".join(shown(phrase).split()))


def _line(duty: Duty, role: str | None, width: int, layout: Page, *, wrap: bool) -> Iterator[str]:
    strength = duty.strength if role is None else duty.strength_in(role)
    label = f"  {padded(plain(duty.id), width)}  {strength.value:<{STRENGTH}}  "
    title = _line_of((duty.title,))
    first, *more = layout.wrap(title, columns(label), columns(label)) if wrap else [title]
    yield label + first
    yield from (" " * columns(label) + line for line in more)


def _counted(count: int, known: int) -> str:
    """Return the number of listed duties, and of all duties, in words."""
    if count == known:
        return f"{count} duties"
    return f"{count} of {known} duties"
