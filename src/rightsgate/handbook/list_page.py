"""The list of duties as a page: under the sections that they come from, or in the order in which they were found."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rightsgate.handbook.blocks import Block, Column, Paragraph, Ref, Section, Table
from rightsgate.handbook.contents import sections
from rightsgate.rules.model.duty import Duty
from rightsgate.rules.model.pack import Pack

COLUMNS: Final = (Column(title=""), Column(title=""), Column(title=""))


def list_page(pack: Pack, duties: Sequence[Duty], role: str | None = None, *, ranked: bool = False) -> Section:
    """Return the page with a row for each duty and their count; ``ranked`` keeps the order given.

    The strength is that of the duty, or that in which it binds a role.
    """
    listed = (_table(duties, role),) if ranked else _by_document(pack, {duty.id: duty for duty in duties}, role)
    return Section(blocks=(*listed, Paragraph((_counted(len(duties), len(pack.duties)),))))


def _by_document(pack: Pack, duties: dict[str, Duty], role: str | None) -> Iterator[Section]:
    titles: dict[str, str] = {}
    held: dict[str, list[Block]] = {}
    for section in sections(pack):
        names = (name for one in section.recommendations for name in one.duties)
        found = [duties[name] for name in names if name in duties]
        if found:
            title = f"{section.section}, {section.title}"
            held.setdefault(section.document, []).append(Section(title=(title,), blocks=(_table(found, role),)))
            titles[section.document] = f"{section.document_title} ({section.document})"
    for name, blocks in held.items():
        yield Section(title=(titles[name],), blocks=tuple(blocks))


def _table(duties: Iterable[Duty], role: str | None) -> Table:
    return Table(
        COLUMNS,
        tuple(
            ((Ref(duty.id),), ((duty.strength if role is None else duty.strength_in(role)).value,), (duty.title,))
            for duty in duties
        ),
    )


def _counted(count: int, known: int) -> str:
    """Return the number of listed duties, and of all duties, in words."""
    return f"{count} duties" if count == known else f"{count} of {known} duties"
